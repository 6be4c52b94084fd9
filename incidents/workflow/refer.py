"""Refer: hand the problem to the institution that can solve it, by letter."""

from django.utils.translation import gettext as _

from incidents.models import Incident, Referral
from incidents.states import Action
from incidents.workflow.errors import NotPossible
from incidents.workflow.step import step
from posko import clock
from roster.models import Institution, Officer


def refer(
    incident: Incident,
    by: Officer,
    *,
    institution: Institution,
    letter_number: str,
    message: str = "",
    seen: int | None = None,
) -> Incident:
    """Refer ``incident`` to ``institution`` under the number of the post's letter."""
    with step(incident, Action.REFER, by, seen) as draft:
        _check(draft.incident, institution, letter_number)
        Referral.objects.create(
            incident=draft.incident,
            institution=institution,
            letter_number=letter_number,
            message=message,
            referred_at=clock.now(),
            referred_by=by,
        )
        draft.data.update(
            institution=institution.pk,
            institution_name=institution.name,
            letter_number=letter_number,
            message=message,
        )
    return draft.incident


def _check(incident: Incident, institution: Institution, letter_number: str) -> None:
    serving = Institution.objects.serving(incident.city_id).referrable()
    if not serving.filter(pk=institution.pk).exists():
        raise NotPossible(_("This institution doesn't serve the incident's region."))
    letters = incident.referrals.filter(institution=institution)
    if letters.unanswered().exists():
        raise NotPossible(_("This institution has an unanswered referral of this incident."))
    if letters.filter(letter_number=letter_number).exists():
        raise NotPossible(_("This institution has had a letter with this number."))
