"""All operations that the public may know, in pages: what runs, what comes, what is over."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Q

from posko.models import Activity, Operation, Post, Region

PAGE = 20
# What was in one election; its busiest days are the last, so these are kept.
ACTIVITIES_SHOWN = 100
_AFTER = re.compile(r"^(\d{4}-\d{2}-\d{2})\.(\d{1,9})$", re.ASCII)


@dataclass(frozen=True, slots=True)
class Page:
    """Operations that are over, the latest first; ``after`` leads on, or is ''."""

    operations: list[Operation]
    after: str


@dataclass(frozen=True, slots=True)
class City:
    """A city or regency and the posts in it."""

    name: str
    posts: list[Post]


def running(day: date) -> list[Operation]:
    """Return the published operations of ``day``, the one begun last first."""
    rows = Operation.objects.published().filter(starts_on__lte=day, ends_on__gte=day)
    return list(rows.order_by("-starts_on", "-pk"))


def coming(day: date) -> list[Operation]:
    """Return those that begin after ``day``, the next one first."""
    rows = Operation.objects.published().filter(starts_on__gt=day)
    return list(rows.order_by("starts_on", "pk"))


def over(day: date, after: str = "") -> Page:
    """Return a page of those that are over. ``after`` is what the page before gave."""
    rows = Operation.objects.published().filter(ends_on__lt=day).order_by("-starts_on", "-pk")
    if place := _place(after):
        begun, key = place
        rows = rows.filter(Q(starts_on__lt=begun) | Q(starts_on=begun, pk__lt=key))
    found = list(rows[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return Page(found[:PAGE], f"{last.starts_on:%Y-%m-%d}.{last.pk}" if last else "")


def posts_by_city(operation: Operation) -> list[City]:
    """Return the operation's public posts, city by city; two queries."""
    posts = Post.objects.public().of(operation).select_related("region").order_by("region_id")
    names = Region.objects.city_names()
    by_city = groupby(posts, key=lambda post: post.region.city_code)
    return [City(names.get(code, ""), list(found)) for code, found in by_city]


def activities_of(operation: Operation) -> list[Activity]:
    """Return the operation's public activities, the latest first."""
    rows = Activity.objects.public().of(operation).select_related("post")
    return list(rows.order_by("-starts_at", "-pk")[:ACTIVITIES_SHOWN])


def _place(after: str) -> tuple[date, int] | None:
    found = _AFTER.match(after)
    try:
        return (date.fromisoformat(found[1]), int(found[2])) if found else None
    except ValueError:
        return None
