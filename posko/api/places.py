"""A post as the API tells it: in short for lists and maps, or whole."""

from datetime import datetime
from typing import Any, Literal, cast

from django.conf import settings
from ninja import Field, Schema

from posko.api.days import DayOut, StateOut, told_day, told_state
from posko.api.shapes import NextPage
from posko.hours import opening
from posko.models import Post

type Level = Literal["provinsi", "kabupaten", "kota", "kecamatan", "kelurahan"]


class RegionOut(Schema):
    """The region that a post is for."""

    code: str = Field(..., description="Code of Kemendagri.", examples=["31.71"])
    name: str = Field(..., description="Its name.", examples=["Kota Administrasi Jakarta Pusat"])
    level: Level = Field(..., description="Its level of administration.", examples=["kota"])


class PostOut(Schema):
    """A post in short."""

    slug: str = Field(..., description="Name in addresses, of one operation.",
                      examples=["jakarta-pusat"])  # fmt: skip
    operation: str = Field(..., description="Slug of the operation.", examples=["pemilu-2024"])
    name: str = Field(..., description="Its name.", examples=["Posko Bersama Jakarta Pusat"])
    region: RegionOut = Field(..., description="The region that it is for.")
    venue: str = Field(
        ..., description="Building and room; '' if unknown.", examples=["Gedung Blok A"]
    )
    address: str = Field(..., description="Its address.", examples=["Jl. Tanah Abang I No. 1"])
    latitude: float | None = Field(
        ..., description="Degrees (WGS 84); null if unknown.", examples=[-6.1735]
    )
    longitude: float | None = Field(
        ..., description="Degrees (WGS 84); null if unknown.", examples=[106.8186]
    )
    distance_km: float | None = Field(
        ..., description="Kilometres as the crow flies from `near`; null if that wasn't asked.",
        examples=[1.25],
    )  # fmt: skip
    state: StateOut = Field(..., description="Whether it is open now.")
    today: DayOut = Field(..., description="Its hours today, in its own zone.")
    url: str | None = Field(
        ..., description="Its public page, in the language asked for; null unless its operation is"
        " the current one.",
        examples=["https://posko.example/posko/jakarta-pusat/"],
    )  # fmt: skip


class PostsOut(NextPage):
    """Posts, with the way to the next page."""

    items: list[PostOut] = Field(..., description="The posts.")


class AccessOut(Schema):
    """How the building is for people with disabilities; null where nobody has looked yet."""

    step_free: bool | None = Field(..., description="An entrance without steps.", examples=[True])
    lift: bool | None = Field(..., description="A lift, if not on the ground floor.",
                              examples=[None])  # fmt: skip
    accessible_toilet: bool | None = Field(..., description="An accessible toilet.",
                                           examples=[True])  # fmt: skip
    accessible_parking: bool | None = Field(..., description="Accessible parking.",
                                            examples=[None])  # fmt: skip
    note: str = Field(..., description="More about it; '' if none.", examples=[""])


class ContactsOut(Schema):
    """How to reach the post: never a person's own number or mailbox."""

    phone: str = Field(..., description="Telephone; '' if unknown.", examples=[""])
    email: str = Field(..., description="E-mail; '' if unknown.", examples=[""])
    directions_url: str = Field(
        ..., description="Where a map service shows the way; '' if the position is unknown.",
        examples=["https://www.google.com/maps/dir/?api=1&destination=-6.1735,106.8186"],
    )  # fmt: skip


class WholePostOut(PostOut):
    """All that is public of a post."""

    note: str = Field(..., description="Note for visitors; '' if none.", examples=[""])
    time_zone: str = Field(
        ..., description="Its own zone, by its IANA name.", examples=["Asia/Jakarta"]
    )
    common_hours: bool = Field(
        ..., description="Whether its own hours are unknown, so that the common ones hold.",
        examples=[False],
    )  # fmt: skip
    access: AccessOut = Field(..., description="How the building is for people with disabilities.")
    contacts: ContactsOut = Field(..., description="How to reach the post.")


class PointOut(Schema):
    """A position, as GeoJSON has it."""

    type: Literal["Point"] = Field(default="Point", description="Always this.", examples=["Point"])
    coordinates: tuple[float, float] = Field(
        ..., description="Longitude, then latitude, in degrees.", examples=[[106.8186, -6.1735]]
    )


class FeatureOut(Schema):
    """A post, as GeoJSON has it."""

    type: Literal["Feature"] = Field(
        default="Feature", description="Always this.", examples=["Feature"]
    )
    id: str = Field(..., description="Slug of the post.", examples=["jakarta-pusat"])
    geometry: PointOut | None = Field(..., description="Where it is; null if unknown.")
    properties: PostOut = Field(..., description="The post in short.")


def told(post: Post, now: datetime, kilometres: float | None = None, *, paged: bool) -> PostOut:
    """Return ``post``, read ``with_hours``, in short; ``paged``: it has a page of its own."""
    return PostOut(**_short(post, now, kilometres, paged))


def told_whole(post: Post, now: datetime, *, paged: bool) -> WholePostOut:
    """Return all that is public of ``post``, read ``with_hours``."""
    return WholePostOut(
        **_short(post, now, None, paged),
        note=post.note,
        time_zone=post.region.time_zone,
        common_hours=post.schedule.is_common,
        access=_access(post),
        contacts=ContactsOut(
            phone=post.phone, email=post.email, directions_url=post.directions_url
        ),
    )


def feature(post: PostOut) -> FeatureOut:
    """Return ``post`` as GeoJSON has it."""
    point = None
    if post.longitude is not None and post.latitude is not None:
        point = PointOut(coordinates=(post.longitude, post.latitude))
    return FeatureOut(id=post.slug, geometry=point, properties=post)


def _short(post: Post, now: datetime, kilometres: float | None, paged: bool) -> dict[str, Any]:
    schedule = post.schedule
    region = post.region
    return {
        "slug": post.slug,
        "operation": post.operation.slug,
        "name": post.name,
        "region": RegionOut(code=region.code, name=region.name, level=cast(Level, region.level)),
        "venue": post.venue,
        "address": post.address,
        "latitude": post.latitude,
        "longitude": post.longitude,
        "distance_km": None if kilometres is None else round(kilometres, 3),
        "state": told_state(opening(schedule, now)),
        "today": told_day(schedule.on(now.astimezone(schedule.zone).date()), schedule),
        "url": f"{settings.SITE_URL}{post.get_absolute_url()}" if paged else None,
    }


def _access(post: Post) -> AccessOut:
    return AccessOut(
        step_free=post.step_free,
        lift=post.lift,
        accessible_toilet=post.accessible_toilet,
        accessible_parking=post.accessible_parking,
        note=post.access_note,
    )
