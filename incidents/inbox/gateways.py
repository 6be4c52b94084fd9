"""What a gateway sends: a signed JSON document (docs/inbox.md). No HTTP and no database here."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.dateparse import parse_datetime

from incidents.models.message import EXTERNAL_ID_MAX, TEXT_MAX
from posko import clock

BODY_MAX = 64 * 1024
SENDER_MAX = 100
# How far a gateway's clock may be from ours.
TOLERANCE = timedelta(minutes=5)
# A phone without network delivers late; what claims to be older has a broken clock.
OLDEST = timedelta(days=366)


class BadMessage(Exception):
    """The document can't be read; the argument says why, in English, for whoever programs it."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message as a gateway tells it."""

    external_id: str
    sender: str
    text: str
    sent_at: datetime | None


def is_recent(timestamp: str) -> bool:
    """Tell whether ``timestamp`` is within five minutes of now, before or after."""
    if not (timestamp.isascii() and timestamp.isdecimal() and len(timestamp) <= 12):
        return False
    return abs(clock.now().timestamp() - int(timestamp)) <= TOLERANCE.total_seconds()


def read(body: bytes) -> Delivery:
    """Return the message in ``body``; raises BadMessage."""
    try:
        document = json.loads(body.decode())
    except (ValueError, RecursionError):
        raise BadMessage("not a JSON document in UTF-8") from None
    if not isinstance(document, dict):
        raise BadMessage("not a JSON object")
    return Delivery(
        external_id=_name(document.get("id")),
        sender=_text(document, "from", SENDER_MAX),
        text=_text(document, "text", TEXT_MAX),
        sent_at=_moment(document.get("sent_at")),
    )


def _name(value: Any) -> str:
    name = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(name, str) or not name or len(name) > EXTERNAL_ID_MAX or _clean(name) != name:
        raise BadMessage(f"id: a string of 1 to {EXTERNAL_ID_MAX} characters")
    return name


def _text(document: dict[str, Any], name: str, longest: int) -> str:
    value = document.get(name)
    text = _clean(value) if isinstance(value, str) else ""
    if not 0 < len(text) <= longest:
        raise BadMessage(f"{name}: a string of 1 to {longest} characters")
    return text


def _clean(text: str) -> str:
    """Return ``text`` without what PostgreSQL can't keep.

    NUL is left out, not refused: some modems write it for the @ of an SMS, and a citizen's words
    must not be lost for that. Half of a character pair becomes a question mark.
    """
    return text.replace("\x00", "").encode("utf-8", "replace").decode().strip()


def _moment(value: Any) -> datetime | None:
    if value is None:
        return None
    try:
        moment = parse_datetime(value) if isinstance(value, str) else None
        if moment is None or moment.tzinfo is None:
            raise BadMessage("sent_at: a time such as 2024-02-13T09:00:00+07:00")
        age = clock.now() - moment
    except (ValueError, OverflowError):
        raise BadMessage("sent_at: there is no such time") from None
    return moment if -TOLERANCE <= age <= OLDEST else None
