"""One try to deliver one message, and what becomes of it."""

import json

import httpx
from django.conf import settings
from django.db import transaction

from incidents import signing
from incidents.models import Incident, Notice, WebhookDelivery
from incidents.models.webhook import ERROR_MAX, DeliveryStatus
from incidents.sealing import InvalidToken, unseal_text
from incidents.webhooks import guard
from incidents.webhooks.post import post
from posko import clock

# Seconds before the second try, the third ...; after the last the message is given up: a day.
BACKOFF = (30, 120, 600, 1800, 7200, 21600, 50000)


def attempt(delivery_pk: int) -> int | None:
    """Try once; return the seconds until the next try, or None when there is none.

    The row stays locked meanwhile, so that two workers never send it at the same time. What is
    delivered, dropped or given up is left alone.
    """
    with transaction.atomic():
        delivery = _lock(delivery_pk)
        if delivery is None:
            return None
        notice = delivery.notice
        if not (delivery.webhook.active and _is_for(notice)):
            _note(delivery, DeliveryStatus.DROPPED)
            return None
        delivery.attempts += 1
        return _settle(delivery, _send(delivery))


def message(delivery: WebhookDelivery) -> bytes:
    """Return what is sent: who is told what, and where to read more. Nothing of the reporter."""
    notice = delivery.notice
    incident = notice.incident
    page = incident.get_absolute_url() if incident else ""
    content = {
        "id": str(delivery.event_id),
        "kind": notice.kind,
        "text": notice.text,
        "incident": incident.number if incident else None,
        "url": f"{settings.SITE_URL}{page}" if page else None,
        "urgent": notice.urgent,
        "to": {"username": notice.officer.username, "name": notice.officer.full_name},
        "at": notice.created_at.isoformat(),
    }
    return json.dumps(content, ensure_ascii=False).encode()


def _lock(pk: int) -> WebhookDelivery | None:
    rows = WebhookDelivery.objects.select_for_update(skip_locked=True, of=("self",))
    related = rows.select_related("webhook", "notice__officer", "notice__incident")
    return related.filter(pk=pk, status=DeliveryStatus.WAITING).first()


def _is_for(notice: Notice) -> bool:
    """Whether its person may still know of it."""
    if not notice.officer.is_active:
        return False
    if notice.incident_id is None:
        return True
    return Incident.objects.visible_to(notice.officer).filter(pk=notice.incident_id).exists()


def _send(delivery: WebhookDelivery) -> str:
    """Send it; return what went wrong, or ''."""
    body = message(delivery)
    try:
        secret = unseal_text(bytes(delivery.webhook.sealed_secret))
        target = guard.target(delivery.webhook.url, allow_http=settings.WEBHOOKS_ALLOW_HTTP)
        status = post(target, body, _headers(delivery, secret, body))
    except InvalidToken:
        return "secret can't be opened with REPORTER_KEYS"
    except guard.Forbidden as refusal:
        return f"address refused: {refusal.fault}"
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
        return f"{type(error).__name__}: {error}"
    return "" if 200 <= status < 300 else f"HTTP {status}"


def _headers(delivery: WebhookDelivery, secret: str, body: bytes) -> dict[str, str]:
    # The receiver compares it with its own clock, so it is the real one, demonstration or not.
    timestamp = str(int(clock.real().timestamp()))
    return {
        "Content-Type": "application/json",
        "User-Agent": "PoskoBersama/1",
        signing.EVENT_HEADER: str(delivery.event_id),
        signing.TIMESTAMP_HEADER: timestamp,
        signing.SIGNATURE_HEADER: f"v1={signing.signature(secret, timestamp, body)}",
    }


def _settle(delivery: WebhookDelivery, error: str) -> int | None:
    if not error:
        _note(delivery, DeliveryStatus.DELIVERED)
        return None
    if delivery.attempts > len(BACKOFF):
        _note(delivery, DeliveryStatus.GIVEN_UP, error)
        return None
    _note(delivery, DeliveryStatus.WAITING, error)
    return BACKOFF[delivery.attempts - 1]


def _note(delivery: WebhookDelivery, status: DeliveryStatus, error: str = "") -> None:
    delivery.status, delivery.last_error = status, error.replace("\x00", "")[:ERROR_MAX]
    delivery.changed_at = clock.now()
    delivery.save(update_fields=["status", "attempts", "last_error", "changed_at"])
