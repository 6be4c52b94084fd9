"""Which rules a duty would break for a person: pure calculation, without database or clock.

The planner's validator, the admin's calendar, swaps and replacements all ask here, so that the
rules are the same everywhere. The defaults are the product's own, not those of a law.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum


class Broken(StrEnum):
    """A rule that a duty would break."""

    ELSEWHERE = "elsewhere"
    REST = "rest"
    TOO_MANY = "too_many"
    ABSENT = "absent"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Limits:
    """The most duties in any 7 days, and the least rest between two duties."""

    most_in_7_days: int = 6
    rest: timedelta = timedelta(hours=11)


@dataclass(frozen=True, slots=True)
class Turn:
    """One duty as a person lives it: the date it belongs to, its start and its end."""

    day: date
    start: datetime
    end: datetime


# Weekdays (Monday is 0) and dates.
type Days = frozenset[int | date]


def falls_on(day: date, days: Days) -> bool:
    """Tell whether ``day``, or its weekday, is among ``days``."""
    return day in days or day.weekday() in days


@dataclass(frozen=True, slots=True)
class Life:
    """What a person's duties are weighed against. Absences are (first day, last day)."""

    limits: Limits = field(default_factory=Limits)
    absences: tuple[tuple[date, date], ...] = ()
    never: Days = field(default_factory=frozenset)

    def is_absent(self, day: date) -> bool:
        """Tell whether ``day`` lies in an absence."""
        return any(first <= day <= last for first, last in self.absences)

    def can_on(self, day: date) -> bool:
        """Tell whether the person can be on duty on ``day`` at all."""
        return not self.is_absent(day) and not falls_on(day, self.never)


def broken(turn: Turn, others: Iterable[Turn], life: Life) -> list[Broken]:
    """Return the rules that ``turn`` would break for a person who has the duties ``others``."""
    others = list(others)
    checks = {
        Broken.ELSEWHERE: any(_overlap(turn, other) for other in others),
        Broken.REST: any(_too_close(turn, other, life.limits.rest) for other in others),
        Broken.TOO_MANY: most_in_7_days(turn, others) > life.limits.most_in_7_days,
        Broken.ABSENT: life.is_absent(turn.day),
        Broken.NEVER: falls_on(turn.day, life.never),
    }
    return [rule for rule, is_broken in checks.items() if is_broken]


def most_in_7_days(turn: Turn, others: Iterable[Turn]) -> int:
    """Return the most duties in any seven days that ``turn`` is part of, itself included."""
    days = [other.day for other in others]
    starts = (turn.day - timedelta(days=n) for n in range(7))
    return 1 + max(
        sum(start <= day <= start + timedelta(days=6) for day in days) for start in starts
    )


def _overlap(one: Turn, other: Turn) -> bool:
    return one.start < other.end and other.start < one.end


def _too_close(one: Turn, other: Turn, rest: timedelta) -> bool:
    # Duties at the same time are told as being elsewhere.
    between = max(one.start, other.start) - min(one.end, other.end)
    return timedelta(0) <= between < rest
