"""Messages for tests, brought in the way strangers and gateways bring them."""

import itertools
import json
import uuid
from typing import Any

from django.test import Client

from incidents import workflow
from incidents.models import Category, Gateway, Message
from incidents.reporters import ReporterData
from incidents.signing import signature
from posko import clock
from posko.models import Operation, Region

_numbers = itertools.count(1)


def open_form() -> None:
    """Let the public report problems."""
    Operation.objects.update(public_reports=True)


def make_gateway(region: str = "31.71", **fields: Any) -> Gateway:
    """Store an SMS gateway of the region with a secret of its own."""
    number = next(_numbers)
    defaults = {"name": f"SMS {number}", "slug": f"sms-{number}", "kind": "sms"}
    gateway = Gateway(region=Region.objects.get(code=region), **{**defaults, **fields})
    gateway.renew_secret()
    gateway.save()
    return gateway


def make_message(region: str | None = "31.71.06.1001", **fields: Any) -> Message:
    """Bring a message through the public form, with a sender."""
    open_form()
    facts: dict[str, Any] = {
        "text": "Surat undangan tetangga saya juga belum datang.",
        "category": Category.objects.get(code="hak-pilih"),
        "region": Region.objects.get(code=region) if region else None,
        "sender": ReporterData("Pengirim Contoh", "0800-1111-2222"),
    }
    incoming = workflow.Incoming(**{**facts, **fields})
    return workflow.receive_from_form(incoming, uuid.uuid4()).message


def make_sms(gateway: Gateway, text: str = "Air sudah masuk TPS 7.", **fields: Any) -> Message:
    """Bring a message through ``gateway``."""
    incoming = workflow.Incoming(text=text, sender=ReporterData(phone="+6280012345"), **fields)
    return workflow.receive_from_gateway(incoming, gateway, uuid.uuid4().hex).message


def knock(
    gateway: Gateway, document: Any, headers: dict[str, str] | None = None, at: float | None = None
) -> Any:
    """Post ``document`` as ``gateway``, signed at ``at``; ``headers`` replace what is right."""
    body = document if isinstance(document, bytes) else json.dumps(document).encode()
    timestamp = str(int(clock.now().timestamp() if at is None else at))
    signed = {
        "X-Posko-Timestamp": timestamp,
        "X-Posko-Signature": f"sha256={signature(gateway.secret, timestamp, body)}",
        **(headers or {}),
    }
    return Client(enforce_csrf_checks=True).post(
        f"/masuk-pesan/{gateway.slug}/", body, content_type="application/json", headers=signed
    )
