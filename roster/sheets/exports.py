"""Each kind of file, out: the sheets that the same kind of import takes."""

from collections.abc import Iterable, Iterator
from datetime import date

from posko.holidays import is_day_off
from posko.models import Post
from posko.sheets.limits import MEMORY
from posko.sheets.writing import SheetOut
from roster.models import SheetKind
from roster.sheets.absences import absence_rows
from roster.sheets.grid import FIRST_DAY
from roster.sheets.memory import remembered
from roster.sheets.officers import officer_rows
from roster.sheets.rota_rows import Grid, RotaSheets


def officer_sheets(scope: str) -> Iterator[SheetOut]:
    """The officers of a scope."""
    widths = (22, 28, 28, 18, 30, 12, 28, 12, 10)
    yield SheetOut(str(SheetKind.OFFICERS.label), officer_rows(scope), 1, 2, widths=widths)


def absence_sheets(scope: str) -> Iterator[SheetOut]:
    """The absences of a scope."""
    widths = (22, 28, 16, 14, 14, 40)
    yield SheetOut(str(SheetKind.ABSENCES.label), absence_rows(scope), 1, 2, widths=widths)


def rota_sheets(rota: RotaSheets, posts: Iterable[Post]) -> Iterator[SheetOut]:
    """The rota of some posts, and what was shown of it, hidden."""
    memory = []
    for name, grid, rows in rota.rows(posts):
        memory.append(remembered(rows, grid.days))
        yield SheetOut(name, rows, 4, FIRST_DAY - 1, _shaded(grid), widths=(18, 12, 5))
    if memory:
        yield SheetOut(MEMORY, memory, hidden=True)


def _shaded(grid: Grid) -> frozenset[int]:
    days: list[date] = grid.days
    return frozenset(FIRST_DAY + place for place, day in enumerate(days) if is_day_off(day))
