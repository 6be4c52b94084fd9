"""The rota out: the grid of each post, some posts at a time, as rota_reading.py takes it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import batched

from django.utils.formats import date_format

from posko.holidays import holiday_name
from posko.models import Operation, Post
from posko.sheets.book import Value
from posko.sheets.limits import MEMORY
from roster.coverage import asked
from roster.models import Assignment, Duty, Officer
from roster.needs import Needs, slot_of
from roster.sheets.duties import Named, days_between, named_duties, stored_duties
from roster.sheets.grid import (
    KIND,
    NUMBER,
    POST,
    SHIFT,
    kind_label,
    kind_order,
    marked,
    sheet_name,
)
from roster.sheets.names import Names
from roster.sheets.places import Posts
from roster.slots import Shifts

# So many posts are in memory at a time.
POSTS_AT_A_TIME = 20


@dataclass(frozen=True, slots=True)
class Places:
    """The places of one kind at one shift: who is at them, and how many are asked, by day."""

    shift: str
    kind: str
    people: dict[date, list[Assignment]]
    asked: dict[date, int]

    @property
    def most(self) -> int:
        """How many rows they take."""
        filled = max((len(people) for people in self.people.values()), default=0)
        return max(filled, max(self.asked.values(), default=0))


@dataclass(frozen=True, slots=True)
class Grid:
    """The rota of one post for some days."""

    post: Post
    days: list[date]
    places: list[Places]
    # Days with a duty, be it stored or due.
    open_days: frozenset[date]
    duties: dict[date, Named]


def grids(operation: Operation, posts: Iterable[Post], first: date, last: date) -> Iterator[Grid]:
    """Yield the grid of each of ``posts``, read with_hours; each batch costs the same queries."""
    needs, shifts = Needs(operation), Shifts(operation)
    for some in batched(posts, POSTS_AT_A_TIME):
        stored = stored_duties(some, first, last)
        for post in some:
            named = named_duties(post, stored[post.pk], shifts, first, last)
            yield _grid(post, dict(named), needs, days_between(first, last))


def _grid(post: Post, duties: dict[date, Named], needs: Needs, days: list[date]) -> Grid:
    found: dict[tuple[str, str], Places] = {}
    starts: dict[str, str] = {}
    for day, named in sorted(duties.items()):
        for shift, duty in named.items():
            local = f"{duty.starts_at.astimezone(post.region.zone):%H%M}"
            starts.setdefault(shift, local)
            _note_duty(found, shift, day, duty, needs)
    ordered = sorted(found.values(), key=lambda p: (starts[p.shift], p.shift, kind_order(p.kind)))
    return Grid(post, days, ordered, frozenset(duties), duties)


def _note_duty(
    found: dict[tuple[str, str], Places], shift: str, day: date, duty: Duty, needs: Needs
) -> None:
    def places(kind: str) -> Places:
        return found.setdefault((shift, kind), Places(shift, kind, {}, {}))

    for kind, need in asked(needs.of(duty.post), slot_of(duty)).items():
        if need.people:
            places(kind).asked[day] = need.people
    for assignment in duty.assignments.all() if duty.pk else []:
        institution = assignment.officer.institution
        kind = institution.kind if institution else ""
        places(kind).people.setdefault(day, []).append(assignment)


class RotaSheets:
    """The sheets of a workbook, or the blocks of a CSV file."""

    def __init__(self, operation: Operation, scope: str, first: date, last: date) -> None:
        self._operation, self._days = operation, (first, last)
        self.all_posts = list(Post.objects.of(operation).in_scope(scope).with_hours())
        self._posts = Posts(self.all_posts)
        self._scope = scope
        self._known: tuple[set[int], list[Officer], Names] | None = None
        self._taken: set[str] = {MEMORY}

    def grids(self, posts: Iterable[Post]) -> Iterator[Grid]:
        """Yield the grid of each post."""
        return grids(self._operation, posts, *self._days)

    def rows(self, posts: Iterable[Post]) -> Iterator[tuple[str, Grid, list[list[Value]]]]:
        """Yield the name, the grid and the rows of each post's sheet."""
        for grid in self.grids(posts):
            yield self._free_name(grid.post), grid, self._rows(grid)

    def _rows(self, grid: Grid) -> list[list[Value]]:
        off = [holiday_name(day) for day in grid.days]
        head: list[list[Value]] = [
            [str(POST), self._posts.label(grid.post)],
            [str(KIND), str(SHIFT), str(NUMBER), *grid.days],
            ["", "", "", *(date_format(day, "l") for day in grid.days)],
            ["", "", "", *off],
        ]
        names = self._names(grid)
        return [*head, *(row for places in grid.places for row in _rows_of(places, grid, names))]

    def _names(self, grid: Grid) -> Names:
        if self._known is None:
            people = list(Officer.objects.in_scope(self._scope))
            self._known = {officer.pk for officer in people}, people, Names(people)
        keys, people, names = self._known
        here = [a.officer for p in grid.places for some in p.people.values() for a in some]
        if all(officer.pk in keys for officer in here):
            return names
        return Names([*people, *here])

    def _free_name(self, post: Post) -> str:
        name, number = sheet_name(self._posts.label(post)), 1
        free = name
        while free.casefold() in self._taken:
            number += 1
            free = f"{name[: 31 - len(str(number)) - 3]} ({number})"
        self._taken.add(free.casefold())
        return free


def _rows_of(places: Places, grid: Grid, names: Names) -> Iterator[list[Value]]:
    for number in range(places.most):
        yield [
            kind_label(places.kind),
            places.shift,
            number + 1,
            *(_cell(places.people.get(day, []), number, names) for day in grid.days),
        ]


def _cell(people: list[Assignment], number: int, names: Names) -> str:
    if number >= len(people):
        return ""
    return marked(names.label(people[number].officer), people[number].leads)
