"""A drawn overview of where places lie, without a map beneath: positions become points of a sheet.

Pure: it knows neither database nor web. No coast and no border is drawn, for we know none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

# Units of the drawing. A phone shows it about as wide.
WIDTH = 320.0
PADDING = 28.0
TALLEST, LOWEST = 460.0, 200.0
KM_PER_DEGREE = 111.195
# However close together all places are, the sheet shows some surroundings, in degrees.
LEAST_SPAN = 0.05
# Marks closer than this, in units, are drawn as one with a count.
MERGED = 20.0


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the sheet, in units from its upper left corner."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Mark:
    """One or more places that are drawn as one: ``members`` are their places in the list given."""

    at: Point
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """How long ``km`` kilometres are on the sheet, in units."""

    km: int
    length: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """The part of the earth that a drawing shows, in degrees. ``unit``: units a degree north."""

    north: float
    west: float
    shrink: float
    unit: float
    width: float
    height: float

    def point(self, latitude: float, longitude: float) -> Point:
        """Return where a position lies on the sheet, to a tenth of a unit."""
        x = (longitude - self.west) * self.shrink * self.unit
        return Point(round(x, 1), round((self.north - latitude) * self.unit, 1))

    @property
    def scale(self) -> Scale:
        """The longest round distance that fits into a third of the sheet's width."""
        per_km = self.unit / KM_PER_DEGREE
        fitting = [km for km in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if km * per_km <= 110]
        km = fitting[-1] if fitting else 1
        return Scale(km, round(km * per_km, 1))


def sheet(positions: Sequence[tuple[float, float]]) -> Sheet:
    """Return the sheet that shows all ``positions`` (latitude, longitude), at least one."""
    latitudes, longitudes = zip(*positions, strict=True)
    north, south = _span(max(latitudes), min(latitudes))
    east, west = _span(max(longitudes), min(longitudes))
    shrink = max(cos(radians((north + south) / 2)), 0.01)
    wide, tall = (east - west) * shrink, north - south
    unit = min((WIDTH - 2 * PADDING) / wide, (TALLEST - 2 * PADDING) / tall)
    height = max(tall * unit + 2 * PADDING, LOWEST)
    return Sheet(
        north=north + (height / unit - tall) / 2,
        west=west - (WIDTH / unit - wide) / 2 / shrink,
        shrink=shrink,
        unit=unit,
        width=WIDTH,
        height=round(height, 1),
    )


def marks(points: Sequence[Point]) -> list[Mark]:
    """Return ``points`` as marks, those that would cover each other as one, in their order."""
    drawn: list[Mark] = []
    for index, point in enumerate(points):
        near = next((n for n, mark in enumerate(drawn) if _covers(mark.at, point)), None)
        if near is None:
            drawn.append(Mark(point, (index,)))
        else:
            drawn[near] = Mark(drawn[near].at, (*drawn[near].members, index))
    return drawn


def _span(most: float, least: float) -> tuple[float, float]:
    missing = max(0.0, LEAST_SPAN - (most - least)) / 2
    return most + missing, least - missing


def _covers(one: Point, other: Point) -> bool:
    return (one.x - other.x) ** 2 + (one.y - other.y) ** 2 < MERGED**2
