"""Refer: hand the problem to the institution that can solve it, by letter."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from incidents.models import Incident, Referral
from incidents.states import Action
from incidents.workflow.errors import NotPossible
from incidents.workflow.letters import told
from incidents.workflow.step import step
from posko import clock
from roster.models import Institution, Officer

# What the post asks for unless the coordinator says otherwise: word that the letter arrived.
ACKNOWLEDGE_WITHIN = timedelta(hours=24)


def refer(
    incident: Incident,
    by: Officer,
    *,
    institution: Institution,
    letter_number: str,
    message: str = "",
    acknowledge_by: datetime | None = None,
    seen: int | None = None,
) -> Incident:
    """Refer ``incident`` to ``institution`` under the number of the post's letter.

    ``acknowledge_by`` is when the post asks to know that the letter arrived.
    """
    with step(incident, Action.REFER, by, seen) as draft:
        now = clock.now()
        deadline = acknowledge_by or now + ACKNOWLEDGE_WITHIN
        _check(draft.incident, institution, letter_number)
        if deadline <= now:
            raise NotPossible(_("The time to acknowledge by has passed already."))
        letter = Referral.objects.create(
            incident=draft.incident,
            institution=institution,
            letter_number=letter_number,
            message=message,
            referred_at=now,
            referred_by=by,
            acknowledge_by=deadline,
        )
        # As str(), not isoformat(): a form sent twice is recognised by what it would tell.
        draft.data.update(told(letter), message=message, acknowledge_by=str(deadline))
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
    others = Referral.objects.numbered(letter_number, incident).exclude(institution=institution)
    if taken := others.select_related("institution").first():
        raise NotPossible(
            _("Letter %(number)s went to %(institution)s. Give this one another number.")
            % {"number": letter_number, "institution": taken.institution.name}
        )
