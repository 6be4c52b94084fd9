"""How a letter to an institution stands, in words: for the case page and the case file."""

from datetime import datetime
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from incidents.models import Referral
from posko.templatetags.when import date_time


class LetterState(StrEnum):
    """Where a letter is on its way to an answer."""

    WAITING = "waiting"
    LATE = "late"
    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


def state_of(letter: Referral, now: datetime) -> LetterState:
    """Return how ``letter`` stands at ``now``; late means that no word came in time."""
    if letter.withdrawn_at is not None:
        return LetterState.WITHDRAWN
    if letter.answered_at is not None:
        return LetterState.ANSWERED
    if letter.acknowledged_at is not None:
        return LetterState.ACKNOWLEDGED
    late = letter.acknowledge_by is not None and letter.acknowledge_by < now
    return LetterState.LATE if late else LetterState.WAITING


def in_words(letter: Referral, now: datetime) -> str:
    """Return how ``letter`` stands as a person would say it."""
    state = state_of(letter, now)
    if letter.acknowledge_by is not None and state in {LetterState.WAITING, LetterState.LATE}:
        words = (
            _("Waiting for receipt until %(when)s")
            if state == LetterState.WAITING
            else _("Late: receipt was asked for by %(when)s")
        )
        return words % {"when": date_time(letter.acknowledge_by)}
    return {
        LetterState.WAITING: _("Waiting for receipt"),
        LetterState.ACKNOWLEDGED: _("Receipt confirmed, waiting for the answer"),
        LetterState.ANSWERED: _("Answered"),
        LetterState.WITHDRAWN: _("Withdrawn"),
    }[state]


def reminded(letter: Referral) -> str:
    """Return how often and when the institution was reminded, or ''."""
    if letter.reminded_at is None:
        return ""
    return ngettext(
        "reminded %(count)d time, last %(when)s",
        "reminded %(count)d times, last %(when)s",
        letter.reminders,
    ) % {"count": letter.reminders, "when": date_time(letter.reminded_at)}
