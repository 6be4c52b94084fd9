"""Remind: ask an institution once more. Pressed twice within minutes, it counts once."""

from datetime import timedelta

from incidents.models import Incident, Referral
from incidents.states import Action
from incidents.workflow.letters import letter_step, told
from posko import clock
from roster.models import Officer

# So long one reminder is the same one, whoever presses again.
SAME_REMINDER = timedelta(minutes=10)


def remind(
    incident: Incident, by: Officer, *, referral: Referral, seen: int | None = None
) -> Incident:
    """Count and date a reminder of ``referral``, which still waits for its answer."""
    try:
        with letter_step(incident, Action.REMIND, by, referral, seen) as (draft, letter):
            _count(letter)
            draft.data.update(told(letter), reminders=letter.reminders)
            draft.target = draft.incident.state
    except _JustRemindedError:
        return incident
    return draft.incident


class _JustRemindedError(Exception):
    """Nothing to do: somebody did it a moment ago."""


def _count(letter: Referral) -> None:
    now = clock.now()
    if letter.reminded_at is not None and now - letter.reminded_at < SAME_REMINDER:
        raise _JustRemindedError
    letter.reminders += 1
    letter.reminded_at = now
    letter.save()
