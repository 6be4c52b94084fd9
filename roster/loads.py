"""How much duty each person of a post has, and whether that is more than their share."""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from posko.clock import JAKARTA
from posko.holidays import is_day_off
from posko.models import Operation, Post
from roster.colleagues import pool_of
from roster.kinds import ORDER, kind_label, kind_of
from roster.models import Absence, Assignment, Officer


@dataclass(frozen=True, slots=True)
class Count:
    """Duties, and those of them on weekends and holidays."""

    total: int = 0
    off: int = 0

    @property
    def working(self) -> int:
        """Duties on working days."""
        return self.total - self.off


@dataclass(frozen=True, slots=True)
class Load:
    """One person's duties of the month, and of the operation up to its end."""

    officer: Officer
    month: Count
    so_far: Count
    absent_days: int
    mean: float

    # Widths for the bar, ten for each duty: whole numbers, which no language writes otherwise.
    @property
    def working_width(self) -> int:
        """How wide the part for working days is."""
        return 10 * self.so_far.working

    @property
    def off_width(self) -> int:
        """How wide the part for weekends and holidays is."""
        return 10 * self.so_far.off

    @property
    def mean_at(self) -> int:
        """Where the mean of the kind lies."""
        return round(10 * self.mean)

    @property
    def is_over(self) -> bool:
        """More than a fair split among their kind would give anybody."""
        return self.so_far.total > math.ceil(self.mean)

    @property
    def is_under(self) -> bool:
        """Less than a fair split among their kind would give anybody."""
        return self.so_far.total < math.floor(self.mean)


@dataclass(frozen=True, slots=True)
class KindLoads:
    """The people of one kind, who has most first; ``most`` is that."""

    label: str
    people: list[Load]
    mean: float
    most: int

    @property
    def width(self) -> int:
        """How wide the bars' ground is: the longest of them."""
        return max(10, 10 * self.most)


def loads_of(post: Post, first: date, last: date) -> list[KindLoads]:
    """Return the loads of all who serve at ``post`` or are on duty there, by kind; 4 queries."""
    people = _people(post, first, last)
    counts = count_duties(post.operation, people, first, last)
    absent = _absent_days(people, first, last)
    found = []
    for kind in ORDER:
        theirs = [officer for officer in people if kind_of(officer) == kind]
        if theirs:
            found.append(_of_kind(kind, theirs, counts, absent))
    return found


def duties_of(operation: Operation, people: Iterable[Officer]) -> dict[int, Count]:
    """Return how many duties each of ``people`` has in ``operation``, be they over or to come."""
    return {officer: _count(days) for officer, days in _days_of(operation, people).items()}


type Counts = dict[int, tuple[Count, Count]]


def count_duties(
    operation: Operation, people: Iterable[Officer], first: date, last: date
) -> Counts:
    """Count each person's duties from ``first`` to ``last``, and all of them up to ``last``.

    Duties at all posts of ``operation`` count, each on the day it begins on there. One query.
    """
    return {
        officer: (
            _count(day for day in all_days if first <= day <= last),
            _count(day for day in all_days if day <= last),
        )
        for officer, all_days in _days_of(operation, people).items()
    }


def _days_of(operation: Operation, people: Iterable[Officer]) -> dict[int, list[date]]:
    rows = Assignment.objects.filter(officer__in=people, duty__post__operation=operation)
    told = rows.values_list("officer_id", "starts_at", "duty__post__region__time_zone")
    days = defaultdict(list)
    for officer, starts_at, zone in told:
        days[officer].append(starts_at.astimezone(ZoneInfo(zone)).date())
    return days


def _count(days: Iterable[date]) -> Count:
    off = [is_day_off(day) for day in days]
    return Count(len(off), sum(off))


def _of_kind(kind: str, people: list[Officer], counts: Counts, absent: dict[int, int]) -> KindLoads:
    nothing = Count(), Count()
    totals = [counts.get(officer.pk, nothing)[1].total for officer in people]
    mean = sum(totals) / len(totals)
    loads = [
        Load(officer, *counts.get(officer.pk, nothing), absent[officer.pk], mean)
        for officer in people
    ]
    loads.sort(key=lambda load: (-load.so_far.total, -load.so_far.off, load.officer.full_name))
    return KindLoads(kind_label(kind), loads, mean, max(totals))


def _people(post: Post, first: date, last: date) -> list[Officer]:
    start = datetime.combine(first, time.min, JAKARTA) - timedelta(days=1)
    end = datetime.combine(last, time.max, JAKARTA) + timedelta(days=1)
    here = Assignment.objects.filter(duty__post=post).overlapping(start, end)
    others = Officer.objects.filter(pk__in=here.values("officer")).select_related("institution")
    found = {officer.pk: officer for officer in [*pool_of(post), *others]}
    return list(found.values())


def _absent_days(people: list[Officer], first: date, last: date) -> dict[int, int]:
    days: dict[int, set[int]] = defaultdict(set)
    for row in Absence.objects.filter(officer__in=people).touching(first, last):
        start, end = max(row.first_day, first), min(row.last_day, last)
        days[row.officer_id].update(range(start.toordinal(), end.toordinal() + 1))
    return defaultdict(int, {officer: len(found) for officer, found in days.items()})
