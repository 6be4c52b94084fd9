"""Reopen: it wasn't over."""

from django.utils.translation import gettext as _

from incidents.models import Incident
from incidents.states import Action
from incidents.workflow.errors import NotPossible
from incidents.workflow.step import step
from roster.models import Officer


def reopen(incident: Incident, by: Officer, *, reason: str, seen: int | None = None) -> Incident:
    """Open ``incident`` again. Its outcome stays in the history and is written anew."""
    if not reason.strip():
        raise NotPossible(_("Say why the case is reopened."))
    with step(incident, Action.REOPEN, by, seen) as draft:
        draft.data.update(reason=reason, outcome=draft.incident.outcome)
        draft.incident.rejection = ""
        draft.incident.outcome = ""
    return draft.incident
