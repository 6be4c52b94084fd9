"""Pages of a list by key: an address names the last row that was shown, never a page's number."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Model, QuerySet

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class Page[Row: Model]:
    """The rows of one page, and the row after which the list goes on, if it does."""

    rows: list[Row]
    last: Row | None


def page[Row: Model](found: "QuerySet[Row] | Sequence[Row]") -> Page[Row]:
    """Return the first page of ``found``; of a queryset it reads just one row more than that."""
    rows = list(found[: PAGE_SIZE + 1])
    shown = rows[:PAGE_SIZE]
    return Page(shown, shown[-1] if len(rows) > PAGE_SIZE else None)
