"""Verify: the coordinator has checked that the problem is what the report says."""

from incidents.models import Incident
from incidents.states import Action
from incidents.workflow.step import step
from roster.models import Officer


def verify(incident: Incident, by: Officer, *, seen: int | None = None, note: str = "") -> Incident:
    """Mark ``incident`` as checked; ``note`` says how, if there is something to say."""
    with step(incident, Action.VERIFY, by, seen) as draft:
        draft.data["note"] = note
    return draft.incident
