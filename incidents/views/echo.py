"""The same step sent twice: a phone that never heard the answer tries again."""

from typing import Any

from incidents.models import Event
from incidents.states import Action
from incidents.workflow import Refused, Stale
from roster.models import Officer


def is_echo(refused: Refused, officer: Officer, action: Action, typed: dict[str, Any]) -> bool:
    """Tell whether all that was missed is this very step by this very person: all is well."""
    if not isinstance(refused, Stale):
        return False
    return all(
        (event.by_id, event.action) == (officer.pk, action) and _tells(event, typed)
        for event in refused.events
    )


def _tells(event: Event, typed: dict[str, Any]) -> bool:
    """Tell whether ``event`` holds exactly what was typed now."""
    return all(
        str(event.data[name]) == str(getattr(value, "pk", value))
        for name, value in typed.items()
        if name in event.data
    )
