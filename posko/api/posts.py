"""Posts and their hours."""

from datetime import date
from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Field, P, PathEx, Query, Router, Schema

from posko import clock
from posko.api.asking import AskedOperation, Day, asked_operation, asked_post, has_pages
from posko.api.days import DayOut, told_days
from posko.api.places import FeatureOut, PostOut, PostsOut, WholePostOut, feature, told, told_whole
from posko.api.selecting import AskedPosts, select
from posko.api.shapes import PROBLEMS, NextPage

router = Router(tags=["posts"])

SLUG = P(description="Slug of the post.", example="jakarta-pusat")


class AskedDays(AskedOperation):
    """Which days."""

    from_: Day | None = Field(
        None, alias="from", description="First day, from 2000 to 2199. Left out: today.",
        examples=["2024-02-13"],
    )  # fmt: skip
    days: int = Field(14, ge=1, le=60, description="How many days.", examples=[7])


class HoursOut(Schema):
    """The hours of a post on some days."""

    post: str = Field(..., description="Slug of the post.", examples=["jakarta-pusat"])
    operation: str = Field(..., description="Slug of the operation.", examples=["pemilu-2024"])
    time_zone: str = Field(
        ..., description="The post's own zone, by its IANA name.", examples=["Asia/Jakarta"]
    )
    common_hours: bool = Field(
        ..., description="Whether these are the common hours of all posts, its own being unknown.",
        examples=[False],
    )  # fmt: skip
    items: list[DayOut] = Field(..., description="The days in their order, none left out.")


class CollectionOut(NextPage):
    """Posts as GeoJSON (RFC 7946). `next` is a foreign member, as its section 6.1 allows."""

    type: Literal["FeatureCollection"] = Field(
        default="FeatureCollection", description="Always this.", examples=["FeatureCollection"]
    )
    features: list[FeatureOut] = Field(..., description="The posts.")


@router.get("/posts", response={200: PostsOut, **PROBLEMS}, url_name="posts",
            operation_id="listPosts", summary="Posts")  # fmt: skip
def posts(request: HttpRequest, asked: Query[AskedPosts]) -> PostsOut:
    """The posts of an operation, each with whether it is open now, in the order of their slugs.

    With `near` the nearest first, with `q` those that are meant first.
    """
    items, more = _found(request, asked)
    return PostsOut(items=items, next=more)


@router.get("/posts.geojson", response={200: CollectionOut, **PROBLEMS}, url_name="posts-geojson",
            operation_id="listPostsAsGeoJson", summary="Posts as GeoJSON")  # fmt: skip
def posts_geojson(
    request: HttpRequest, response: HttpResponse, asked: Query[AskedPosts]
) -> CollectionOut:
    """The same as a FeatureCollection. A post of unknown position has no geometry."""
    items, more = _found(request, asked)
    response.headers["Content-Type"] = "application/geo+json; charset=utf-8"
    return CollectionOut(features=[feature(item) for item in items], next=more)


@router.get("/posts/{slug}", response={200: WholePostOut, **PROBLEMS}, url_name="post",
            operation_id="getPost", summary="One post")  # fmt: skip
def post(
    request: HttpRequest, slug: PathEx[str, SLUG], asked: Query[AskedOperation]
) -> WholePostOut:
    """All that is public of one post: place, access, contacts, and whether it is open now."""
    operation = asked_operation(asked.operation)
    found = asked_post(slug, operation)
    return told_whole(found, clock.now(), paged=has_pages(operation, asked))


@router.get("/posts/{slug}/hours", response={200: HoursOut, **PROBLEMS}, url_name="hours",
            operation_id="listHours", summary="Hours of a post")  # fmt: skip
def hours(request: HttpRequest, slug: PathEx[str, SLUG], asked: Query[AskedDays]) -> HoursOut:
    """When a post is open, day by day, with exceptions and holidays by name."""
    found = asked_post(slug, asked_operation(asked.operation))
    schedule = found.schedule
    first: date = asked.from_ or clock.now().astimezone(schedule.zone).date()
    return HoursOut(
        post=found.slug,
        operation=found.operation.slug,
        time_zone=str(schedule.zone),
        common_hours=schedule.is_common,
        items=told_days(schedule, first, asked.days),
    )


def _found(request: HttpRequest, asked: AskedPosts) -> tuple[list[PostOut], str | None]:
    now = clock.now()
    operation = asked_operation(asked.operation)
    found, more = select(request, asked, operation, now)
    paged = has_pages(operation, asked)
    return [told(each.post, now, each.kilometres, paged=paged) for each in found], more
