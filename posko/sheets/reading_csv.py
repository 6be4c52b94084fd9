"""CSV as Excel writes it: with ; or , or tabs, in UTF-8 (with and without BOM) or cp1252."""

import csv
import io
import re

from django.utils.translation import gettext as _

from posko.sheets.book import Book, Sheet, Unreadable, Value
from posko.sheets.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_TEXT

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_SEPARATORS = ";,\t"
_FORMULA = "=+\\-@\t\r\uff1d\uff0b\uff0d\uff20"
# What posko/defuse.py put before a formula.
_AT_START = re.compile(rf"^'(?=\s*[{_FORMULA}])")
_INSIDE = re.compile(rf"([;\t\r\n]\s*)'(?=[{_FORMULA}])")


def read_csv(content: bytes) -> Book:
    """Return the file as one sheet without a name; raises Unreadable."""
    text = _decoded(content)
    if _CONTROL.search(text):
        raise Unreadable(_("This is neither an Excel workbook (.xlsx) nor a CSV file."))
    first = text.split("\n", 1)[0].strip().lower()
    separator = ""
    if re.fullmatch(r"sep=.", first):
        separator, text = first[-1], text.split("\n", 1)[-1]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator or _separator(text))
    try:
        return Book([Sheet("", _rows(reader))])
    except csv.Error as error:
        raise Unreadable(
            _("Line %(line)d of the CSV file can't be read.") % {"line": reader.line_num}
        ) from error


def armed(text: str, *, inside: bool = False) -> str:
    """Return ``text`` without the apostrophes that posko/defuse.py set; ``inside`` for CSV."""
    text = _AT_START.sub("", text)
    return _INSIDE.sub(r"\1", text) if inside else text


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _separator(text: str) -> str:
    """The one that parts the first line with anything in it, outside quotes."""
    line = next((line for line in text.splitlines() if line.strip()), "")
    bare = re.sub(r'"[^"]*"', "", line)
    return max(_SEPARATORS, key=bare.count)


def _rows(reader: object) -> list[list[Value]]:
    rows: list[list[Value]] = []
    count = 0
    for row in reader:  # type: ignore[attr-defined]
        while row and not row[-1].strip():
            row.pop()
        count += len(row)
        if len(rows) >= MAX_ROWS or len(row) > MAX_COLUMNS or count > MAX_CELLS:
            raise Unreadable(too_much())
        rows.append([armed(cell[:MAX_TEXT], inside=True) or None for cell in row])
    while rows and not rows[-1]:
        rows.pop()
    if not rows:
        raise Unreadable(_("The file is empty."))
    return rows


def too_much() -> str:
    """Say how many rows and columns are read."""
    limits = {"rows": MAX_ROWS, "columns": MAX_COLUMNS, "cells": MAX_CELLS}
    return (
        _(
            "There is too much in the file: at most %(rows)d rows and %(columns)d columns a sheet,"
            " and %(cells)d cells."
        )
        % limits
    )
