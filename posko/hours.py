"""When a post is open: pure calculation, without database or clock.

A day's hours come from, in this order: a dated exception, the post's own weekly hours, the
operation's common hours for posts of its level. Hours that close at or before they open run
over midnight; equal times mean round the clock.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from enum import Enum

ONE_DAY = timedelta(days=1)


class Source(Enum):
    """Where a day's hours come from."""

    COMMON = "common"
    OWN = "own"
    EXCEPTION = "exception"
    NONE = "none"


class Phase(Enum):
    """Where a moment stands to the operation's period."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours of one day, local time. ``closes <= opens`` means on the next day."""

    opens: time
    closes: time

    @property
    def all_day(self) -> bool:
        """Whether the post is open for the whole 24 hours."""
        return self.opens == self.closes

    def on(self, day: date, zone: tzinfo) -> tuple[datetime, datetime]:
        """Return the moments of opening and closing for the day that begins on ``day``."""
        last = day if self.closes > self.opens else day + ONE_DAY
        return datetime.combine(day, self.opens, zone), datetime.combine(last, self.closes, zone)


@dataclass(frozen=True, slots=True)
class Exceptional:
    """Hours of one date that differ from the rule; ``hours`` is None when closed."""

    hours: Hours | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DayHours:
    """What holds on one date; ``hours`` is None when closed."""

    day: date
    hours: Hours | None
    source: Source
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Schedule:
    """All that decides a post's hours.

    ``weekly`` maps weekdays (Monday is 0) to hours; empty means that the post's own hours are
    unknown, so the common ones hold. With any entry, a weekday that is missing is closed.
    """

    first_day: date
    last_day: date
    zone: tzinfo
    common: Hours | None = None
    weekly: Mapping[int, Hours] = field(default_factory=dict)
    exceptions: Mapping[date, Exceptional] = field(default_factory=dict)

    @property
    def is_common(self) -> bool:
        """Whether the hours shown are the common ones, the post's own being unknown."""
        return not self.weekly and self.common is not None

    @property
    def is_announced(self) -> bool:
        """Whether anything is known of the hours."""
        return bool(self.weekly or self.common or self.exceptions)

    def on(self, day: date) -> DayHours:
        """Return the hours of ``day``."""
        if not self.first_day <= day <= self.last_day:
            return DayHours(day, None, Source.NONE)
        if (exceptional := self.exceptions.get(day)) is not None:
            return DayHours(day, exceptional.hours, Source.EXCEPTION, exceptional.reason)
        if self.weekly:
            return DayHours(day, self.weekly.get(day.weekday()), Source.OWN)
        return DayHours(day, self.common, Source.COMMON if self.common else Source.NONE)

    def days(self, first: date, count: int) -> list[DayHours]:
        """Return up to ``count`` days of the period from ``first`` on."""
        first = max(first, self.first_day)
        days = (first + n * ONE_DAY for n in range(count))
        return [self.on(day) for day in days if day <= self.last_day]


@dataclass(frozen=True, slots=True)
class OpenState:
    """Whether a post is open at a moment, and when that changes next (None: not any more).

    When nothing is known of its hours, it isn't ``is_announced``: then it is not closed for sure.
    """

    is_open: bool
    phase: Phase
    changes_at: datetime | None
    is_announced: bool = True


def opening(schedule: Schedule, at: datetime) -> OpenState:
    """Return the state of a post with ``schedule`` at the moment ``at``."""
    local = at.astimezone(schedule.zone)
    spans = _spans(schedule, local.date() - ONE_DAY)
    for opens, closes in spans:
        if local < opens:
            return OpenState(False, _phase(schedule, local), opens)
        if local < closes:
            return OpenState(True, Phase.DURING, closes)
    return OpenState(False, _phase(schedule, local), None, schedule.is_announced)


def _spans(schedule: Schedule, first: date) -> Iterator[tuple[datetime, datetime]]:
    """Yield the times of being open from ``first`` on, those that touch melted into one."""
    pending: tuple[datetime, datetime] | None = None
    for span in _single_spans(schedule, max(first, schedule.first_day)):
        if pending and span[0] <= pending[1]:
            pending = pending[0], max(pending[1], span[1])
            continue
        if pending:
            yield pending
        pending = span
    if pending:
        yield pending


def _single_spans(schedule: Schedule, first: date) -> Iterator[tuple[datetime, datetime]]:
    for n in range((schedule.last_day - first).days + 1):
        day = schedule.on(first + n * ONE_DAY)
        if day.hours:
            yield day.hours.on(day.day, schedule.zone)


def _phase(schedule: Schedule, local: datetime) -> Phase:
    if local.date() < schedule.first_day:
        return Phase.BEFORE
    return Phase.DURING if local.date() <= schedule.last_day else Phase.AFTER
