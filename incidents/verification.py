"""Proves that no history was altered: recomputes every chain of hashes, and those of files."""

import hashlib
from collections.abc import Iterator
from typing import Any

from incidents.chain import START
from incidents.models import Attachment, Event, Incident


def broken_chains() -> Iterator[tuple[str, str]]:
    """Yield (incident number, what is wrong) for every history that doesn't hold."""
    for incident in Incident.objects.order_by("pk").iterator(chunk_size=1000):
        if fault := _fault(incident, list(incident.events.order_by("sequence"))):
            yield incident.number, fault


def _fault(incident: Incident, events: list[Event]) -> str:
    previous = START
    for position, event in enumerate(events, 1):
        if event.sequence != position:
            return f"event {position} is missing"
        if event.previous_hash != previous or event.digest() != event.hash:
            return f"event {position} was altered"
        previous = event.hash
    if len(events) != incident.version:
        return f"{incident.version} versions, but {len(events)} events"
    if events and events[-1].to_status != incident.status:
        return "the status is not that of the last event"
    return ""


def broken_files() -> Iterator[tuple[str, str]]:
    """Yield (incident number, what is wrong) for every file that isn't what its event says.

    Reads every file in the storage. Small pictures are not covered; the photos behind them are.
    """
    events = Event.objects.filter(data__has_key="files").select_related("incident").order_by("pk")
    for event in events.iterator(chunk_size=500):
        stored = {str(file.uuid): file for file in event.incident.attachments.all()}
        for facts in event.data["files"]:
            if fault := _file_fault(facts, stored.get(facts["uuid"])):
                yield event.incident.number, f"{facts['name']}: {fault}"
    yield from _untold()


def _file_fault(facts: dict[str, Any], attachment: Attachment | None) -> str:
    if attachment is None:
        return "its row is missing"
    if (attachment.sha256, attachment.stored_sha256) != (facts["sha256"], facts["stored_sha256"]):
        return "its row was altered"
    try:
        with attachment.file.open("rb") as source:
            held = hashlib.file_digest(source, "sha256").hexdigest()
    except FileNotFoundError:
        return "the file is missing"
    return "" if held == facts["stored_sha256"] else "the file was altered"


def _untold() -> Iterator[tuple[str, str]]:
    """Attachments that no event tells of: somebody slipped them in."""
    for attachment in Attachment.objects.select_related("incident").iterator(chunk_size=500):
        told = attachment.incident.events.filter(
            data__files__contains=[{"uuid": str(attachment.uuid)}]
        )
        if not told.exists():
            yield attachment.incident.number, f"{attachment.name}: no event tells of it"
