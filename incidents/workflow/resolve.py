"""Resolve: the problem is dealt with, and the outcome is written down."""

from django.utils.translation import gettext as _

from incidents.models import Incident
from incidents.states import Action
from incidents.workflow.errors import NotPossible
from incidents.workflow.step import step
from roster.models import Officer


def resolve(incident: Incident, by: Officer, *, outcome: str, seen: int | None = None) -> Incident:
    """Mark ``incident`` as dealt with; ``outcome`` says what came of it."""
    if not outcome.strip():
        raise NotPossible(_("Write the outcome first."))
    with step(incident, Action.RESOLVE, by, seen) as draft:
        draft.incident.outcome = outcome
        draft.data["outcome"] = outcome
    return draft.incident
