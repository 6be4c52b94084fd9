"""The way out: rows as a workbook or as CSV, in the form that reading.py takes."""

import csv
import tempfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import batched
from typing import IO, Any

import xlsxwriter

from posko.defuse import defused, defused_for_csv
from posko.sheets.book import Value

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
BOM = "\ufeff"
# Lines that leave together: one by one would cost a packet each.
PART = 100
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass(frozen=True, slots=True)
class SheetOut:
    """A sheet to be written. Columns and rows are counted from 1."""

    name: str
    rows: Iterable[list[Value]]
    head: int = 1
    frozen_columns: int = 1
    # Columns drawn as days off.
    shaded: Collection[int] = field(default_factory=frozenset)
    # Widths of the first columns; the others are as wide as a name.
    widths: tuple[int, ...] = ()
    # For the import alone; a CSV file has no place for it.
    hidden: bool = False
    # To be looked up in; in a CSV file it would be taken for rows.
    only_xlsx: bool = False


def xlsx_file(sheets: Iterable[SheetOut]) -> IO[bytes]:
    """Return the workbook as a file at its beginning, which is gone once closed."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    try:
        with xlsxwriter.Workbook(file, OPTIONS) as book:
            formats = {
                (bold, shaded, day): book.add_format(_format(bold, shaded, day))
                for bold in (False, True)
                for shaded in (False, True)
                for day in (False, True)
            }
            for sheet in sheets:
                _write(book.add_worksheet(sheet.name), sheet, formats)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def csv_parts(sheets: Iterable[SheetOut]) -> Iterator[str]:
    """Yield the file in parts; sheets follow each other with an empty line between them."""
    writer = csv.writer(_Echo(), delimiter=";", quoting=csv.QUOTE_ALL)
    yield BOM
    for number, sheet in enumerate(s for s in sheets if not (s.hidden or s.only_xlsx)):
        if number:
            yield "\r\n"
        for some in batched(sheet.rows, PART):
            yield "".join(writer.writerow([_typed(cell) for cell in row]) for row in some)


class _Echo:
    """A file that gives back what is written, for the csv module to write into a stream."""

    def write(self, text: str) -> str:
        return text


def _typed(cell: Value) -> str:
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return "" if cell is None else defused_for_csv(str(cell))


def _format(bold: bool, shaded: bool, day: bool) -> dict[str, Any]:
    look: dict[str, Any] = {"valign": "top", "text_wrap": not day}
    if bold:
        look["bold"] = True
    if shaded:
        look |= {"bg_color": "#E4E1E8", "border": 1, "border_color": "#B9B5BF"}
    if day:
        look |= {"num_format": "dd/mm/yyyy", "align": "left"}
    return look


def _write(sheet: Any, out: SheetOut, formats: dict[tuple[bool, bool, bool], Any]) -> None:
    if out.hidden:
        sheet.hide()
    sheet.freeze_panes(out.head, out.frozen_columns)
    for place, width in enumerate(out.widths):
        sheet.set_column(place, place, width)
    sheet.set_column(len(out.widths), 300, 18)
    for line, row in enumerate(out.rows):
        for place, cell in enumerate(row):
            shaded = place + 1 in out.shaded and line > 0
            _cell(sheet, line, place, cell, formats, line < out.head, shaded)


def _cell(
    sheet: Any, line: int, place: int, cell: Value, formats: Any, bold: bool, shaded: bool
) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(line, place, cell, formats[bold, shaded, True])
    elif isinstance(cell, int):
        sheet.write_number(line, place, cell, formats[bold, shaded, False])
    elif cell:
        sheet.write_string(line, place, defused(str(cell)), formats[bold, shaded, False])
    elif shaded:
        sheet.write_blank(line, place, None, formats[bold, shaded, False])
