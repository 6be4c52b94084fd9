"""The letters of a case as its page shows them."""

from dataclasses import dataclass

from incidents.letter_states import LetterState, in_words, reminded, state_of
from incidents.models import Incident, Referral
from posko import clock
from roster.models import Officer

# Each state borrows the shape of the incident's state that means the same.
SHAPES = {
    LetterState.WAITING: "referred",
    LetterState.LATE: "late",
    LetterState.ACKNOWLEDGED: "in_progress",
    LetterState.ANSWERED: "resolved",
    LetterState.WITHDRAWN: "rejected",
}


@dataclass(frozen=True, slots=True)
class LetterCard:
    """One letter, how it stands and how often it was reminded of."""

    referral: Referral
    shape: str
    words: str
    reminded: str


def letters(officer: Officer, incident: Incident) -> list[LetterCard]:
    """Return the letters of ``incident`` that ``officer`` may see, oldest first."""
    now = clock.now()
    return [
        LetterCard(letter, SHAPES[state_of(letter, now)], in_words(letter, now), reminded(letter))
        for letter in incident.referrals.visible_to(officer).in_order()
    ]
