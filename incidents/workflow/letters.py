"""What acknowledging and answering a referral share."""

from typing import Any

from django.utils.translation import gettext as _

from incidents.models import Incident, Referral
from incidents.permissions import speaks_for
from incidents.workflow.errors import NotAllowed, NotPossible
from roster.models import Officer, Role


def open_letter(incident: Incident, referral: Referral, by: Officer) -> Referral:
    """Return the unanswered ``referral`` of ``incident``, fresh, if ``by`` speaks for it.

    The incident's lock covers its referrals.
    """
    letter = incident.referrals.in_order().filter(pk=referral.pk).first()
    if letter is None or not speaks_for(by, letter, incident):
        raise NotAllowed
    if letter.answered_at is not None:
        raise NotPossible(_("This referral has been answered already."))
    return letter


def spoken_for(letter: Referral, by: Officer) -> dict[str, Any]:
    """What the event tells of the letter, and whether somebody wrote for the institution."""
    return {
        "referral": letter.pk,
        "institution_name": letter.institution.name,
        "letter_number": letter.letter_number,
        "on_behalf": by.role != Role.PENGHUBUNG,
    }
