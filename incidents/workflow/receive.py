"""What comes from outside goes into the inbox, exactly once however often it is sent."""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from incidents.inbox.states import Source
from incidents.models import Category, Gateway, Message, Notice
from incidents.notices import NoticeKind, notify
from incidents.reporters import ReporterData, seal
from incidents.workflow.errors import Conflict, NotPossible
from posko import clock
from posko.models import Operation, Region
from posko.models.region import around, within
from roster.models import Officer, Role


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a stranger said. A position is (latitude, longitude) in degrees."""

    text: str
    category: Category | None = None
    region: Region | None = None
    tps_number: int | None = None
    sender: ReporterData = field(default_factory=ReporterData)
    position: tuple[float, float] | None = None
    sent_at: datetime | None = None

    def digest(self) -> str:
        """A keyed hash of the content, so that a replay can be told from a change."""
        content = [
            self.text,
            self.category and self.category.code,
            self.region and self.region.code,
            self.tps_number,
            asdict(self.sender),
            self.position,
            self.sent_at and self.sent_at.timestamp(),
        ]
        return salted_hmac("incidents.inbox", json.dumps(content), algorithm="sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class Received:
    """The stored message, and whether it was stored just now."""

    message: Message
    fresh: bool


def receive_from_form(content: Incoming, client_uuid: UUID) -> Received:
    """Store what the public form brought; ``client_uuid`` names it, however often it is sent.

    Raises NotPossible while the form is closed and Conflict when the name came with other content.
    """
    return _receive(content, {"source": Source.FORM, "client_uuid": client_uuid})


def receive_from_gateway(content: Incoming, gateway: Gateway, external_id: str) -> Received:
    """Store what ``gateway`` brought under its own name ``external_id``.

    Raises NotPossible without an operation and Conflict when the name came with other content.
    """
    name = {"source": Source.GATEWAY, "gateway": gateway, "external_id": external_id}
    return _receive(content, name)


def open_to_public() -> Operation | None:
    """Return the operation that the public may report problems of now."""
    operation = Operation.objects.current(clock.today())
    return operation if operation and operation.public_reports else None


def _receive(content: Incoming, name: dict[str, Any]) -> Received:
    if known := _known(content, name):
        return Received(known, fresh=False)
    try:
        with transaction.atomic():
            return Received(_store(content, name), fresh=True)
    except IntegrityError:
        # The same message was being stored at this very moment.
        if known := _known(content, name):
            return Received(known, fresh=False)
        raise


def _known(content: Incoming, name: dict[str, Any]) -> Message | None:
    found = Message.objects.filter(**name).first()
    if found and found.content_digest != content.digest():
        raise Conflict(None)
    return found


def _store(content: Incoming, name: dict[str, Any]) -> Message:
    gateway: Gateway | None = name.get("gateway")
    latitude, longitude = content.position or (None, None)
    message = Message.objects.create(
        **name,
        operation=_operation(gateway),
        content_digest=content.digest(),
        text=content.text,
        category=content.category,
        region=content.region,
        tps_number=content.tps_number,
        audience=content.region or (gateway.region if gateway else None),
        sealed=seal(content.sender) if content.sender else None,
        has_name=bool(content.sender.name),
        has_phone=bool(content.sender.phone),
        latitude=latitude,
        longitude=longitude,
        sent_at=content.sent_at,
        received_at=clock.now(),
    )
    # Once until it is read: a flood of messages is no flood of notices.
    waiting = Notice.objects.unread().filter(kind=NoticeKind.INBOX)
    people = _overseers(message).exclude(pk__in=waiting.values("officer"))
    notify(people, NoticeKind.INBOX, None, _("Messages wait in the inbox."))
    return message


def _operation(gateway: Gateway | None) -> Operation:
    operation = Operation.objects.current(clock.today()) if gateway else open_to_public()
    if operation is None:
        raise NotPossible(_("The form is closed at present. Please come to a post."))
    return operation


def _overseers(message: Message) -> Any:
    """Return the coordinators who may know of ``message``."""
    coordinators = Officer.objects.active().filter(role=Role.KOORDINATOR)
    if message.audience_id is None:
        return coordinators
    surrounding = coordinators.filter(region_id__in=around(message.audience_id))
    if message.region_id is None:
        return surrounding | coordinators.filter(within(message.audience_id, "region_id"))
    return surrounding
