"""A file as it was read: sheets of cells, each known by its address."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.utils.translation import gettext as _

type Value = str | int | float | bool | date | datetime | time | None


class Unreadable(Exception):
    """The whole file can't be read. ``words`` say why, and what to do."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A cell: its sheet, row and column, both counted from 1."""

    sheet: str
    row: int
    column: int

    @property
    def address(self) -> str:
        """What the spreadsheet calls it, such as 'F12'."""
        return f"{letters(self.column)}{self.row}"

    def __str__(self) -> str:
        if not self.sheet:
            return _("Cell %(cell)s") % {"cell": self.address}
        return _("Sheet '%(sheet)s', cell %(cell)s") % {"sheet": self.sheet, "cell": self.address}


@dataclass(frozen=True, slots=True)
class Area:
    """Cells that were merged: the first of them holds the value."""

    top: int
    left: int
    bottom: int
    right: int

    def __contains__(self, place: tuple[int, int]) -> bool:
        row, column = place
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def __str__(self) -> str:
        return f"{letters(self.left)}{self.top}:{letters(self.right)}{self.bottom}"


@dataclass(slots=True)
class Sheet:
    """One sheet. A CSV file is one sheet without a name."""

    name: str
    rows: list[list[Value]]
    merged: list[Area] = field(default_factory=list)
    # Cells with a formula whose result isn't in the file.
    uncounted: set[tuple[int, int]] = field(default_factory=set)
    hidden: bool = False
    _areas: dict[int, list[Area]] = field(default_factory=dict)

    def value(self, row: int, column: int) -> Value:
        """Return what is in a cell; None where the sheet has ended."""
        cells = self.rows[row - 1] if 0 < row <= len(self.rows) else []
        return cells[column - 1] if 0 < column <= len(cells) else None

    def text(self, row: int, column: int) -> str:
        """Return a cell as text, without blanks around it and with single ones inside."""
        return as_text(self.value(row, column))

    def filled(self, row: int, column: int) -> str:
        """The same, but merged cells all have the value of the first."""
        area = self.area(row, column)
        return self.text(area.top, area.left) if area else self.text(row, column)

    def where(self, row: int, column: int) -> Where:
        """Return the address of a cell."""
        return Where(self.name, row, column)

    def area(self, row: int, column: int) -> Area | None:
        """Return the merged cells that a cell belongs to."""
        if row not in self._areas:
            # Once a row: each of its cells is asked for.
            self._areas[row] = [area for area in self.merged if area.top <= row <= area.bottom]
        return next((area for area in self._areas[row] if (row, column) in area), None)

    def is_empty(self, row: int) -> bool:
        """Tell whether a row has nothing in it."""
        cells = self.rows[row - 1] if 0 < row <= len(self.rows) else []
        return not any(as_text(cell) for cell in cells) and not any(
            (row, column) in self.uncounted for column in range(1, len(cells) + 1)
        )

    def below(self, row: int) -> Iterator[int]:
        """Yield the numbers of the rows below ``row`` that aren't empty."""
        return (n for n in range(row + 1, len(self.rows) + 1) if not self.is_empty(n))

    def flaw(self, row: int, column: int) -> str:
        """Say what keeps a cell from being read, or ''."""
        area = self.area(row, column)
        if area:
            return _("cells %(cells)s are merged; please split them.") % {"cells": area}
        if (row, column) in self.uncounted:
            return _("the formula has no result in the file; please enter the value itself.")
        if self.text(row, column).startswith(ERRORS):
            return _("the formula gives an error; please enter the value itself.")
        return ""


ERRORS = ("#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!")


@dataclass(slots=True)
class Book:
    """A file with its sheets, hidden ones included."""

    sheets: list[Sheet]

    def shown(self) -> Iterable[Sheet]:
        """Return the sheets that can be seen and have something in them."""
        return [sheet for sheet in self.sheets if not sheet.hidden and sheet.rows]


def as_text(value: Value) -> str:
    """Return a value as a person would type it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    return " ".join(str(value).split())


def letters(column: int) -> str:
    """Return a column's name: 'A' is 1, 'AA' is 27."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
