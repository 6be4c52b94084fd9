"""Start: somebody works on it. Whoever starts what is nobody's, takes it."""

from incidents.models import Incident
from incidents.states import Action
from incidents.workflow.step import step
from roster.models import Officer, Role


def start(incident: Incident, by: Officer, *, seen: int | None = None, note: str = "") -> Incident:
    """Begin work on ``incident``."""
    with step(incident, Action.START, by, seen) as draft:
        nobodys = draft.incident.assignee_id is None and draft.incident.institution_id is None
        if nobodys and by.role == Role.PETUGAS:
            draft.incident.assignee = by
        draft.data["note"] = note
    return draft.incident
