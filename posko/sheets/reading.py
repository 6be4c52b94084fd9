"""The way in: what a file really is decides how it is read, whatever its name says."""

from django.utils.translation import gettext as _

from posko.sheets.book import Book, Unreadable
from posko.sheets.limits import MAX_BYTES, MEGABYTE
from posko.sheets.reading_csv import read_csv
from posko.sheets.reading_xlsx import read_xlsx

_ZIP = b"PK\x03\x04"
# Excel until 2003, and every workbook with a password.
_OLE = b"\xd0\xcf\x11\xe0"


def read(content: bytes) -> Book:
    """Return the sheets of an XLSX or CSV file; raises Unreadable in words for the person."""
    if not content.strip():
        raise Unreadable(_("The file is empty."))
    if len(content) > MAX_BYTES:
        raise Unreadable(too_big())
    if content.startswith(_ZIP):
        return read_xlsx(content)
    if content.startswith(_OLE):
        raise Unreadable(
            _(
                "This is an old .xls file or one with a password."
                " Please save it as .xlsx without a password."
            )
        )
    if content.startswith(b"%PDF"):
        raise Unreadable(_("This is a PDF. Please send the spreadsheet itself (.xlsx or .csv)."))
    return read_csv(content)


def too_big() -> str:
    """Say how large a file may be."""
    return _("The file is too big: at most %(limit)d MB.") % {"limit": MAX_BYTES // MEGABYTE}
