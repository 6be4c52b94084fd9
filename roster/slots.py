"""The duties that a post should have: its shifts, or its opening hours, on every open day."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from posko.hours import Hours
from posko.models import Operation, Post
from roster.models import Shift


@dataclass(frozen=True, slots=True)
class DutySlot:
    """A duty as it should be, be it stored or not. ``shift`` is a shift's key, if it has one."""

    post: int
    day: date
    starts_at: datetime
    ends_at: datetime
    shift: int | None = None
    name: str = ""


class Shifts:
    """All shifts of an operation, read in one query."""

    def __init__(self, operation: Operation) -> None:
        self._found: dict[str, list[Shift]] = defaultdict(list)
        for row in Shift.objects.filter(operation=operation).order_by("opens"):
            self._found[f"post:{row.post_id}" if row.post_id else row.level].append(row)

    def of(self, post: Post) -> list[Shift]:
        """Return the shifts of ``post``: its own, else those of its level."""
        return self._found.get(f"post:{post.pk}") or self._found.get(post.region.level, [])


def duty_slots(post: Post, shifts: list[Shift], first: date, last: date) -> Iterator[DutySlot]:
    """Yield the duties of ``post`` (read ``with_hours``) from ``first`` to ``last``."""
    schedule = post.schedule
    for day in schedule.days(first, (last - max(first, schedule.first_day)).days + 1):
        if day.hours:
            yield from _of_day(post, shifts, day.day, day.hours)


def _of_day(post: Post, shifts: list[Shift], day: date, hours: Hours) -> Iterator[DutySlot]:
    parts: list[tuple[Hours, int | None, str]] = [(s.hours, s.pk, s.name) for s in shifts]
    for part, shift, name in parts or [(hours, None, "")]:
        start, end = part.on(day, post.region.zone)
        yield DutySlot(post.pk, day, start, min(end, start + timedelta(hours=24)), shift, name)
