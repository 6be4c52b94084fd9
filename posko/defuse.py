"""Text that no spreadsheet takes for a formula, and that every spreadsheet can hold."""

import re

# Excel's limit for one cell, in UTF-16 units.
CELL_MAX = 32_767
_CUT = "…"
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# What a formula begins with, in its wide forms too, which some languages' Excel also takes.
_FORMULA = "=+\\-@\t\r\uff1d\uff0b\uff0d\uff20"
_AT_START = re.compile(rf"^(?=\s*[{_FORMULA}])")
# A spreadsheet that splits at semicolons or lines sees the start of a cell there.
_INSIDE = re.compile(rf"([;\t\r\n]\s*)(?=[{_FORMULA}])")


def legal(text: str) -> str:
    """Return ``text`` without characters that a spreadsheet's XML can't hold."""
    return _ILLEGAL.sub("", text)


def defused(text: str) -> str:
    """Return ``text`` for a cell: an apostrophe stands before what would be a formula."""
    return shortened(_AT_START.sub("'", legal(text)))


def defused_for_csv(text: str) -> str:
    """The same for CSV, where the reader decides what parts cells: Excel here takes ``;``."""
    return shortened(_INSIDE.sub(r"\1'", _AT_START.sub("'", legal(text))))


def shortened(text: str) -> str:
    """Return ``text``, cut to what one cell holds."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * CELL_MAX:
        return text
    return units[: 2 * (CELL_MAX - 1)].decode("utf-16-le", "ignore") + _CUT
