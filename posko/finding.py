"""Where do I go? From what somebody typed, or where they stand, to the posts that serve them.

Nothing of it is stored. A kelurahan without a post of its own is served by its kecamatan's, its
city's, or its province's: the nearest level that has one.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, F, FloatField, Q, QuerySet, Value, When
from django.db.models.functions import Greatest

from posko.models import Operation, Post, Region
from posko.models.region import around

LONGEST = 80
PLACES_SHOWN, POSTS_SHOWN = 8, 10
# Below this, names have little in common with what was typed ("mentang" and Menteng: 0.5).
ALIKE = 0.34
EARTH_KM = 6371.0
_CODE = re.compile(r"^\d{2}(\.\d+)*\.?$")


@dataclass(frozen=True, slots=True)
class Found:
    """A place that was meant, perhaps, and the posts that serve it, the nearest first."""

    region: Region
    posts: list[Post]


@dataclass(frozen=True, slots=True)
class Near:
    """A post and how far it is as the crow flies, in kilometres."""

    post: Post
    kilometres: float


def tidy(text: str) -> str:
    """Return what somebody typed as it is searched for: one line, no signs, not too long."""
    plain = unicodedata.normalize("NFKC", text.replace("\x00", ""))
    words = re.sub(r"[^\w.\s-]", " ", plain)
    return " ".join(words.split())[:LONGEST].strip()


def posts_named(text: str, operation: Operation) -> list[Post]:
    """Return the public posts whose name, venue or address is like ``text``, the likest first."""
    wanted = tidy(text)
    if len(wanted) < 2:
        return []
    likeness = Greatest(
        TrigramWordSimilarity(wanted, "name"),
        TrigramWordSimilarity(wanted, "address"),
        TrigramWordSimilarity(wanted, "venue"),
    )
    posts = Post.objects.public().of(operation).with_hours().annotate(likeness=likeness)
    held = Q(address__icontains=wanted) if wanted.isdecimal() else Q(likeness__gte=0.6)
    return list(posts.filter(held).order_by("-likeness", "name")[:POSTS_SHOWN])


def places(text: str, operation: Operation) -> list[Found]:
    """Return the regions like ``text`` that the operation's public posts serve."""
    regions = list(_regions(tidy(text)))
    serving = serving_posts(regions, operation)
    return [Found(region, serving[region.code]) for region in regions if serving[region.code]]


def serving_posts(regions: Iterable[Region], operation: Operation) -> dict[str, list[Post]]:
    """Return for each of ``regions`` (by code) the posts that serve it; two queries in all."""
    by_region: dict[str, list[Post]] = defaultdict(list)
    for post in Post.objects.public().of(operation).with_hours():
        by_region[post.region_id].append(post)
    return {region.code: _nearest_level(region, by_region) for region in regions}


def nearest(posts: Iterable[Post], latitude: float, longitude: float) -> list[Near]:
    """Return those of ``posts`` that have a position, the nearest first."""
    placed = [
        Near(post, distance((latitude, longitude), (post.latitude, post.longitude)))
        for post in posts
        if post.latitude is not None and post.longitude is not None
    ]
    return sorted(placed, key=lambda near: (near.kilometres, near.post.name))


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the kilometres between two positions (latitude, longitude) along the earth."""
    (lat, lng), (lat2, lng2) = (tuple(map(radians, position)) for position in (one, other))
    half = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin((lng2 - lng) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, half)))


def _regions(wanted: str) -> QuerySet[Region]:
    if _CODE.match(wanted):
        return Region.objects.filter(code__startswith=wanted.rstrip(".")).order_by("code")[
            :PLACES_SHOWN
        ]
    if len(wanted) < 2:
        return Region.objects.none()
    exact = Case(
        When(name__iexact=wanted, then=Value(1.0)),
        When(name__istartswith=wanted, then=Value(0.5)),
        default=Value(0.0),
        output_field=FloatField(),
    )
    likeness = TrigramWordSimilarity(wanted, "name")
    alike = Region.objects.annotate(likeness=likeness + exact).filter(likeness__gte=ALIKE)
    # "Menteng" is a kecamatan and a kelurahan: the larger one first, as people mean it.
    return alike.select_related("parent__parent").order_by(F("likeness").desc(), "code")[
        :PLACES_SHOWN
    ]


def _nearest_level(region: Region, by_region: dict[str, list[Post]]) -> list[Post]:
    own = next((by_region[c] for c in reversed(around(region.code)) if c in by_region), [])
    inside = [
        post
        for code, posts in sorted(by_region.items())
        if code.startswith(f"{region.code}.")
        for post in posts
    ]
    return _by_distance([*own, *inside], region)[:POSTS_SHOWN]


def _by_distance(posts: list[Post], region: Region) -> list[Post]:
    near = [found.post for found in nearest(posts, region.latitude, region.longitude)]
    return [*near, *(post for post in posts if post not in near)]
