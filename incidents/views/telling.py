"""Events with their sentences, for the templates."""

from collections.abc import Iterable
from typing import Any

from incidents.models import Event
from incidents.narrative import quote, sentence
from incidents.permissions import reads_words
from roster.models import Officer


def told(events: Iterable[Event], officer: Officer) -> list[dict[str, Any]]:
    """Return ``events`` with their sentences, and with the words that ``officer`` may read."""
    return [
        {
            "event": event,
            "sentence": sentence(event),
            "quote": quote(event) if reads_words(officer, event) else "",
        }
        for event in events
    ]
