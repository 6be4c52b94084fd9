"""Withdraw: the post takes a letter back. Its institution doesn't see the case by it any more."""

from django.utils.translation import gettext as _

from incidents.models import Incident, Referral
from incidents.states import Action
from incidents.workflow.errors import NotPossible
from incidents.workflow.letters import after_letter, letter_step, told
from posko import clock
from roster.models import Officer


def withdraw(
    incident: Incident, by: Officer, *, referral: Referral, reason: str, seen: int | None = None
) -> Incident:
    """Take ``referral`` back, saying why; what was answered stays answered."""
    if not reason.strip():
        raise NotPossible(_("Say why the letter is withdrawn."))
    with letter_step(incident, Action.WITHDRAW, by, referral, seen) as (draft, letter):
        letter.withdrawn_at, letter.withdrawn_by = clock.now(), by
        letter.withdrawal = reason
        letter.save()
        draft.data.update(told(letter), reason=reason)
        draft.target = after_letter(draft.incident)
    return draft.incident
