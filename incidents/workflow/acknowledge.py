"""Acknowledge: the institution has the letter."""

from incidents.models import Incident, Referral
from incidents.states import Action
from incidents.workflow.letters import open_letter, spoken_for
from incidents.workflow.step import step
from posko import clock
from roster.models import Officer


def acknowledge(
    incident: Incident, by: Officer, *, referral: Referral, seen: int | None = None
) -> Incident:
    """Confirm that ``referral`` arrived; a coordinator records it for the institution."""
    with step(incident, Action.ACKNOWLEDGE, by, seen) as draft:
        letter = open_letter(draft.incident, referral, by)
        letter.acknowledged_at, letter.acknowledged_by = clock.now(), by
        letter.save()
        draft.data.update(spoken_for(letter, by))
        draft.target = draft.incident.state
    return draft.incident
