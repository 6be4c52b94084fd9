"""Events with their sentences, for the templates."""

from collections.abc import Iterable
from typing import Any

from incidents.models import Event
from incidents.narrative import quote, sentence


def told(events: Iterable[Event]) -> list[dict[str, Any]]:
    """Return ``events`` with their sentences."""
    return [
        {"event": event, "sentence": sentence(event), "quote": quote(event)} for event in events
    ]
