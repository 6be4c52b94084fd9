"""Assign: one person, or one of the bodies at the post, is responsible from now on."""

from django.utils.translation import gettext as _

from incidents.models import Incident
from incidents.states import Action
from incidents.workflow.errors import NotPossible
from incidents.workflow.step import step
from roster.models import Institution, Officer, Role

ASSIGNABLE_ROLES = [Role.PETUGAS, Role.KOORDINATOR]


def assign(
    incident: Incident,
    by: Officer,
    *,
    to: Officer | None = None,
    institution: Institution | None = None,
    seen: int | None = None,
) -> Incident:
    """Give ``incident`` to a person who serves its region, or to a body whose ground it is.

    Exactly one of ``to`` and ``institution``; the officers a body sends to the post share it.
    """
    if (to is None) == (institution is None):
        raise NotPossible(_("Choose either a person or an institution."))
    with step(incident, Action.ASSIGN, by, seen) as draft:
        _check(draft.incident, to, institution)
        draft.incident.assignee, draft.incident.institution = to, institution
        draft.data.update(_told(to, institution))
    return draft.incident


def can_be_assigned(officer: Officer, incident: Incident) -> bool:
    """Tell whether ``officer`` can be made responsible for ``incident``."""
    fits = officer.role in ASSIGNABLE_ROLES and officer.region.contains(incident.region_id)
    return officer.is_active and fits


def _check(incident: Incident, to: Officer | None, institution: Institution | None) -> None:
    if to is not None and not can_be_assigned(to, incident):
        raise NotPossible(_("This person can't take on this incident."))
    if institution is not None:
        at_the_post = Institution.objects.at_the_post(incident.city_id)
        if not at_the_post.filter(pk=institution.pk).exists():
            raise NotPossible(
                _("This institution has no officer at the post here. Refer the case to it instead.")
            )


def _told(to: Officer | None, institution: Institution | None) -> dict[str, object]:
    if institution is not None:
        return {"institution": institution.pk, "to_name": institution.name}
    assert to is not None  # noqa: S101 - one of the two is there, as checked above
    return {"to": to.pk, "to_name": to.full_name}
