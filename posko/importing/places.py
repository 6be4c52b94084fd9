"""Where posts may lie: boxes around the regions, from the regions' own centres."""

from collections.abc import Iterable
from dataclasses import dataclass

from posko.models import Region
from posko.models.region import around

# Degrees (about 5 km) that a region reaches beyond the centres of what lies in it.
BEYOND = 0.05


@dataclass(slots=True)
class Box:
    """The smallest box around some centres, in degrees."""

    south: float
    west: float
    north: float
    east: float

    def widened(self, latitude: float, longitude: float) -> "Box":
        """Return the box that holds this position, too."""
        return Box(
            min(self.south, latitude),
            min(self.west, longitude),
            max(self.north, latitude),
            max(self.east, longitude),
        )

    def holds(self, latitude: float, longitude: float) -> bool:
        """Tell whether a position lies in the box, or close to it."""
        return (
            self.south - BEYOND <= latitude <= self.north + BEYOND
            and self.west - BEYOND <= longitude <= self.east + BEYOND
        )

    def __str__(self) -> str:
        south, north = self.south - BEYOND, self.north + BEYOND
        west, east = self.west - BEYOND, self.east + BEYOND
        return f"{south:.2f} - {north:.2f}; {west:.2f} - {east:.2f}"


def boxes(regions: Iterable[Region]) -> dict[str, Box]:
    """Return the box of each region, by code: around its centre and all that lies in it."""
    found: dict[str, Box] = {}
    for region in regions:
        place = region.latitude, region.longitude
        for code in around(region.code):
            box = found.get(code, Box(*place, *place))
            found[code] = box.widened(*place)
    return found
