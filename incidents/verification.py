"""Proves that no history was altered: recomputes every chain of hashes."""

from collections.abc import Iterator

from incidents.chain import START
from incidents.models import Event, Incident


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
