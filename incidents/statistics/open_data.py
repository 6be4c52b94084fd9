"""The figures as rows for programs: one a figure, names in both languages."""

import csv
import io
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from incidents.statistics.definitions import Dimension, Milestone, definitions
from incidents.statistics.published import Cell, Handling, Published
from incidents.statistics.rows import EARLIER
from incidents.suppression import THRESHOLD, Mark
from posko.defuse import defused_for_csv
from posko.labelled import Labelled
from posko.languages import said_in_both
from posko.models import Operation

type Row = dict[str, str | int | bool | None]

# Name and meaning of each column, in the order of the file.
COLUMNS: Final = {
    "operation": "Slug of the operation.",
    "table": "counts or handling_time.",
    "dimension": f"{', '.join(Dimension)}, total; for handling_time: milestone.",
    "key": "What the row is of: a category's code, a region's code (Kemendagri), a state, the "
    "Monday of a week, or a milestone.",
    "label_id": "The same in Indonesian.",
    "label_en": "The same in English.",
    "measure": "count, median or percentile_90.",
    "unit": "problems, reports or hours (by the clock, not working hours).",
    "value": "The figure; empty (null) when it is suppressed or there is none.",
    "suppressed": "true when there is a figure that isn't published.",
    "suppression": f"Why: few (1 to {THRESHOLD - 1}), masked (would give a few away), withheld "
    "(none of the table can be shown); empty when nothing is suppressed.",
    "n": "How many problems the row rests on; for handling_time a lower bound unless n_exact.",
    "n_exact": "false where n is a lower bound.",
    "period_start": "First day of intake that is in it.",
    "period_end": "Last day of intake that is in it.",
    "as_of": "The figures tell how things stood at the end of this day, WIB.",
}

TOTALS = {"problems": _("All problems"), "reports": _("All reports")}


def rows(operation: Operation, published: Published) -> Iterator[Row]:
    """Yield every published figure of ``operation``."""
    yield _total(operation, published, "problems", published.problems)
    yield _total(operation, published, "reports", published.reports)
    for dimension, cells in published.tables.items():
        for cell in cells:
            yield _count(operation, published, dimension, cell)
    for handling in published.handling:
        yield _hours(operation, published, handling, "median", handling.median)
        yield _hours(operation, published, handling, "percentile_90", handling.ninetieth)


def document(operation: Operation, published: Published | None) -> dict[str, Any]:
    """Return the figures with licence and definitions, for JSON. No figures yet: no rows."""
    return {
        "operation": {"slug": operation.slug, "name": operation.name},
        "as_of": str(published.as_of) if published else None,
        "received_until": str(published.received_until) if published else None,
        "licence": settings.OPEN_DATA_LICENCE,
        "columns": COLUMNS,
        "definitions": list(definitions()),
        "rows": list(rows(operation, published)) if published else [],
    }


def dictionary() -> dict[str, Any]:
    """Return what every column and word means, for JSON."""
    return {
        "licence": settings.OPEN_DATA_LICENCE,
        "suppression_threshold": THRESHOLD,
        "columns": COLUMNS,
        "dimensions": [_named(dimension) for dimension in Dimension],
        "milestones": [_named(milestone) for milestone in Milestone],
        "definitions": list(definitions()),
    }


def _named(member: Labelled) -> dict[str, str]:
    indonesian, english = said_in_both(member.label)
    return {"key": str(member), "label_id": indonesian, "label_en": english}


def csv_file(columns: list[str], lines: Iterator[Row]) -> str:
    """Return ``lines`` as CSV after RFC 4180, without a byte order mark: programs trip over it."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(columns)
    for line in lines:
        writer.writerow([_written(line[column]) for column in columns])
    return file.getvalue()


def _written(value: str | int | bool | None) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else defused_for_csv(str(value))


def _row(operation: Operation, published: Published, **fields: str | int | bool | None) -> Row:
    return {
        "operation": operation.slug,
        "suppressed": False,
        "suppression": "",
        "n_exact": True,
        "period_start": str(operation.starts_on),
        "period_end": str(published.received_until),
        "as_of": str(published.as_of),
        **fields,
    }


def _total(operation: Operation, published: Published, unit: str, count: int | None) -> Row:
    label = said_in_both(TOTALS[unit])
    return _row(
        operation,
        published,
        table="counts",
        dimension="total",
        key=unit,
        label_id=label[0],
        label_en=label[1],
        measure="count",
        unit=unit,
        value=count,
        suppressed=count is None,
        suppression=str(Mark.WITHHELD) if count is None else "",
        n=count,
    )


def _count(operation: Operation, published: Published, dimension: Dimension, cell: Cell) -> Row:
    hidden = cell.mark != Mark.SHOWN
    row = _row(
        operation,
        published,
        table="counts",
        dimension=str(dimension),
        key=cell.key,
        label_id=cell.label_id,
        label_en=cell.label_en,
        measure="count",
        unit="reports" if dimension == Dimension.INTAKE else "problems",
        value=cell.count,
        suppressed=hidden,
        suppression=str(cell.mark) if hidden else "",
        n=cell.count,
    )
    return {**row, **_week(cell.key, published)} if dimension == Dimension.WEEK else row


def _week(key: str, published: Published) -> Row:
    if key == EARLIER:
        return {"period_start": "", "period_end": ""}
    start = date.fromisoformat(key)
    end = min(start + timedelta(days=6), published.received_until)
    return {"period_start": key, "period_end": str(end)}


def _hours(
    operation: Operation, published: Published, handling: Handling, measure: str, hours: int | None
) -> Row:
    label = said_in_both(handling.milestone.label)
    hidden = hours is None
    return _row(
        operation,
        published,
        table="handling_time",
        dimension="milestone",
        key=str(handling.milestone),
        label_id=label[0],
        label_en=label[1],
        measure=measure,
        unit="hours",
        value=hours,
        suppressed=hidden,
        suppression=str(Mark.FEW) if hidden else "",
        n=handling.cases,
        n_exact=handling.exact,
    )
