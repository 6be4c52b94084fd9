"""Words in cells: spelled in Indonesian or English, small or large."""

from collections.abc import Iterable

from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from posko.sheets.limits import MAX_ECHO

LANGUAGES = ("id", "en")
YES, NO = _("yes"), _("no")
_YES = frozenset({"ya", "y", "yes", "true", "benar", "1", "x", "✓"})
_NO = frozenset({"tidak", "t", "n", "no", "false", "salah", "0", "-"})


def folded(text: str) -> str:
    """Return ``text`` so that spellings which mean the same are equal."""
    return " ".join(text.split()).casefold()


def echoed(text: str) -> str:
    """Return ``text`` as it is told back to whoever typed it: not at any length."""
    return text if len(text) <= MAX_ECHO else f"{text[: MAX_ECHO - 1].rstrip()}…"


def spellings(word: object) -> set[str]:
    """Return a lazy ``word`` in all languages, folded."""
    found = {folded(str(word))}
    for language in {*LANGUAGES, get_language() or "id"}:
        with override(language):
            found.add(folded(str(word)))
    return found


def by_spelling(choices: Iterable[tuple[str, object]]) -> dict[str, str]:
    """Return the value of each choice by all its spellings, the value itself included."""
    return {
        spelling: value
        for value, label in choices
        for spelling in {folded(value), *spellings(label)}
    }


def read_yes(text: str) -> bool | None:
    """Return what a cell says, or None if it says neither yes nor no."""
    word = folded(text)
    if word in _YES or word in spellings(YES):
        return True
    return False if word in _NO or word in spellings(NO) else None
