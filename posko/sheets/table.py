"""Sheets with one thing a row, below a row of titles in any order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from posko.sheets.book import Book, Sheet, Unreadable, Value, Where, as_text
from posko.sheets.limits import MEMORY
from posko.sheets.plan import Plan, Told
from posko.sheets.words import folded, spellings

# Titles are looked for in so many rows; above them may stand what people like to put there.
HEAD_ROWS = 10


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key, its title, and whether a file needs it."""

    key: str
    title: object
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what its columns hold, by key. Columns that the file lacks have no key."""

    sheet: Sheet
    number: int
    places: dict[str, int]

    def __contains__(self, key: str) -> bool:
        return key in self.places

    def value(self, key: str) -> Value:
        """Return what is in the cell."""
        return self.sheet.value(self.number, self.places[key]) if key in self.places else None

    def text(self, key: str) -> str:
        """Return the cell as text."""
        return as_text(self.value(key))

    def where(self, key: str) -> Where:
        """Return the address of the cell; that of the row's first where there is none."""
        return self.sheet.where(self.number, self.places.get(key, 1))


def table_rows(book: Book, columns: Sequence[Column], plan: Plan) -> Iterator[Row]:
    """Yield the rows of the first sheet that has the titles; cells that can't be read are told.

    Raises Unreadable when no sheet has the titles that are needed.
    """
    sheet, head, places = _titled(book, columns)
    note_left_out(book, [sheet], plan)
    for number in sheet.below(head):
        flaws = [(place, sheet.flaw(number, place)) for place in places.values()]
        bad = [(place, words) for place, words in flaws if words]
        for place, words in bad:
            plan.refuse(words, sheet.where(number, place))
        if not bad:
            yield Row(sheet, number, places)


def note_left_out(book: Book, read: Sequence[Sheet], plan: Plan) -> None:
    """Tell which sheets were not read."""
    for sheet in book.sheets:
        if sheet.rows and sheet not in read and sheet.name != MEMORY:
            words = (
                _("The hidden sheet '%(sheet)s' is not read.")
                if sheet.hidden
                else _("Sheet '%(sheet)s' is not read.")
            )
            plan.notes.append(Told(words % {"sheet": sheet.name}))


def _titled(book: Book, columns: Sequence[Column]) -> tuple[Sheet, int, dict[str, int]]:
    names = {
        name: column.key
        for column in columns
        for name in (folded(column.key), *spellings(column.title))
    }
    needed = {column.key for column in columns if column.needed}
    for sheet in book.shown():
        for number in range(1, HEAD_ROWS + 1):
            places = _places(sheet, number, names)
            if needed <= set(places):
                return sheet, number, places
    titles = ", ".join(str(column.title) for column in columns if column.needed)
    raise Unreadable(_("No sheet has these titles in a row: %(titles)s.") % {"titles": titles})


def _places(sheet: Sheet, number: int, names: dict[str, str]) -> dict[str, int]:
    cells = sheet.rows[number - 1] if number <= len(sheet.rows) else []
    found: dict[str, int] = {}
    for place, cell in enumerate(cells, 1):
        key = names.get(folded(as_text(cell)).rstrip("*: "))
        if key:
            found.setdefault(key, place)
    return found
