"""Where the parts of a chart lie: pure calculation. The templates draw them as SVG.

Lengths across are shares of the width, so that one drawing fits a phone and a desk with letters of
the same size; lengths down are in rem, so that all grows with the letters. What is hidden gets a
dashed box of one size: its length must tell nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

# In rem.
LABEL_HEIGHT, BAR_HEIGHT, ROW_GAP = 1.25, 0.75, 0.875
ROW_HEIGHT = LABEL_HEIGHT + BAR_HEIGHT + ROW_GAP
COLUMN_AREA, COLUMN_TOP, COLUMN_FOOT = 9.0, 1.5, 1.5
HIDDEN_HEIGHT = 0.75
LETTER_FOOT = 0.375
# In percent of the width.
HIDDEN_WIDTH = 6.0
LONGEST_LABEL = 40
# What fits beside each other on a phone of 360 px.
LABELS_ACROSS, FIGURES_ACROSS = 7, 10


@dataclass(frozen=True, slots=True)
class Item:
    """What is drawn: ``count`` is None for a hidden figure; ``words`` stand for it."""

    label: str
    count: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a bar chart: the words above, the bar below them."""

    label: str
    words: str
    text_y: str
    bar_y: str
    width: str
    # The words of what is hidden stand beside its box.
    words_x: str
    words_y: str
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``label`` and ``words`` are '' where there is no room for them."""

    x: str
    width: str
    middle: str
    y: str
    height: str
    words_y: str
    is_hidden: bool
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """Horizontal bars, one below the other."""

    bars: list[Bar]
    height: str
    bar_height: str


@dataclass(frozen=True, slots=True)
class ColumnChart:
    """Columns side by side, in the order of time."""

    columns: list[Column]
    height: str
    base: str
    label_y: str


def bar_chart(items: Sequence[Item]) -> BarChart:
    """Return ``items`` as bars; the longest takes the whole width."""
    most = _most(items)
    bars = [_bar(item, index * ROW_HEIGHT, most) for index, item in enumerate(items)]
    return BarChart(bars, _rem(len(items) * ROW_HEIGHT), _rem(BAR_HEIGHT))


def column_chart(items: Sequence[Item]) -> ColumnChart:
    """Return ``items`` as columns; the highest takes the whole height."""
    most, base = _most(items), COLUMN_TOP + COLUMN_AREA
    columns = [_column(item, index, len(items), most) for index, item in enumerate(items)]
    height = base + COLUMN_FOOT
    return ColumnChart(columns, _rem(height), _rem(base), _rem(height - LETTER_FOOT))


def _bar(item: Item, top: float, most: int) -> Bar:
    hidden = item.count is None
    foot = top + LABEL_HEIGHT
    return Bar(
        label=_shortened(item.label),
        words=item.words,
        text_y=_rem(foot - LETTER_FOOT),
        bar_y=_rem(foot),
        width=_share(HIDDEN_WIDTH if item.count is None else 100 * item.count / most),
        words_x=_share(HIDDEN_WIDTH + 2) if hidden else "100%",
        words_y=_rem(foot + BAR_HEIGHT - 0.0625) if hidden else _rem(foot - LETTER_FOOT),
        is_hidden=hidden,
    )


def _column(item: Item, index: int, count: int, most: int) -> Column:
    slot = 100 / count
    height = HIDDEN_HEIGHT if item.count is None else COLUMN_AREA * item.count / most
    top = COLUMN_TOP + COLUMN_AREA - height
    every = -(-count // LABELS_ACROSS)
    return Column(
        x=_share(slot * (index + 0.15)),
        width=_share(slot * 0.7),
        middle=_share(slot * (index + 0.5)),
        y=_rem(top),
        height=_rem(height),
        words_y=_rem(top - LETTER_FOOT),
        is_hidden=item.count is None,
        label=item.label if index % every == 0 else "",
        words=item.words if count <= FIGURES_ACROSS else "",
    )


def _most(items: Sequence[Item]) -> int:
    return max([item.count or 0 for item in items] + [1])


def _shortened(label: str) -> str:
    # Letters of a drawing don't wrap; the table below has the whole name.
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1].rstrip()}…"


def _share(number: float) -> str:
    # As SVG wants it, whatever the language of the page.
    return f"{number:.2f}%"


def _rem(number: float) -> str:
    return f"{number:.4g}rem"
