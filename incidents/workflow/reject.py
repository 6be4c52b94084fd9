"""Reject: not for the post, for one of three reasons."""

from incidents.models import Incident
from incidents.states import Action, Rejection
from incidents.workflow.step import step
from roster.models import Officer


def reject(
    incident: Incident,
    by: Officer,
    *,
    reason: Rejection,
    note: str = "",
    seen: int | None = None,
) -> Incident:
    """Reject ``incident`` for ``reason``; ``note`` explains it."""
    with step(incident, Action.REJECT, by, seen) as draft:
        draft.incident.rejection = reason
        draft.data.update(reason=str(reason), note=note)
    return draft.incident
