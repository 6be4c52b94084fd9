"""Answer: the institution says what it did. The last answer gives the case back to the post."""

from incidents.models import Incident, Referral
from incidents.states import Action
from incidents.workflow.letters import after_letter, letter_step, spoken_for
from posko import clock
from roster.models import Officer


def answer(
    incident: Incident, by: Officer, *, referral: Referral, text: str, seen: int | None = None
) -> Incident:
    """Store the institution's answer to ``referral``; answering acknowledges, too."""
    with letter_step(incident, Action.ANSWER, by, referral, seen) as (draft, letter):
        _store(letter, by, text)
        draft.data.update(spoken_for(letter, by), text=text)
        draft.target = after_letter(draft.incident)
    return draft.incident


def _store(letter: Referral, by: Officer, text: str) -> None:
    now = clock.now()
    if letter.acknowledged_at is None:
        letter.acknowledged_at, letter.acknowledged_by = now, by
    letter.answered_at, letter.answered_by, letter.answer = now, by, text
    letter.save()
