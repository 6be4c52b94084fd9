"""Answer: the institution says what it did. The last answer gives the case back to the post."""

from incidents.models import Incident, Referral
from incidents.states import Action, Status
from incidents.workflow.letters import open_letter, spoken_for
from incidents.workflow.step import step
from posko import clock
from roster.models import Officer


def answer(
    incident: Incident, by: Officer, *, referral: Referral, text: str, seen: int | None = None
) -> Incident:
    """Store the institution's answer to ``referral``; answering acknowledges, too."""
    with step(incident, Action.ANSWER, by, seen) as draft:
        letter = open_letter(draft.incident, referral, by)
        _store(letter, by, text)
        draft.data.update(spoken_for(letter, by), text=text)
        draft.target = _after(draft.incident)
    return draft.incident


def _store(letter: Referral, by: Officer, text: str) -> None:
    now = clock.now()
    if letter.acknowledged_at is None:
        letter.acknowledged_at, letter.acknowledged_by = now, by
    letter.answered_at, letter.answered_by, letter.answer = now, by, text
    letter.save()


def _after(incident: Incident) -> Status:
    waiting = incident.referrals.unanswered().exists()
    if incident.state == Status.REFERRED and not waiting:
        return Status.IN_PROGRESS
    return incident.state
