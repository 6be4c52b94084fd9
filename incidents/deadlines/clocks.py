"""When a deadline ends and how that was counted: pure calculation, without database or clock.

Hours run round the clock from the moment of the start. Days run to the end of the last one,
23.59 local time: the day of the start isn't counted unless the rule says so, and of working days
Saturdays, Sundays and holidays aren't either. A last day that is a holiday isn't moved when all
days count: no source in shared/facts.md says it is, and a reminder had better be early.

A pause stops hours to the second. Of days, those that lie wholly inside a pause aren't counted;
the day on which it begins and the day on which it ends are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

ONE_DAY = timedelta(days=1)
END_OF_DAY = time.max
SATURDAY, SUNDAY = 5, 6


class Unit(StrEnum):
    """What a deadline is counted in."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"


class Why(StrEnum):
    """Why a day isn't counted. A holiday on a Saturday is a Saturday with a name."""

    SATURDAY = "saturday"
    SUNDAY = "sunday"
    HOLIDAY = "holiday"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Term:
    """How long a deadline is. ``amount`` is above zero."""

    amount: int
    unit: Unit
    first_day_counts: bool = False

    def __post_init__(self) -> None:
        if self.amount <= 0:
            raise ValueError("A deadline is at least one hour or day long.")


@dataclass(frozen=True, slots=True)
class Skipped:
    """A day that isn't counted; ``name`` is that of the holiday on it, if there is one."""

    day: date
    why: Why
    name: str = ""


@dataclass(frozen=True, slots=True)
class Pause:
    """A time during which nothing is counted."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last second of a deadline, and what wasn't counted on the way there."""

    due_at: datetime
    skipped: tuple[Skipped, ...] = ()


def deadline(
    start: datetime,
    term: Term,
    zone: tzinfo,
    holidays: Mapping[date, str],
    pauses: Sequence[Pause] = (),
) -> Deadline:
    """Return when ``term`` ends that began at ``start``, in the local time of ``zone``.

    ``holidays`` must reach far enough: see :func:`horizon`.
    """
    if term.unit == Unit.HOURS:
        return Deadline(_after_hours(start, term.amount, pauses).astimezone(zone))
    last, skipped = _after_days(start.astimezone(zone).date(), term, zone, holidays, pauses)
    return Deadline(datetime.combine(last, END_OF_DAY, zone), tuple(skipped))


def horizon(start: date, term: Term, pauses: Sequence[Pause] = ()) -> date:
    """Return a day that the deadline surely ends before, so that holidays are known until then.

    Five of seven days are working days, less some thirty holidays a year: never below half,
    apart from the long holidays that the sixty days are for.
    """
    paused = sum(((pause.until - pause.since).days + 1 for pause in pauses), 0)
    return start + timedelta(days=2 * (term.amount + paused) + 60)


def days_left(at: datetime, due_at: datetime, skipped: Sequence[Skipped], zone: tzinfo) -> int:
    """Return how many counted days are left after the day of ``at``; 0 on the last one."""
    today, last = at.astimezone(zone).date(), due_at.astimezone(zone).date()
    passed_over = {found.day for found in skipped}
    return sum(day not in passed_over for day in _days(today + ONE_DAY, last))


def _after_hours(start: datetime, hours: int, pauses: Sequence[Pause]) -> datetime:
    due = start + timedelta(hours=hours)
    for pause in sorted(pauses, key=lambda pause: pause.since):
        # What comes after the end doesn't put it off any more.
        if pause.since <= due:
            due += pause.until - max(pause.since, start)
    return due


def _after_days(
    start: date,
    term: Term,
    zone: tzinfo,
    holidays: Mapping[date, str],
    pauses: Sequence[Pause],
) -> tuple[date, list[Skipped]]:
    day = start if term.first_day_counts else start + ONE_DAY
    left, skipped = term.amount, []
    while True:
        if found := _skipped(day, term.unit, zone, holidays, pauses):
            skipped.append(found)
        else:
            left -= 1
        if not left:
            return day, skipped
        day += ONE_DAY


def _skipped(
    day: date, unit: Unit, zone: tzinfo, holidays: Mapping[date, str], pauses: Sequence[Pause]
) -> Skipped | None:
    name = holidays.get(day, "")
    if unit == Unit.WORKING_DAYS and day.weekday() == SATURDAY:
        return Skipped(day, Why.SATURDAY, name)
    if unit == Unit.WORKING_DAYS and day.weekday() == SUNDAY:
        return Skipped(day, Why.SUNDAY, name)
    if unit == Unit.WORKING_DAYS and name:
        return Skipped(day, Why.HOLIDAY, name)
    return Skipped(day, Why.PAUSED) if any(_inside(day, p, zone) for p in pauses) else None


def _inside(day: date, pause: Pause, zone: tzinfo) -> bool:
    return pause.since.astimezone(zone).date() < day < pause.until.astimezone(zone).date()


def _days(first: date, last: date) -> Iterator[date]:
    return (first + n * ONE_DAY for n in range((last - first).days + 1))
