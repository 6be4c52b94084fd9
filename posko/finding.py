"""Where do I go? From what somebody typed, or where they stand, to the posts that serve them.

Nothing of it is stored. A kelurahan without a post of its own is served by its kecamatan's, its
city's, or its province's: the nearest level that has one.

Names are looked up in two steps: the trigram index brings what has something in common with the
words, and `posko.likeness` puts that in order. So a country's 83,000 villages cost no more than
Jakarta's 318 regions.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import asin, cos, radians, sin, sqrt

from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Greatest

from posko.likeness import LEAST, fold, holds, likeness
from posko.models import Operation, Post, Region
from posko.models.region import around, within
from posko.place_words import Wanted, read_words

LONGEST = 80
PLACES_SHOWN, POSTS_SHOWN = 8, 10
# What the index brings has this much in common with the words, in trigrams. "tbeet" and Tebet
# share a third, "agnke" and Angke less; likeness decides.
SHARED = 0.2
CANDIDATES = 60
EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Found:
    """A place that was meant, perhaps, and the posts that serve it, the nearest first."""

    region: Region
    posts: list[Post]

    @property
    def has_own(self) -> bool:
        """Whether a post is set up for this very place."""
        return any(post.region_id == self.region.code for post in self.posts)


@dataclass(frozen=True, slots=True)
class Near:
    """A post and how far it is as the crow flies, in kilometres."""

    post: Post
    kilometres: float


def tidy(text: str) -> str:
    """Return what somebody typed as it is searched for: one line, no signs, not too long."""
    plain = unicodedata.normalize("NFKC", text[: 4 * LONGEST].replace("\x00", ""))
    words = re.sub(r"[^\w.\s-]", " ", plain)
    return " ".join(words.split())[:LONGEST].strip()


def posts_named(text: str, operation: Operation) -> list[Post]:
    """Return the public posts whose name, venue or address is like ``text``, the likest first."""
    wanted = tidy(text)
    if len(fold(wanted)) < 2:
        return []
    shared = Greatest(
        TrigramWordSimilarity(wanted, "name"),
        TrigramWordSimilarity(wanted, "address"),
        TrigramWordSimilarity(wanted, "venue"),
    )
    posts = Post.objects.public().of(operation).with_hours().annotate(shared=shared)
    held = Q(address__icontains=wanted) if wanted.isdecimal() else Q(shared__gte=0.6)
    return list(posts.filter(held).order_by("-shared", "name")[:POSTS_SHOWN])


def places(text: str, operation: Operation) -> list[Found]:
    """Return the regions like ``text``, the likest first, with the public posts that serve them.

    A place that no post serves has none.
    """
    regions = regions_named(text)
    serving = serving_posts(regions, operation)
    return [Found(region, serving[region.code]) for region in regions]


def regions_named(text: str) -> list[Region]:
    """Return the regions like ``text``, the likest first; of one name the larger one first."""
    wanted = read_words(tidy(text))
    if wanted.code:
        return _coded(wanted.code)
    if len(fold(wanted.name)) < 2:
        return []
    found = _ranked(wanted)
    # Nothing there of that name: perhaps the city was the slip, or part of the name.
    if not found and wanted.inside:
        found = _ranked(replace(wanted, inside=""))
    return found


def is_named(region: Region, text: str) -> bool:
    """Tell whether ``text`` holds the region's own name, or a part of it, without a slip.

    Else the region is a guess, and who reads it is told so: "Kemang" isn't Kemanggisan.
    """
    wanted = read_words(tidy(text))
    return bool(wanted.code) or holds(region.name, wanted.name)


def serving_posts(regions: Iterable[Region], operation: Operation) -> dict[str, list[Post]]:
    """Return for each of ``regions`` (by code) the posts that serve it, the nearest first."""
    regions = list(regions)
    if not regions:
        return {}
    by_region: dict[str, list[Post]] = defaultdict(list)
    for post in light(operation):
        by_region[post.region_id].append(post)
    serving = {region.code: _nearest_level(region, by_region) for region in regions}
    full = _with_hours(post for posts in serving.values() for post in posts)
    return {code: [full[post.pk] for post in posts] for code, posts in serving.items()}


def light(operation: Operation) -> QuerySet[Post]:
    """Public posts with no more than what finding needs: of 317, few are shown."""
    posts = Post.objects.public().of(operation)
    return posts.only("name", "region_id", "latitude", "longitude").order_by("region_id", "name")


def nearest_posts(operation: Operation, position: tuple[float, float], count: int) -> list[Near]:
    """Return the ``count`` public posts nearest to ``position`` (latitude, longitude)."""
    found = nearest(light(operation), *position)[:count]
    full = _with_hours(near.post for near in found)
    return [Near(full[near.post.pk], near.kilometres) for near in found]


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


def candidates(wanted: Wanted) -> QuerySet[Region]:
    """Regions whose names share trigrams with the words: by the index, the closest first."""
    rows = Region.objects.filter(name__trigram_word_similar=wanted.name)
    if wanted.inside:
        rows = rows.filter(within(wanted.inside, "code"))
    shared = TrigramWordSimilarity(wanted.name, "name") + TrigramSimilarity("name", wanted.name)
    rows = rows.annotate(shared=shared).select_related("parent__parent")
    return rows.order_by(F("shared").desc(), "code")[:CANDIDATES]


def share_less() -> None:
    """Let the index bring names that share `SHARED` with the words, in this transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(SHARED)]
        )


def _ranked(wanted: Wanted) -> list[Region]:
    with transaction.atomic():
        share_less()
        rows = list(candidates(wanted))
    scored = [(_score(wanted, region), region) for region in rows]
    likely = [(score, region) for score, region in scored if score >= LEAST]
    # "Menteng" is a kecamatan and a kelurahan: the larger one first, as people mean it.
    likely.sort(key=lambda pair: (-pair[0], len(pair[1].code), pair[1].code))
    return [region for _score, region in likely[:PLACES_SHOWN]]


def _score(wanted: Wanted, region: Region) -> float:
    score = likeness(wanted.name, read_words(region.name).name or region.name)
    # Who says "kel." means it, unless the name fits another better.
    return score + 0.05 if score >= LEAST and region.level == wanted.level else score


def _coded(code: str) -> list[Region]:
    """Return the region with ``code``, or those whose codes begin with what is only a part."""
    begins = Region.objects.filter(code__startswith=code).select_related("parent__parent")
    rows = list(begins.order_by("code")[:PLACES_SHOWN])
    return rows[:1] if rows and rows[0].code == code else rows


def _with_hours(posts: Iterable[Post]) -> dict[int, Post]:
    return Post.objects.with_hours().in_bulk({post.pk for post in posts})


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
