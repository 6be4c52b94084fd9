"""Assign: one person is responsible from now on."""

from django.utils.translation import gettext as _

from incidents.models import Incident
from incidents.states import Action
from incidents.workflow.errors import NotPossible
from incidents.workflow.step import step
from roster.models import Officer, Role

ASSIGNABLE_ROLES = [Role.PETUGAS, Role.KOORDINATOR]


def assign(incident: Incident, by: Officer, *, to: Officer, seen: int | None = None) -> Incident:
    """Give ``incident`` to ``to``, an active officer or coordinator who serves its region."""
    with step(incident, Action.ASSIGN, by, seen) as draft:
        if not can_be_assigned(to, draft.incident):
            raise NotPossible(_("This person can't take on this incident."))
        draft.incident.assignee = to
        draft.data["to"] = to.pk
        draft.data["to_name"] = to.full_name
    return draft.incident


def can_be_assigned(officer: Officer, incident: Incident) -> bool:
    """Tell whether ``officer`` can be made responsible for ``incident``."""
    fits = officer.role in ASSIGNABLE_ROLES and officer.region.contains(incident.region_id)
    return officer.is_active and fits
