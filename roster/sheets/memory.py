"""What a workbook showed when it was downloaded, kept in it on a hidden sheet.

By it the import tells the cells that somebody changed from those that are merely old. It is the
client's file: a help against mistakes, not a wall. What can't be read of it counts as not there.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from posko.models import Post
from posko.sheets.book import Book, Sheet, Value
from posko.sheets.limits import MAX_PIECE, MEMORY
from posko.sheets.words import folded
from roster.sheets.grid import kinds_by_label
from roster.sheets.places import Posts

# Of all posts together. A month of a province takes two million.
MAX_REMEMBERED = 12_000_000
_HEAD = 4

type _Groups = dict[tuple[date, str, str], list[str]]


def remembered(rows: list[list[Value]], days: list[date]) -> list[Value]:
    """Return the row of the hidden sheet for a post whose sheet has these ``rows``."""
    there: dict[str, dict[str, dict[str, list[str]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    for kind, shift, _number, *cells in rows[_HEAD:]:
        for day, cell in zip(days, cells, strict=True):
            if cell:
                there[str(day)][str(kind)][str(shift)].append(str(cell))
    known = {"post": rows[0][1], "days": [str(days[0]), str(days[-1])], "there": there}
    text = json.dumps(known, separators=(",", ":"))
    # The dot keeps a piece from looking like a formula.
    return [f".{text[at : at + MAX_PIECE]}" for at in range(0, len(text), MAX_PIECE)]


def is_memory(sheet: Sheet) -> bool:
    """Tell whether a sheet is the one that remembers."""
    return sheet.name == MEMORY


@dataclass(slots=True)
class Memory:
    """What a file showed of each post on which days."""

    _days: dict[int, tuple[date, date]] = field(default_factory=dict)
    _shown: dict[int, _Groups] = field(default_factory=dict)

    @classmethod
    def of(cls, book: Book, posts: Iterable[Post]) -> "Memory":
        """Return what ``book`` remembers; nothing, if it has no such sheet."""
        memory, known, kinds = cls(), Posts(posts), kinds_by_label()
        for text in _texts(book):
            try:
                memory._learn(json.loads(text), known, kinds)
            except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
                # Somebody wrote into the hidden sheet: the post is as one without memory.
                continue
        return memory

    def shown(self, post: Post, day: date, shift: str, kind: str) -> list[str] | None:
        """Return the names that the cells of a kind showed; None where that isn't known."""
        first, last = self._days.get(post.pk, (date.max, date.min))
        if not first <= day <= last:
            return None
        return self._shown[post.pk].get((day, folded(shift), kind), [])

    def _learn(self, known: dict, posts: Posts, kinds: dict[str, str]) -> None:  # type: ignore[type-arg]
        post = posts.find(known["post"])
        if post is None:
            return
        first, last = (date.fromisoformat(day) for day in known["days"])
        shown = {
            (date.fromisoformat(day), folded(shift), kinds[folded(kind)]): [*map(str, names)]
            for day, by_kind in known["there"].items()
            for kind, by_shift in by_kind.items()
            for shift, names in by_shift.items()
        }
        self._days[post.pk], self._shown[post.pk] = (first, last), shown


def _texts(book: Book) -> list[str]:
    found, size = [], 0
    for sheet in filter(is_memory, book.sheets):
        for row in sheet.rows:
            pieces = [cell[1:] for cell in row if isinstance(cell, str)]
            size += sum(map(len, pieces))
            if size > MAX_REMEMBERED:
                return []
            found.append("".join(pieces))
    return found
