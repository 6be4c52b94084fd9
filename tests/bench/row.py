"""One measured number, and how the numbers are told."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

HEADINGS = ("measure", "value", "baseline", "ratio", "target", "met")


@dataclass(frozen=True, slots=True)
class Row:
    """A value beside the ``baseline`` of the same run. Without a target, ``met`` is None.

    ``ratio`` is None beside a baseline of 0, unless both are 0: then they are alike.
    """

    name: str
    value: float
    baseline: float | None = None
    ratio: float | None = None
    target: str = ""
    met: bool | None = None


def beside(
    name: str,
    value: float,
    baseline: float | None = None,
    *,
    most: float | None = None,
    below: float | None = None,
) -> Row:
    """Return ``value`` beside ``baseline``: their ratio is to be at ``most``, or ``below``, so."""
    ratio = _ratio(value, baseline)
    if most is not None:
        met = ratio is not None and ratio <= most
        return Row(name, value, baseline, ratio, f"ratio ≤ {most:g}", met)
    if below is not None:
        met = ratio is not None and ratio < below
        return Row(name, value, baseline, ratio, f"ratio < {below:g}", met)
    return Row(name, value, baseline, ratio)


def at_most(name: str, value: float, most: float, baseline: float | None = None) -> Row:
    """Return ``value``, which is to be at ``most`` so much."""
    return Row(name, value, baseline, _ratio(value, baseline), f"≤ {most:g}", value <= most)


def at_least(name: str, value: float, least: float) -> Row:
    """Return ``value``, which is to be at ``least`` so much."""
    return Row(name, value, target=f"≥ {least:g}", met=value >= least)


def table(rows: Iterable[Row]) -> str:
    """Return ``rows`` as one table for a terminal, which Markdown reads, too."""
    lines = [HEADINGS, *(_cells(row) for row in rows)]
    widths = [max(len(line[n]) for line in lines) for n in range(len(HEADINGS))]
    text = [_line(line, widths) for line in lines]
    rule = "|".join(["", *("-" * (width + 2) for width in widths), ""])
    return "\n".join([text[0], rule, *text[1:]])


def write(rows: Iterable[Row], path: Path) -> None:
    """Write ``rows`` as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([asdict(row) for row in rows], indent=1, ensure_ascii=False) + "\n")


def _ratio(value: float, baseline: float | None) -> float | None:
    if baseline is None:
        return None
    if baseline == 0:
        return 1.0 if value == 0 else None
    return value / baseline


def _cells(row: Row) -> tuple[str, ...]:
    numbers = (_number(row.value), _number(row.baseline), _number(row.ratio))
    met = {None: "", True: "yes", False: "NO"}[row.met]
    return (row.name, *numbers, row.target, met)


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.0f}" if value == int(value) else f"{value:.3g}"


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    padded = (
        f" {cell:>{width}} " if 1 <= n <= 3 else f" {cell:<{width}} "
        for n, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return "|".join(["", *padded, ""])
