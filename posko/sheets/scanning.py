"""A look into a workbook before anything loads it: is it one, how much is in it, what is odd.

A ZIP of a few kilobytes can hold gigabytes, and a sheet of two cells can span a million rows. What
is too much is refused here. What openpyxl doesn't tell when it reads row by row is noted: which
cells are merged, and which formulas were never calculated.
"""

import io
import re
import zipfile
from dataclasses import dataclass, field
from typing import IO
from xml.etree import ElementTree

from django.utils.translation import gettext as _

from posko.sheets.book import Area, Unreadable
from posko.sheets.limits import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ELEMENTS,
    MAX_OTHER_PART,
    MAX_PARTS,
    MAX_ROWS,
    MAX_SHEETS,
    MAX_UNPACKED,
)
from posko.sheets.reading_csv import too_much

_SHEET = re.compile(r"^xl/worksheets/[^/]+\.xml$", re.IGNORECASE)
_TEXT = re.compile(rb"[<:]si[\s/>]")
_CELL = re.compile(r"^\$?([A-Z]{1,3})\$?([0-9]{1,7})$")
# Merged cells are looked up one after the other.
MAX_MERGED = 300


@dataclass(slots=True)
class Scan:
    """What was seen of one sheet. ``rows`` is the last row with anything in it."""

    rows: int = 0
    filled: int = 0
    elements: int = 0
    merged: list[Area] = field(default_factory=list)
    uncounted: set[tuple[int, int]] = field(default_factory=set)


def scan(content: bytes) -> dict[str, Scan]:
    """Return what is in each sheet, by its path in the archive; raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _scanned(archive)
    except Unreadable:
        raise
    except Exception as error:
        # Of the archive, the compression and the XML: each has errors of its own.
        words = _("The workbook is damaged. Please save it again as .xlsx and send that.")
        raise Unreadable(words) from error


def _scanned(archive: zipfile.ZipFile) -> dict[str, Scan]:
    parts = archive.infolist()
    # A part that holds more than its entry says is cut off there by zipfile.
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Unreadable(_("The workbook unpacks to far more than its size; it isn't read."))
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise Unreadable(_("This is no Excel workbook (.xlsx). Please save it as one."))
    sheets = [part.filename for part in parts if _SHEET.match(part.filename)]
    if len(sheets) > MAX_SHEETS:
        raise Unreadable(_("At most %(limit)d sheets are read.") % {"limit": MAX_SHEETS})
    _check_others(archive, [part for part in parts if part.filename not in sheets])
    found: dict[str, Scan] = {}
    for name in sheets:
        with archive.open(name) as file:
            found[name] = _sheet(file, sum(seen.elements for seen in found.values()))
        if sum(seen.filled for seen in found.values()) > MAX_CELLS:
            raise Unreadable(too_much())
    return found


def _check_others(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """What openpyxl reads besides sheets has to be small; texts may be as many as cells."""
    for part in parts:
        name = part.filename.lower()
        if name.endswith("sharedstrings.xml"):
            if len(_TEXT.findall(archive.read(part))) > MAX_CELLS:
                raise Unreadable(too_much())
        elif name.endswith((".xml", ".rels")) and part.file_size > MAX_OTHER_PART:
            raise Unreadable(_("The workbook unpacks to far more than its size; it isn't read."))


def _sheet(file: IO[bytes], before: int) -> Scan:
    """Look over one sheet; ``before`` elements were counted in those before it."""
    seen, row, data = Scan(), 0, None
    # Bounded above and here; Python's expat refuses entities that grow.
    for event, element in ElementTree.iterparse(file, events=("start", "end")):  # noqa: S314
        tag = element.tag.rpartition("}")[2]
        if event == "start":
            row += tag == "row"
            data = element if tag == "sheetData" else data
            continue
        seen.elements += 1
        if before + seen.elements > MAX_ELEMENTS:
            raise Unreadable(too_much())
        if tag == "c":
            _note(seen, element, row)
            element.clear()
        elif tag == "row" and data is not None:
            # What was read isn't kept.
            data.clear()
        elif tag == "mergeCell":
            _merge(seen, element.get("ref", ""))
    return seen


def _note(seen: Scan, cell: ElementTree.Element, row: int) -> None:
    parts = {child.tag.rpartition("}")[2]: child for child in cell}
    value = parts.get("v")
    has_value = "is" in parts or (value is not None and bool(value.text))
    if not has_value and "f" not in parts:
        return
    place = _place(cell.get("r", "")) or (row, 1)
    if place[0] > MAX_ROWS or place[1] > MAX_COLUMNS:
        raise Unreadable(too_much())
    seen.filled += 1
    seen.rows = max(seen.rows, place[0])
    # A formula that gives an empty text has a value that is empty.
    if not has_value and cell.get("t") != "str":
        seen.uncounted.add(place)


def _merge(seen: Scan, reference: str) -> None:
    first, _colon, last = reference.partition(":")
    start, end = _place(first), _place(last or first)
    if start and end and start != end:
        seen.merged.append(Area(*start, *end))
    if len(seen.merged) > MAX_MERGED:
        raise Unreadable(_("At most %(limit)d merged areas are read.") % {"limit": MAX_MERGED})


def _place(reference: str) -> tuple[int, int] | None:
    found = _CELL.match(reference)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column
