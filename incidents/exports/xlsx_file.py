"""The list as an Excel workbook, written row by row to a temporary file."""

import tempfile
from collections.abc import Iterable
from datetime import datetime
from typing import IO, Any

import xlsxwriter
from django.utils.translation import gettext as _

from incidents.exports.rows import Cell, Column
from posko.defuse import defused

# Excel's own limit less the row of titles; what is beyond goes on another sheet.
SHEET_ROWS = 1_048_575
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def xlsx_file(columns: list[Column], rows: Iterable[list[Cell]]) -> IO[bytes]:
    """Return the workbook as a file at its beginning, which is gone once closed."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    try:
        with xlsxwriter.Workbook(file, OPTIONS) as book:
            _fill(book, columns, rows)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def _fill(book: Any, columns: list[Column], rows: Iterable[list[Cell]]) -> None:
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    sheet = _sheet(book, columns)
    line = 0
    for row in rows:
        if line == SHEET_ROWS:
            sheet, line = _sheet(book, columns), 0
        line += 1
        for place, cell in enumerate(row):
            _write(sheet, line, place, cell, moment)


def _sheet(book: Any, columns: list[Column]) -> Any:
    sheet = book.add_worksheet(_("Problems %(sheet)d") % {"sheet": len(book.worksheets()) + 1})
    bold = book.add_format({"bold": True})
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, len(columns) - 1, 18)
    for place, column in enumerate(columns):
        sheet.write_string(0, place, str(column.title), bold)
    return sheet


def _write(sheet: Any, line: int, place: int, cell: Cell, moment: Any) -> None:
    if isinstance(cell, datetime):
        sheet.write_datetime(line, place, cell, moment)
    elif isinstance(cell, int):
        sheet.write_number(line, place, cell)
    elif cell:
        sheet.write_string(line, place, defused(cell))
