"""What the steps on one letter to an institution share."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils.translation import gettext as _

from incidents.models import Incident, Referral
from incidents.permissions import speaks_for
from incidents.states import Action, Status
from incidents.workflow.errors import NotAllowed, NotPossible
from incidents.workflow.step import Draft, step
from roster.models import Officer, Role


@contextmanager
def letter_step(
    incident: Incident, action: Action, by: Officer, referral: Referral, seen: int | None
) -> Iterator[tuple[Draft, Referral]]:
    """Take a step on ``referral``: gives the draft and the letter, fresh, that still waits.

    The incident's lock covers its letters. Raises what :func:`step` raises, and says why when
    the letter was answered or withdrawn.
    """
    try:
        with step(incident, action, by, seen) as draft:
            yield draft, _waiting(draft.incident, referral, by)
    except NotAllowed:
        # Nothing waits any more, so the step is nobody's: say what became of the letter.
        _waiting(incident, referral, by)
        raise


def told(letter: Referral) -> dict[str, Any]:
    """What the event of a step on ``letter`` tells of it."""
    return {
        "referral": letter.pk,
        "institution": letter.institution_id,
        "institution_name": letter.institution.name,
        "letter_number": letter.letter_number,
    }


def spoken_for(letter: Referral, by: Officer) -> dict[str, Any]:
    """The same, and whether somebody wrote for the institution."""
    return {**told(letter), "on_behalf": by.role != Role.PENGHUBUNG}


def after_letter(incident: Incident) -> Status:
    """Return where ``incident`` stands now: back at the post when no letter waits any more."""
    if incident.state == Status.REFERRED and not incident.referrals.unanswered().exists():
        return Status.IN_PROGRESS
    return incident.state


def _waiting(incident: Incident, referral: Referral, by: Officer) -> Referral:
    letter = incident.referrals.in_order().filter(pk=referral.pk).first()
    if letter is None or not speaks_for(by, letter, incident):
        raise NotAllowed
    if letter.withdrawn_at is not None:
        raise NotPossible(
            _("The post has withdrawn letter %(letter)s.") % {"letter": letter.letter_number}
        )
    if letter.answered_at is not None:
        raise NotPossible(_("This referral has been answered already."))
    return letter
