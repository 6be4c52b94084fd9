"""From counted groups to tables that may be published."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from incidents.states import Status
from incidents.statistics.counted import Group, Times
from incidents.statistics.definitions import (
    COUNTED,
    FINISHED,
    NOT_COUNTED,
    TAKEN_UP,
    Milestone,
)
from incidents.statistics.published import Cell, Handling
from incidents.suppression import Mark, is_few, suppress

# Times of fewer cases would be times of single people; of the ninetieth, every tenth counts.
MEDIAN_FROM, NINETIETH_FROM = 10, 30
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Row:
    """A row that a table has whether something falls into it or not."""

    key: str
    label_id: str
    label_en: str


# What the table of states gives up first, that it may hide a small figure.
STATES_GIVEN_UP = (
    Status.REOPENED,
    Status.RECEIVED,
    Status.VERIFIED,
    Status.IN_PROGRESS,
    Status.REFERRED,
    Status.RESOLVED,
    Status.CLOSED,
)


def problems(groups: Iterable[Group]) -> list[Group]:
    """Return those of ``groups`` that are problems: neither rejected nor merged into others."""
    return [group for group in groups if group.status in COUNTED]


def total(groups: Iterable[Group]) -> int:
    """Return how many problems ``groups`` are together."""
    return sum(group.count for group in groups)


def table(
    groups: Iterable[Group],
    key: Callable[[Group], str],
    rows: Sequence[Row],
    given_up: Sequence[str],
) -> list[Cell]:
    """Return ``groups`` counted by ``key`` into ``rows``; ``given_up`` may be masked for others."""
    counts: Counter[str] = Counter()
    for group in groups:
        counts[key(group)] += group.count
    places = {row.key: index for index, row in enumerate(rows)}
    figures = [counts[row.key] for row in rows]
    marks = suppress(figures, [places[name] for name in given_up])
    return [_cell(*each) for each in zip(rows, figures, marks, strict=True)]


def intake(groups: Sequence[Group], rows: Mapping[str, Row]) -> tuple[list[Cell], int | None]:
    """Return what became of all reports, and how many there were if that may be told.

    The problems are the total of every other table, so they can't be given up here.
    """
    count = total(problems(groups))
    apart = [group for group in groups if group.status in NOT_COUNTED]
    names = [str(status) for status in NOT_COUNTED]
    others = table(apart, lambda group: group.status, [rows[name] for name in names], names)
    mark = Mark.WITHHELD if is_few(count) else Mark.SHOWN
    if mark == Mark.WITHHELD:
        others = [_cell(rows[cell.key], 0, Mark.WITHHELD) for cell in others]
    told = all(cell.mark != Mark.WITHHELD for cell in others)
    cells = [_cell(rows["counted"], count, mark), *others]
    return cells, count + total(apart) if told else None


def handling(states: Sequence[Cell], times: Mapping[str, Times]) -> list[Handling]:
    """Return the times that enough cases took, and how many those are by ``states``."""
    reached = {Milestone.VERIFIED: TAKEN_UP, Milestone.RESOLVED: FINISHED}
    return [_handling(one, reached[one], states, times[one]) for one in Milestone]


def _handling(
    milestone: Milestone, reached: frozenset[Status], states: Sequence[Cell], times: Times
) -> Handling:
    cells = [cell for cell in states if cell.key in reached]
    cases = sum(cell.count or 0 for cell in cells)
    return Handling(
        milestone=milestone,
        cases=cases,
        exact=all(cell.mark == Mark.SHOWN for cell in cells),
        median=_hours(times.median) if cases >= MEDIAN_FROM else None,
        ninetieth=_hours(times.ninetieth) if cases >= NINETIETH_FROM else None,
    )


def _hours(span: timedelta | None) -> int | None:
    # Whole hours: a time to the minute would be that of one case.
    return None if span is None else round(span / HOUR)


def _cell(row: Row, count: int, mark: Mark) -> Cell:
    shown = count if mark == Mark.SHOWN else None
    return Cell(row.key, row.label_id, row.label_en, shown, mark)
