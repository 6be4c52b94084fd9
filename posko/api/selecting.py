"""Which posts are meant, and in which order.

Whether a post is open is calculated from its hours, not stored. Pages without `open_now` read as
many rows as they show; those with it read the rest of the operation, as many queries in any case.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.http import HttpRequest
from ninja import Field
from pydantic import field_validator

from posko.api.asking import REGION_CODE, AskedOperation, AskedPage
from posko.api.paging import next_link, place
from posko.api.problems import unusable
from posko.finding import Near, nearest, places, posts_named
from posko.hours import opening
from posko.models import Operation, Post
from posko.models.region import lies_within


class AskedPosts(AskedPage, AskedOperation):
    """Which posts."""

    q: str = Field(
        "",
        description="A place, or the name or address of a post, typos forgiven: the posts that"
        " serve it, the likest first. One answer without further pages.",
        examples=["Kebon Sirih"],
    )
    near: str = Field(
        "",
        description="Latitude and longitude in degrees: the nearest posts first, each with its"
        " distance. One answer without further pages; posts of unknown position aren't in it.",
        examples=["-6.18,106.83"],
    )
    within_km: float | None = Field(
        None, gt=0, le=20_000, allow_inf_nan=False,
        description="Only posts that are as near as this; wants `near`.", examples=[5],
    )  # fmt: skip
    region: str = Field(
        "",
        pattern=f"^$|{REGION_CODE}",
        description="Only posts in the region with this Kemendagri code. For the posts that serve"
        " a kelurahan without a post of its own ask `q`.",
        examples=["31.71"],
    )
    open_now: bool | None = Field(
        None, description="true: only posts that are open now; false: only others.", examples=[True]
    )

    @field_validator("near")
    @classmethod
    def _on_earth(cls, text: str) -> str:
        if text:
            position(text)
        return text


@dataclass(frozen=True, slots=True)
class Selected:
    """A post, and how far it is if that was asked."""

    post: Post
    kilometres: float | None = None


def position(text: str) -> tuple[float, float]:
    """Return '-6.18,106.83' as latitude and longitude.

    Raises:
        ValueError: it is something else, or not on earth.
    """
    latitude, longitude = (float(part) for part in text.split(","))
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ValueError("not on earth")
    return latitude, longitude


def select(
    request: HttpRequest, asked: AskedPosts, operation: Operation, now: datetime
) -> tuple[list[Selected], str | None]:
    """Return the posts that are meant, and the address of the next page if there is one."""
    if asked.within_km is not None and not asked.near:
        raise unusable("within_km")
    if not (asked.near or asked.q):
        return _page(request, asked, operation, now)
    if asked.cursor:
        raise unusable("cursor")
    return list(islice(_bounded(asked, operation, now), asked.limit)), None


def _page(
    request: HttpRequest, asked: AskedPosts, operation: Operation, now: datetime
) -> tuple[list[Selected], str | None]:
    kind = f"posts:{operation.pk}"
    rows = Post.objects.public().of(operation).with_hours().order_by("slug")
    if asked.region:
        rows = rows.in_scope(asked.region)
    if asked.cursor:
        rows = rows.filter(slug__gt=place(kind, asked.cursor)[0])
    if asked.open_now is None:
        rows = rows[: asked.limit + 1]
    posts = list(islice(_open(rows, asked.open_now, now), asked.limit + 1))
    shown = posts[: asked.limit]
    more = next_link(request, kind, shown[-1].slug) if len(posts) > asked.limit else None
    return [Selected(post) for post in shown], more


def _bounded(asked: AskedPosts, operation: Operation, now: datetime) -> Iterator[Selected]:
    rows = _meant(asked.q, operation) if asked.q else _all(operation)
    posts = _open((row for row in rows if _inside(row, asked.region)), asked.open_now, now)
    if not asked.near:
        return (Selected(post) for post in posts)
    return (
        Selected(near.post, near.kilometres)
        for near in nearest(posts, *position(asked.near))
        if _within(near, asked.within_km)
    )


def _meant(text: str, operation: Operation) -> list[Post]:
    served = [post for found in places(text, operation) for post in found.posts]
    return list({post.pk: post for post in [*served, *posts_named(text, operation)]}.values())


def _all(operation: Operation) -> Iterable[Post]:
    return Post.objects.public().of(operation).with_hours()


def _open(posts: Iterable[Post], wanted: bool | None, now: datetime) -> Iterator[Post]:
    for post in posts:
        if wanted is None or opening(post.schedule, now).is_open is wanted:
            yield post


def _inside(post: Post, region: str) -> bool:
    return not region or lies_within(region, post.region_id)


def _within(near: Near, kilometres: float | None) -> bool:
    return kilometres is None or near.kilometres <= kilometres
