"""The rota in: what each sheet says of each post, cell by cell, as names in places."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from posko.models import Post
from posko.sheets.book import Book, Sheet, Unreadable, Where
from posko.sheets.plan import Plan
from posko.sheets.table import HEAD_ROWS, note_left_out
from posko.sheets.words import echoed, folded, spellings
from roster.sheets.absences import no_date
from roster.sheets.days import read_day
from roster.sheets.grid import (
    FIRST_DAY,
    KIND,
    KIND_COLUMN,
    NUMBER_COLUMN,
    POST,
    SHIFT_COLUMN,
    kinds_by_label,
    sheet_name,
    unmarked,
)
from roster.sheets.places import Posts

# Of one post: an operation's days, and some to spare.
MAX_DAYS = 120


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell says. ``name`` is '' where nobody is; ``bad`` where it can't be read."""

    post: Post
    day: date
    shift: str
    kind: str
    name: str
    leads: bool
    where: Where
    bad: bool = False


@dataclass(slots=True)
class RotaReader:
    """Reads the sheets of a book; what is bad is noted in ``plan``."""

    posts: list[Post]
    plan: Plan
    _known: dict[int, Where] = field(default_factory=dict)
    _tabs: dict[str, list[Post]] = field(default_factory=dict)

    def read(self, book: Book) -> Iterator[Said]:
        """Yield what the cells say; raises Unreadable when no sheet is a rota."""
        names, kinds = Posts(self.posts), kinds_by_label()
        for post in self.posts:
            self._tabs.setdefault(folded(sheet_name(post.name)), []).append(post)
        blocks = [(sheet, head) for sheet in book.shown() for head in _heads(sheet)]
        if not blocks:
            words = _("No sheet is a rota: there has to be a row '%(kind)s' with dates.")
            raise Unreadable(words % {"kind": KIND})
        note_left_out(book, [sheet for sheet, _head in blocks], self.plan)
        for number, (sheet, head) in enumerate(blocks):
            following = blocks[number + 1] if number + 1 < len(blocks) else None
            same = following is not None and following[0] is sheet
            end = following[1] - 2 if following and same else len(sheet.rows)
            if found := self._post(sheet, head, names):
                yield from self._block(sheet, head, end, found, kinds)

    def _post(self, sheet: Sheet, head: int, names: Posts) -> Post | None:
        where = sheet.where(max(head - 1, 1), 2)
        text = sheet.text(head - 1, 2) if _says_post(sheet, head - 1) else ""
        by_tab = self._tabs.get(folded(sheet.name), [])
        post = names.find(text) if text else (by_tab[0] if len(by_tab) == 1 else None)
        if post is None:
            words = _("post '%(name)s' is unknown in your region.") % {
                "name": echoed(text or sheet.name)
            }
            self.plan.refuse(words, where)
        elif by_tab and post not in by_tab:
            words = _("the sheet is called '%(sheet)s', but this cell says '%(name)s'.")
            self.plan.refuse(words % {"sheet": sheet.name, "name": echoed(text)}, where)
        elif post.pk in self._known:
            words = _("this post stands at %(where)s already.") % {"where": self._known[post.pk]}
            self.plan.refuse(words, where)
        else:
            self._known[post.pk] = where
            return post
        return None

    def _block(
        self, sheet: Sheet, head: int, end: int, post: Post, kinds: dict[str, str]
    ) -> Iterator[Said]:
        days = self._days(sheet, head, post)
        seen: dict[tuple[str, str, str], int] = {}
        for row in sheet.below(head):
            if row > end:
                return
            label, shift = sheet.filled(row, KIND_COLUMN), sheet.filled(row, SHIFT_COLUMN)
            if not label or (row <= head + 2 and folded(label) not in kinds):
                self._check_titles(sheet, row, head, days)
                continue
            kind = self._kind(sheet, row, label, kinds)
            if kind is not None and self._is_new(sheet, row, (kind, folded(shift)), seen):
                yield from self._cells(sheet, row, days, post, kind, shift)

    def _days(self, sheet: Sheet, head: int, post: Post) -> dict[int, date]:
        found: dict[int, date] = {}
        width = max(len(cells) for cells in sheet.rows[head - 1 :])
        for column in range(FIRST_DAY, width + 1):
            where, value = sheet.where(head, column), sheet.value(head, column)
            if flaw := sheet.flaw(head, column):
                self.plan.refuse(flaw, where)
            elif value is None or not sheet.text(head, column):
                self._check_empty(sheet, head, column)
            elif (day := read_day(value)) is None:
                self.plan.refuse(no_date(sheet.text(head, column)), where)
            elif day in found.values():
                self.plan.refuse(_("this date is there twice."), where)
            elif not post.operation.starts_on <= day <= post.operation.ends_on:
                words = _("this date is outside the period of %(operation)s.")
                self.plan.refuse(words % {"operation": post.operation.name}, where)
            else:
                found[column] = day
        if len(found) > MAX_DAYS:
            raise Unreadable(_("At most %(limit)d days a sheet are read.") % {"limit": MAX_DAYS})
        return found

    def _check_empty(self, sheet: Sheet, head: int, column: int) -> None:
        for row in sheet.below(head):
            if sheet.text(row, KIND_COLUMN) and sheet.text(row, column):
                self.plan.refuse(_("there is no date above this name."), sheet.where(row, column))
                return

    def _check_titles(self, sheet: Sheet, row: int, head: int, days: dict[int, date]) -> None:
        """Below the dates come weekday and holiday; names farther down belong to nobody."""
        if row > head + 2:
            for column in days:
                if sheet.text(row, column):
                    words = _("the row doesn't say which institution this is.")
                    self.plan.refuse(words, sheet.where(row, column))
                    return

    def _kind(self, sheet: Sheet, row: int, label: str, kinds: dict[str, str]) -> str | None:
        kind = kinds.get(folded(label))
        if kind is None:
            words = _("institution '%(name)s' is unknown; please enter its kind, such as Polres.")
            self.plan.refuse(words % {"name": echoed(label)}, sheet.where(row, KIND_COLUMN))
        return kind

    def _is_new(
        self, sheet: Sheet, row: int, key: tuple[str, str], seen: dict[tuple[str, str, str], int]
    ) -> bool:
        number = sheet.text(row, NUMBER_COLUMN)
        if not number or (*key, number) not in seen:
            seen[*key, number] = row
            return True
        words = _("the same institution, shift and number are in row %(row)d already.")
        self.plan.refuse(words % {"row": seen[*key, number]}, sheet.where(row, KIND_COLUMN))
        return False

    def _cells(
        self, sheet: Sheet, row: int, days: dict[int, date], post: Post, kind: str, shift: str
    ) -> Iterator[Said]:
        for column, day in days.items():
            where = sheet.where(row, column)
            flaw = sheet.flaw(row, column)
            if flaw:
                self.plan.refuse(flaw, where)
            name, leads = unmarked(sheet.text(row, column))
            yield Said(post, day, shift, kind, name, leads, where, bad=bool(flaw))


def _heads(sheet: Sheet) -> Iterator[int]:
    """The rows that begin with 'institution' and have dates: one a sheet, several in a CSV."""
    titles = spellings(KIND)
    limit = HEAD_ROWS if sheet.name else len(sheet.rows)
    for row in range(1, min(limit, len(sheet.rows)) + 1):
        if folded(sheet.text(row, KIND_COLUMN)) in titles and len(sheet.rows[row - 1]) >= FIRST_DAY:
            yield row
            if sheet.name:
                return


def _says_post(sheet: Sheet, row: int) -> bool:
    return row > 0 and folded(sheet.text(row, 1)).rstrip(": ") in spellings(POST)
