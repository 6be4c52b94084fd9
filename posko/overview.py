"""Many posts at a glance: how many there are in each city, and how many are open now.

A list of 317 cards helps nobody on a phone. Where an operation has more posts than a page can
show, `/` tells where they are and leads to the search and the map.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, OuterRef, TextField, Value
from django.db.models.functions import Cast, Concat

from posko.hours import OpenState, opening
from posko.models import HoursException, Level, Post, Region, WeeklyHours
from posko.models.post import PostQuerySet

# More cards than this are no list that anybody reads to its end; more areas neither.
MOST_CARDS, MOST_AREAS = 12, 40
# Levels of which one post stands for all around it.
HIGHEST = {Level.PROVINCE, Level.REGENCY, Level.CITY}


@dataclass(frozen=True, slots=True)
class Area:
    """A city or regency (or a province, where there are too many of them), and its posts."""

    region: Region
    posts: int
    open_now: int


@dataclass(frozen=True, slots=True)
class Answer:
    """How many of ``posts`` are open now; if none is, when the first one opens again, if ever."""

    posts: int
    open_now: int
    opens_at: datetime | None


@dataclass(frozen=True, slots=True)
class Overview:
    """The short answer, the posts to show one by one, and the areas if these aren't all."""

    answer: Answer
    shown: list[Post]
    areas: list[Area]


def overview(posts: PostQuerySet, now: datetime) -> Overview:
    """Return what there is to say of ``posts`` at ``now``, however many they are."""
    few = list(posts.with_hours()[: MOST_CARDS + 1])
    if len(few) <= MOST_CARDS:
        return Overview(_answer([opening(post.schedule, now) for post in few]), few, [])
    kinds = _kinds(posts)
    shown = [pk for pk, (code, level, _kind) in kinds.items() if level in HIGHEST]
    shown = shown if len(shown) <= MOST_CARDS else []
    # Hundreds of posts share a few timetables: one post of each is read whole.
    samples = {kind: pk for pk, (_code, _level, kind) in kinds.items()}
    read = {post.pk: post for post in posts.filter(pk__in=[*shown, *samples.values()]).with_hours()}
    states = {kind: opening(read[pk].schedule, now) for kind, pk in samples.items() if pk in read}
    found = [(code, states[kind]) for code, _level, kind in kinds.values() if kind in states]
    return Overview(
        answer=_answer([state for _code, state in found]),
        shown=[post for pk, post in read.items() if pk in shown],
        areas=_areas(found),
    )


def _answer(states: Sequence[OpenState]) -> Answer:
    open_now = sum(state.is_open for state in states)
    coming = [state.changes_at for state in states if state.changes_at]
    return Answer(len(states), open_now, min(coming, default=None) if not open_now else None)


def _areas(found: Iterable[tuple[str, OpenState]]) -> list[Area]:
    """Return the areas of posts, given the code of each one's region and its state."""
    pairs = [(code[:5], state.is_open) for code, state in found]
    if len({city for city, _ in pairs}) > MOST_AREAS:
        pairs = [(city[:2], is_open) for city, is_open in pairs]
    posts = Counter(code for code, _ in pairs)
    open_now = Counter(code for code, is_open in pairs if is_open)
    regions = Region.objects.filter(code__in=posts)
    return [Area(region, posts[region.code], open_now[region.code]) for region in regions]


def _kinds(posts: PostQuerySet) -> dict[int, tuple[str, str, Any]]:
    """Return for each post its region's code and level, and what all its hours hang on.

    Posts of one operation whose last value is equal are open at the same times.
    """
    rows = posts.annotate(
        weekly=_lines(WeeklyHours, "weekday"), exceptional=_lines(HoursException, "day")
    ).values_list(
        "pk", "region_id", "region__level", "region__time_zone", "weekly", "exceptional"
    )  # fmt: skip
    return {
        pk: (code, level, (level, zone, tuple(weekly), tuple(exceptional)))
        for pk, code, level, zone, weekly, exceptional in rows
    }


def _lines(model: type[Model], day: str) -> ArraySubquery:
    """Return the rows of a post's hours as an array of texts."""
    first, *others = (Cast(name, TextField()) for name in (day, "opens", "closes"))
    parts = [part for other in others for part in (Value(" "), other)]
    rows = model._default_manager.filter(post=OuterRef("pk")).order_by(day)
    return ArraySubquery(rows.values(line=Concat(first, *parts, output_field=TextField())))
