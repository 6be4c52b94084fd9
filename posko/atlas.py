"""The posts of an operation as `/peta/` shows them: by city, numbered, and drawn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from posko.cards import Card, card
from posko.models import Operation, Post, Region
from posko.sketch import Mark, Point, Sheet, marks, sheet

# More posts than this are folded by city, each in a line or two.
FOLDED_ABOVE = 40
# Half of the longest name of a city, in units of the drawing.
NAME_HALF = 56.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A post with the number it has on this page."""

    number: int
    card: Card


@dataclass(frozen=True, slots=True)
class City:
    """A city or regency with its posts. Its region is None for posts of the whole province."""

    region: Region | None
    entries: list[Entry]

    @property
    def open_count(self) -> int:
        """How many of its posts are open now."""
        return sum(entry.card.state.is_open for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a city where its centre lies."""

    at: Point
    name: str


@dataclass(frozen=True, slots=True)
class Numbered:
    """A mark of the drawing and what is written on it: a post's number, or how many posts."""

    mark: Mark
    text: str

    @property
    def is_one(self) -> bool:
        """Whether it stands for a single post."""
        return len(self.mark.members) == 1


@dataclass(frozen=True, slots=True)
class Drawing:
    """The overview: labels of cities and marks of posts on a sheet."""

    sheet: Sheet
    labels: list[Label]
    marks: list[Numbered]


def cities(operation: Operation, now: datetime, code: str = "") -> list[City]:
    """Return the public posts of ``operation`` by city, or those in ``code`` alone."""
    posts = Post.objects.public().of(operation).with_hours().order_by("region_id", "name", "pk")
    entries = [
        Entry(number, card(post, now))
        for number, post in enumerate(posts.in_scope(code) if code else posts, 1)
    ]
    regions = Region.objects.cities().in_bulk({_city(entry) for entry in entries})
    return [City(regions.get(city), list(of_city)) for city, of_city in groupby(entries, key=_city)]


def drawing(found: Sequence[City]) -> Drawing | None:
    """Return the overview of ``found``, or None when none of its posts has a position."""
    placed = [entry for city in found for entry in city.entries if is_placed(entry)]
    if not placed:
        return None
    positions = [_position(entry) for entry in placed]
    regions = [city.region for city in found if city.region and any(map(is_placed, city.entries))]
    on = sheet([*positions, *((region.latitude, region.longitude) for region in regions)])
    return Drawing(on, _labels(on, regions), _marks(on, placed))


def is_placed(entry: Entry) -> bool:
    """Tell whether the post has a position."""
    return entry.card.post.latitude is not None


def short_name(region: Region) -> str:
    """Return the name people use: Jakarta Pusat, Kepulauan Seribu."""
    name = region.name
    for kind in ("Kota Administrasi ", "Kabupaten Administrasi ", "Kota ", "Kabupaten "):
        name = name.removeprefix(kind)
    return name


def _labels(on: Sheet, regions: Iterable[Region]) -> list[Label]:
    places = [(on.point(region.latitude, region.longitude), region) for region in regions]
    return [Label(_inside(at, on), short_name(region)) for at, region in places]


def _inside(at: Point, on: Sheet) -> Point:
    """Return where a name is written in the middle of which ``at`` lies, or as near as it fits."""
    return Point(min(max(at.x, NAME_HALF), on.width - NAME_HALF), at.y)


def _marks(on: Sheet, placed: Sequence[Entry]) -> list[Numbered]:
    drawn = marks([on.point(*_position(entry)) for entry in placed])
    return [Numbered(mark, _text(mark, placed)) for mark in drawn]


def _text(mark: Mark, placed: Sequence[Entry]) -> str:
    if len(mark.members) == 1:
        return str(placed[mark.members[0]].number)
    return f"{len(mark.members)}×"


def _position(entry: Entry) -> tuple[float, float]:
    post = entry.card.post
    if post.latitude is None or post.longitude is None:
        raise ValueError(f"{post} has no position")
    return post.latitude, post.longitude


def _city(entry: Entry) -> str:
    return entry.card.post.region.city_code
