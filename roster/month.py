"""Some days of one post as the calendar shows them: kinds of institution across, day by day."""

import calendar
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from posko.holidays import holiday_name, is_day_off
from posko.models import Post
from roster.changing import rows_from, version
from roster.coverage import asked
from roster.kinds import ORDER, kind_label, kind_of
from roster.models import Absence, Assignment, Duty
from roster.needs import Needs, slot_of
from roster.shortnames import short_names


@dataclass(frozen=True, slots=True)
class Seat:
    """One person at a duty; ``absent`` when an absence lies over it."""

    assignment: Assignment
    short: str
    absent: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Those of one kind at one duty, how many are asked for, and the version of that."""

    duty: Duty
    kind: str
    seats: list[Seat]
    asked: int
    version: str

    @property
    def label(self) -> str:
        """The kind in words."""
        return kind_label(self.kind)

    def is_of(self, duty: int, kind: str) -> bool:
        """Tell whether it is that of the duty with this key and of ``kind``."""
        return self.duty.pk == duty and self.kind == kind

    @property
    def start(self) -> datetime:
        """When the duty begins, in the post's own time."""
        return self.duty.starts_at.astimezone(self.duty.post.region.zone)

    @property
    def missing(self) -> int:
        """How many people are missing."""
        return max(0, self.asked - len(self.seats))

    @property
    def away(self) -> int:
        """How many of those who are there are absent."""
        return sum(seat.absent for seat in self.seats)


@dataclass(frozen=True, slots=True)
class Cell:
    """One kind on one day: a part for each duty that asks for it or has somebody of it."""

    kind: str
    day: date
    places: list[Place]

    @property
    def label(self) -> str:
        """The kind in words."""
        return kind_label(self.kind)


@dataclass(frozen=True, slots=True)
class Day:
    """One date: why it is a day off, its duties, a cell for each kind of the calendar."""

    day: date
    holiday: str
    day_off: bool
    duties: list[Duty]
    cells: list[Cell]

    @property
    def places(self) -> list[Place]:
        """All parts of all cells."""
        return [place for cell in self.cells for place in cell.places]

    @property
    def short_of(self) -> list[Place]:
        """Where somebody is missing or absent."""
        return [place for place in self.places if place.missing or place.away]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Some days of a post, and its absences (first day, last day) by person."""

    post: Post
    kinds: list[str]
    days: list[Day]
    absences: dict[int, list[tuple[date, date]]]

    @property
    def rows(self) -> list[tuple[str, list[tuple[Day, Cell]]]]:
        """For each kind its words and its cells with their days."""
        return [
            (kind_label(kind), [(day, day.cells[n]) for day in self.days])
            for n, kind in enumerate(self.kinds)
        ]

    @property
    def missing(self) -> int:
        """How many people are missing on all days."""
        return sum(place.missing for day in self.days for place in day.places)

    @property
    def away(self) -> int:
        """How many people are at a duty and absent."""
        return sum(place.away for day in self.days for place in day.places)


def month_of(text: str, today: date) -> tuple[date, date]:
    """Return first and last day of the month in ``text`` ('2024-02'), else of this month."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        first = today
    if not 2000 <= first.year < 2100:
        first = today
    last = calendar.monthrange(first.year, first.month)[1]
    return first.replace(day=1), first.replace(day=last)


def calendar_of(post: Post, first: date, last: date) -> Calendar:
    """Return the days from ``first`` to ``last`` of ``post``, in a fixed number of queries."""
    duties = _duties(post, first, last)
    needs = Needs(post.operation).of(post)
    wanted = {d.pk: {k: n.people for k, n in asked(needs, slot_of(d)).items()} for d in duties}
    seated = [a for duty in duties for a in duty.assignments.all()]
    absences = _absences({a.officer_id for a in seated}, first, last)
    names = short_names({a.officer_id: a.officer.full_name for a in seated})
    seats = {a.pk: Seat(a, names[a.officer_id], _is_away(a, absences)) for a in seated}
    present = {kind_of(a.officer) for a in seated}
    present |= {need.kind for need in needs if need.people}
    kinds = [kind for kind in ORDER if kind in present]
    by_day = defaultdict(list)
    for duty in duties:
        by_day[duty.day].append(duty)
    days = [
        _day(day, by_day[day], kinds, wanted, seats)
        for day in (first + timedelta(days=n) for n in range((last - first).days + 1))
    ]
    return Calendar(post, kinds, days, absences)


def _day(
    day: date,
    duties: list[Duty],
    kinds: list[str],
    wanted: dict[int, dict[str, int]],
    seats: dict[int, Seat],
) -> Day:
    cells = [
        Cell(kind, day, [_place(duty, kind, wanted[duty.pk], seats) for duty in duties])
        for kind in kinds
    ]
    return Day(day, holiday_name(day), is_day_off(day), duties, cells)


def _place(duty: Duty, kind: str, wanted: dict[str, int], seats: dict[int, Seat]) -> Place:
    people = duty.assignments.all()
    mine = [seats[a.pk] for a in people if kind_of(a.officer) == kind]
    return Place(duty, kind, mine, wanted.get(kind, 0), version(rows_from(people), kind))


def _duties(post: Post, first: date, last: date) -> list[Duty]:
    start = datetime.combine(first, time.min, post.region.zone)
    end = datetime.combine(last + timedelta(days=1), time.min, post.region.zone)
    rows = Duty.objects.filter(post=post, starts_at__gte=start, starts_at__lt=end)
    return list(rows.with_people().select_related("shift", "post__region", "post__operation"))


def _absences(
    officers: Iterable[int], first: date, last: date
) -> dict[int, list[tuple[date, date]]]:
    found = defaultdict(list)
    for row in Absence.objects.filter(officer_id__in=officers).touching(first, last):
        found[row.officer_id].append((row.first_day, row.last_day))
    return found


def _is_away(assignment: Assignment, absences: dict[int, list[tuple[date, date]]]) -> bool:
    day = assignment.starts_at.astimezone(assignment.duty.post.region.zone).date()
    return any(first <= day <= last for first, last in absences[assignment.officer_id])
