"""`/data/`: how many problems there are, of what kind and where, and how long they take."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext

from incidents.charts import BarChart, ColumnChart, Item, bar_chart, column_chart
from incidents.statistics.asking import operation_called
from incidents.statistics.definitions import DEFINITIONS, HEADS, MARKS, Dimension
from incidents.statistics.published import Cell, Handling, Published
from incidents.statistics.publishing import first_release, statistics_of
from incidents.suppression import Mark
from posko import clock
from posko.models import Operation
from posko.public import public_page


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table, in the language of the page."""

    label: str
    figure: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart, and the table with the same figures."""

    dimension: Dimension
    lines: list[Line]
    bars: BarChart | None = None
    columns: ColumnChart | None = None

    @property
    def head(self) -> Promise:
        """What its rows are."""
        return HEADS[self.dimension]

    @property
    def is_withheld(self) -> bool:
        """Whether nothing of it can be shown."""
        return all(line.mark == Mark.WITHHELD for line in self.lines)

    @property
    def has_marks(self) -> bool:
        """Whether a figure in it is hidden."""
        return any(line.mark != Mark.SHOWN for line in self.lines)


@dataclass(frozen=True, slots=True)
class Time:
    """How long it took, in words; '' where too few cases got so far."""

    label: Promise
    half: str
    nine_of_ten: str
    cases: str


@public_page(query=["operasi"])
def statistics(request: HttpRequest) -> HttpResponse:
    """Show the figures of the current operation, or of the one in ``?operasi=``."""
    operation = operation_called(request.GET.get("operasi", ""))
    published = statistics_of(operation) if operation else None
    context = {
        "operation": operation,
        "others": _others(operation) if operation else [],
        "published": published,
        "figures": _figures(published) if published else [],
        "times": [_time(handling) for handling in published.handling] if published else [],
        "definitions": DEFINITIONS,
        "licence": settings.OPEN_DATA_LICENCE,
        "first_release": first_release(operation) if operation else None,
    }
    return render(request, "incidents/public/statistics.html", context)


def _others(operation: Operation) -> list[Operation]:
    begun = Operation.objects.published().filter(starts_on__lte=clock.today())
    return list(begun.exclude(pk=operation.pk))


def _figures(published: Published) -> list[Figure]:
    if not published.problems:
        return []
    return [_figure(dimension, cells) for dimension, cells in published.tables.items()]


def _figure(dimension: Dimension, cells: list[Cell]) -> Figure:
    lines = [Line(_label(cell), _words(cell), cell.mark) for cell in cells]
    if all(cell.mark == Mark.WITHHELD for cell in cells):
        return Figure(dimension, lines)
    if dimension == Dimension.WEEK:
        items = [Item(_short(_label(c)), c.count, _sign(c)) for c in cells]
        return Figure(dimension, lines, columns=column_chart(items))
    drawn = [
        Item(line.label, cell.count, line.figure) for line, cell in zip(lines, cells, strict=True)
    ]
    return Figure(dimension, lines, bars=bar_chart(drawn))


def _label(cell: Cell) -> str:
    return cell.label_en if get_language() == "en" else cell.label_id


def _words(cell: Cell) -> str:
    return str(cell.count) if cell.mark == Mark.SHOWN else str(MARKS[cell.mark])


def _sign(cell: Cell) -> str:
    # A column is too narrow for words; the table below has them.
    return {Mark.FEW: "<5", Mark.MASKED: "*"}.get(cell.mark, str(cell.count))


def _short(week: str) -> str:
    """Return '29 Jan' of '29 Jan-4 Feb 2024', and '8 Jan' of '8-14 Jan 2024'."""
    first, _, last = week.partition("-")
    return first if " " in first or not last else f"{first} {last.split()[1]}"


def _time(handling: Handling) -> Time:
    told = (
        ngettext("%(cases)d case", "%(cases)d cases", handling.cases)
        if handling.exact
        else ngettext("at least %(cases)d case", "at least %(cases)d cases", handling.cases)
    )
    return Time(
        label=handling.milestone.label,
        half=_hours(handling.median),
        nine_of_ten=_hours(handling.ninetieth),
        cases=told % {"cases": handling.cases},
    )


def _hours(hours: int | None) -> str:
    if hours is None:
        return ""
    return ngettext("%(hours)d hour", "%(hours)d hours", hours or 1) % {"hours": hours or 1}
