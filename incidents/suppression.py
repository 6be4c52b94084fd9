"""Which figures of a table may be published, so that nobody can be recognised: pure calculation.

Whoever reads is taken to know everything: all figures that are shown, the table's total, and how
this module works. A cell of one to four is hidden (*few*). Since the total is known, it could be
worked out from the others; so further cells give their figure up (*masked*), always in the same
order, whatever the figures are: an order by size would tell something of the sizes. They go until
the hidden sum leaves each few cell free to be one, two, three or four. If the cells that may be
given up don't reach, none of the table is shown (*withheld*). Nothing is always shown as 0: where
nobody came, there is nobody to recognise.

docs/statistics.md has the proof, tests/incidents/test_suppression.py tries every small table.
"""

from collections.abc import Sequence
from enum import StrEnum

# Smaller figures, but for 0, tell of so few people that somebody may know them.
THRESHOLD = 5
# How far apart the smallest and the largest few are.
SPAN = THRESHOLD - 2


class Mark(StrEnum):
    """What is published of a figure."""

    SHOWN = "shown"
    FEW = "few"
    MASKED = "masked"
    WITHHELD = "withheld"


def is_few(count: int) -> bool:
    """Tell whether ``count`` is too small to be shown."""
    return 0 < count < THRESHOLD


def suppress(counts: Sequence[int], given_up: Sequence[int]) -> list[Mark]:
    """Return what to publish of each of ``counts``, which are shown beside their sum.

    ``given_up`` are the indexes of cells that may be masked, those that are missed least first.
    It must not depend on the counts.
    """
    if is_few(sum(counts)):
        return [Mark.WITHHELD] * len(counts)
    marks = [Mark.FEW if is_few(count) else Mark.SHOWN for count in counts]
    if Mark.FEW not in marks:
        return marks
    if _is_full_of_few(sum(counts), len(counts)):
        return [Mark.WITHHELD] * len(counts)
    if _hides_enough(counts, marks):
        return marks
    for index in given_up:
        if counts[index] >= THRESHOLD:
            marks[index] = Mark.MASKED
            if _hides_enough(counts, marks):
                return marks
    return [Mark.WITHHELD] * len(counts)


def _is_full_of_few(total: int, cells: int) -> bool:
    """Whether ``total`` is what four in every cell make, or a little less.

    Were tables withheld there only when every cell is few, that would tell each of them.
    """
    return (THRESHOLD - 1) * cells - 2 <= total <= (THRESHOLD - 1) * cells


def _hides_enough(counts: Sequence[int], marks: Sequence[Mark]) -> bool:
    """Whether each few cell may be any of one to four, for all that the hidden sum tells."""
    hidden = sum(count for count, mark in zip(counts, marks, strict=True) if mark != Mark.SHOWN)
    few, masked = marks.count(Mark.FEW), marks.count(Mark.MASKED)
    # What is hidden beyond the least that it can be: one in each few cell, five in each masked.
    spare = hidden - few - masked * THRESHOLD
    if masked:
        return spare >= SPAN
    # Without a masked cell the other few ones have to take up what one doesn't.
    return SPAN <= spare <= (few - 1) * SPAN
