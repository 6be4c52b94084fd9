"""How alike what somebody typed and a name are: pure calculation.

Spaces, signs, accents and capitals don't count. A slip of the finger (a letter missing, doubled,
wrong, or two swapped) counts as one edit.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# What is less alike has nothing to do with each other. Three of five letters are right.
LEAST = 0.6
# A whole name that fits is better than a part of a longer one that fits as well.
PART = 0.9


def fold(text: str) -> str:
    """Return ``text`` as it is compared: small letters and digits alone, without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if char.isalnum())


@lru_cache(maxsize=4096)
def likeness(typed: str, name: str) -> float:
    """Return how alike they are: 1 is the same, 0 nothing in common.

    ``typed`` may be the whole ``name``, some words of it, or how it begins.
    """
    wanted, whole = fold(typed), fold(name)
    if not wanted or not whole:
        return 0.0
    best = _closeness(wanted, whole)
    if best == 1.0:
        return best
    parts = max((_closeness(wanted, part) for part in _parts(name)), default=0.0)
    return max(best, PART * parts, _beginning(wanted, whole))


def holds(name: str, typed: str) -> bool:
    """Tell whether ``typed`` is ``name`` or some of its words, without a slip."""
    return fold(typed) in {fold(name), *_parts(name)}


def edits(one: str, other: str, most: int) -> int:
    """Return how many letters are added, dropped, changed or swapped, ``most + 1`` if more.

    The optimal string alignment distance: a swap of neighbours is one edit.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    two_ago: list[int] = []
    before = list(range(len(other) + 1))
    for row, char in enumerate(one, 1):
        now = [row]
        for column, against in enumerate(other, 1):
            cost = before[column - 1] + (char != against)
            cost = min(cost, before[column] + 1, now[-1] + 1)
            if row > 1 and column > 1 and char == other[column - 2] and one[row - 2] == against:
                cost = min(cost, two_ago[column - 2] + 1)
            now.append(cost)
        if min(now) > most:
            return most + 1
        two_ago, before = before, now
    return min(before[-1], most + 1)


def _closeness(one: str, other: str) -> float:
    longer = max(len(one), len(other))
    most = int(longer * (1 - LEAST))
    count = edits(one, other, most)
    return 1 - count / longer if count <= most else 0.0


def _parts(name: str) -> Iterator[str]:
    """Yield the runs of words in ``name`` that aren't all of it."""
    words = name.split()
    for first in range(len(words)):
        for last in range(first + 1, len(words) + 1):
            if last - first < len(words):
                yield fold("".join(words[first:last]))


def _beginning(wanted: str, whole: str) -> float:
    if len(wanted) < 2 or len(wanted) >= len(whole):
        return 0.0
    if whole.startswith(wanted):
        return 0.8 + 0.1 * len(wanted) / len(whole)
    # Who stopped typing may have slipped before.
    slipped = edits(wanted, whole[: len(wanted)], 1) <= 1 and len(wanted) >= 5
    return 0.65 if slipped else 0.0
