"""Reveal: look at who reported, with a reason that stays in the history."""

from django.utils.translation import gettext as _

from incidents.models import Incident
from incidents.reporters import ReporterData, unseal
from incidents.states import Action
from incidents.workflow.errors import NotPossible
from incidents.workflow.step import step
from roster.models import Officer


def reveal(incident: Incident, by: Officer, *, reason: str) -> ReporterData:
    """Return the reporter of ``incident``; the look itself is an event."""
    if not reason.strip():
        raise NotPossible(_("Say why you need to know."))
    with step(incident, Action.REVEAL, by, seen=None) as draft:
        data = unseal(bytes(draft.incident.reporter.sealed))
        draft.data["reason"] = reason
    return data
