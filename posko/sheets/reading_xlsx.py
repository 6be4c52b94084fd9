"""Workbooks: looked over by scanning.py first, then read by openpyxl, values only."""

import io
import warnings
from datetime import date, datetime, time
from typing import Any

import openpyxl
from django.utils.translation import gettext as _

from posko.sheets.book import Book, Sheet, Unreadable, Value
from posko.sheets.limits import MAX_COLUMNS, MAX_PIECE, MAX_TEXT, MEMORY
from posko.sheets.reading_csv import armed
from posko.sheets.scanning import Scan, scan


def read_xlsx(content: bytes) -> Book:
    """Return the sheets of a workbook, hidden ones marked; raises Unreadable."""
    scans = scan(content)
    try:
        with warnings.catch_warnings(action="ignore"):
            sheets = _sheets(content, scans)
    except Exception as error:
        # On a damaged file openpyxl raises whatever it stumbles over.
        raise Unreadable(damaged()) from error
    if not any(sheet.rows for sheet in sheets):
        raise Unreadable(_("The file is empty."))
    return Book(sheets)


def damaged() -> str:
    """Say that the workbook can't be read."""
    return _("The workbook is damaged. Please save it again as .xlsx and send that.")


def _sheets(content: bytes, scans: dict[str, Scan]) -> list[Sheet]:
    book = openpyxl.load_workbook(
        io.BytesIO(content), read_only=True, data_only=True, keep_links=False
    )
    try:
        return [_sheet(sheet, scans) for sheet in book.worksheets]
    finally:
        book.close()


def _sheet(sheet: Any, scans: dict[str, Scan]) -> Sheet:
    # Read-only sheets don't tell their merged cells; the scan knows them by the same path.
    seen = scans[sheet._worksheet_path.lstrip("/")]
    # Some writers note a size that isn't true.
    sheet.reset_dimensions()
    most = MAX_PIECE + 1 if sheet.title == MEMORY else MAX_TEXT
    rows = (
        [
            _trimmed([_value(cell, most) for cell in row], number, seen)
            for number, row in enumerate(sheet.iter_rows(max_row=seen.rows, values_only=True), 1)
        ]
        if seen.rows
        else []
    )
    return Sheet(sheet.title, rows, seen.merged, seen.uncounted, sheet.sheet_state != "visible")


def _trimmed(row: list[Value], number: int, seen: Scan) -> list[Value]:
    row = row[:MAX_COLUMNS]
    while row and row[-1] is None and (number, len(row)) not in seen.uncounted:
        row.pop()
    return row


def _value(cell: Any, most: int) -> Value:
    if isinstance(cell, str):
        return armed(cell[:most]) or None
    if cell is None or isinstance(cell, bool | int | float | date | datetime | time):
        return cell
    return str(cell)[:most]
