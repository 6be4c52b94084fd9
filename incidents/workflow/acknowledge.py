"""Acknowledge: the institution has the letter."""

from django.utils.translation import gettext as _

from incidents.models import Incident, Referral
from incidents.states import Action
from incidents.workflow.errors import NotPossible
from incidents.workflow.letters import letter_step, spoken_for
from posko import clock
from roster.models import Officer


def acknowledge(
    incident: Incident, by: Officer, *, referral: Referral, seen: int | None = None
) -> Incident:
    """Confirm that ``referral`` arrived; a coordinator records it for the institution."""
    with letter_step(incident, Action.ACKNOWLEDGE, by, referral, seen) as (draft, letter):
        if letter.acknowledged_at is not None:
            raise NotPossible(_("This letter has been acknowledged already."))
        letter.acknowledged_at, letter.acknowledged_by = clock.now(), by
        letter.save()
        draft.data.update(spoken_for(letter, by))
        draft.target = draft.incident.state
    return draft.incident
