"""The list as CSV: UTF-8 with a byte order mark, so that Excel reads it as such."""

import csv
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import batched

from incidents.exports.rows import Cell, Column
from posko.defuse import defused_for_csv

BOM = "\ufeff"
# Lines that leave together: one by one would cost a packet each.
PART = 100


class _Echo:
    """A file that gives back what is written, for the csv module to write into a stream."""

    def write(self, text: str) -> str:
        return text


def csv_parts(columns: list[Column], rows: Iterable[list[Cell]]) -> Iterator[str]:
    """Yield the file in parts of some lines: the columns' titles, then ``rows``."""
    writer = csv.writer(_Echo(), quoting=csv.QUOTE_ALL)
    yield BOM + writer.writerow([str(column.title) for column in columns])
    for some in batched(rows, PART):
        yield "".join(writer.writerow([_written(cell) for cell in row]) for row in some)


def _written(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    return "" if cell is None else defused_for_csv(str(cell))
