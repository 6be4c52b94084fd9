"""What happens at the posts, and what the public is told."""

from datetime import datetime, time, timedelta
from typing import Literal, cast

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from ninja import Field, Query, Router, Schema

from posko import clock
from posko.activities import place_of
from posko.api.asking import (
    REGION_CODE,
    AskedOperation,
    AskedPage,
    Day,
    asked_operation,
    asked_post,
    has_pages,
)
from posko.api.paging import next_link, place
from posko.api.shapes import PROBLEMS, NextPage
from posko.clock import JAKARTA
from posko.models import Activity, Announcement

router = Router(tags=["activities"])

type Kind = Literal["outreach", "meeting", "monitoring", "training", "other"]


class AskedNews(AskedPage, AskedOperation):
    """Which announcements."""

    post: str = Field(
        "", description="Slug of a post: only what is of it, and of the whole operation.",
        examples=["jakarta-pusat"],
    )  # fmt: skip
    region: str = Field(
        "", pattern=f"^$|{REGION_CODE}",
        description="Only what is of posts in the region with this code, and of the whole"
        " operation.",
        examples=["31.71"],
    )  # fmt: skip


class AskedActivities(AskedNews):
    """Which activities."""

    from_: Day | None = Field(
        None, alias="from", description="Only those that aren't over when this day begins (WIB)."
        " Left out: those that aren't over now.", examples=["2024-02-01"],
    )  # fmt: skip
    until: Day | None = Field(
        None, description="Only those that begin by the end of this day (WIB).",
        examples=["2024-02-14"],
    )  # fmt: skip


class ActivityOut(Schema):
    """A meeting, an outreach event or the like."""

    id: int = Field(..., description="Key, the same for as long as it exists.", examples=[1])
    kind: Kind = Field(..., description="What kind it is.", examples=["outreach"])
    kind_label: str = Field(..., description="The kind in words.", examples=["Sosialisasi"])
    title: str = Field(..., description="Title in Indonesian.", examples=["Sosialisasi pemilih"])
    title_en: str = Field(..., description="Title in English; '' if none.", examples=[""])
    description: str = Field(..., description="Text in Indonesian; '' if none.", examples=[""])
    description_en: str = Field(..., description="Text in English; '' if none.", examples=[""])
    post: str | None = Field(
        ..., description="Slug of the post; null: of the whole operation.",
        examples=["jakarta-pusat"],
    )  # fmt: skip
    place: str = Field(..., description="Where it is.", examples=["Balai Kota"])
    starts_at: datetime = Field(..., description="When it starts, ISO 8601.",
                                examples=["2024-02-13T10:00:00+07:00"])  # fmt: skip
    ends_at: datetime = Field(..., description="When it ends, ISO 8601.",
                              examples=["2024-02-13T12:00:00+07:00"])  # fmt: skip
    changed_at: datetime = Field(..., description="When it was edited last.",
                                 examples=["2024-02-01T09:00:00+07:00"])  # fmt: skip
    url: str | None = Field(
        ..., description="Where it stands on the public page; null unless its operation is the"
        " current one.", examples=["https://posko.example/kegiatan/#kegiatan-1"],
    )  # fmt: skip


class ActivitiesOut(NextPage):
    """Activities, with the way to the next page."""

    items: list[ActivityOut] = Field(..., description="The activities, the next one first.")


class AnnouncementOut(Schema):
    """Something that the public has to know."""

    id: int = Field(..., description="Key, the same for as long as it exists.", examples=[1])
    title: str = Field(..., description="Title in Indonesian.", examples=["Posko pindah ruang"])
    title_en: str = Field(..., description="Title in English; '' if none.", examples=[""])
    body: str = Field(..., description="Text in Indonesian.", examples=["Mulai besok di lantai 2."])
    body_en: str = Field(..., description="Text in English; '' if none.", examples=[""])
    post: str | None = Field(
        ..., description="Slug of the post; null: of the whole operation.",
        examples=["jakarta-pusat"],
    )  # fmt: skip
    shown_from: datetime = Field(..., description="Since when it is told.",
                                 examples=["2024-02-12T08:00:00+07:00"])  # fmt: skip
    shown_until: datetime | None = Field(
        ..., description="Until when; null: no end is set.", examples=[None]
    )
    changed_at: datetime = Field(..., description="When it was edited last.",
                                 examples=["2024-02-12T08:00:00+07:00"])  # fmt: skip
    url: str | None = Field(
        ..., description="Where it stands on the public page; null unless its operation is the"
        " current one.", examples=["https://posko.example/kegiatan/#pengumuman-1"],
    )  # fmt: skip


class AnnouncementsOut(NextPage):
    """Announcements, with the way to the next page."""

    items: list[AnnouncementOut] = Field(..., description="The announcements, the newest first.")


@router.get("/activities", response={200: ActivitiesOut, **PROBLEMS}, url_name="activities",
            operation_id="listActivities", summary="Activities")  # fmt: skip
def activities(request: HttpRequest, asked: Query[AskedActivities]) -> ActivitiesOut:
    """Activities of posts and of whole operations, the next one first."""
    operation = asked_operation(asked.operation)
    kind = f"activities:{operation.pk}"
    rows = Activity.objects.public().of(operation)
    if asked.post:
        rows = rows.at(asked_post(asked.post, operation))
    if asked.region:
        rows = rows.in_scope(asked.region)
    rows = rows.filter(_in_time(asked))
    if asked.cursor:
        at, key = place(kind, asked.cursor)
        rows = rows.filter(Q(starts_at__gt=at) | Q(starts_at=at, pk__gt=key))
    ordered = rows.select_related("post").order_by("starts_at", "pk")
    found = list(ordered[: asked.limit + 1])
    shown = found[: asked.limit]
    more = None
    if len(found) > asked.limit:
        more = next_link(request, kind, shown[-1].starts_at.isoformat(), shown[-1].pk)
    paged = has_pages(operation, asked)
    return ActivitiesOut(items=[_activity(row, paged) for row in shown], next=more)


@router.get("/announcements", response={200: AnnouncementsOut, **PROBLEMS},
            url_name="announcements", operation_id="listAnnouncements",
            summary="Announcements")  # fmt: skip
def announcements(request: HttpRequest, asked: Query[AskedNews]) -> AnnouncementsOut:
    """What is announced now, the newest first."""
    operation = asked_operation(asked.operation)
    kind = f"announcements:{operation.pk}"
    rows = Announcement.objects.public(clock.now()).of(operation)
    if asked.post:
        rows = rows.at(asked_post(asked.post, operation))
    if asked.region:
        rows = rows.in_scope(asked.region)
    if asked.cursor:
        at, key = place(kind, asked.cursor)
        rows = rows.filter(Q(shown_from__lt=at) | Q(shown_from=at, pk__lt=key))
    found = list(rows.select_related("post")[: asked.limit + 1])
    shown = [(row, cast(datetime, row.shown_from)) for row in found[: asked.limit]]
    more = None
    if len(found) > asked.limit:
        last, since = shown[-1]
        more = next_link(request, kind, since.isoformat(), last.pk)
    paged = has_pages(operation, asked)
    return AnnouncementsOut(items=[_announcement(*each, paged) for each in shown], next=more)


def _in_time(asked: AskedActivities) -> Q:
    begins = datetime.combine(asked.from_, time(), JAKARTA) if asked.from_ else clock.now()
    if asked.until is None:
        return Q(ends_at__gt=begins)
    ends = datetime.combine(asked.until, time(), JAKARTA) + timedelta(days=1)
    return Q(ends_at__gt=begins, starts_at__lt=ends)


def _activity(row: Activity, paged: bool) -> ActivityOut:
    return ActivityOut(
        id=row.pk,
        kind=cast(Kind, row.kind),
        kind_label=row.get_kind_display(),
        title=row.title,
        title_en=row.title_en,
        description=row.description,
        description_en=row.description_en,
        post=row.post.slug if row.post else None,
        place=place_of(row),
        starts_at=row.starts_at.astimezone(JAKARTA),
        ends_at=row.ends_at.astimezone(JAKARTA),
        changed_at=row.changed_at.astimezone(JAKARTA),
        url=_page(f"kegiatan-{row.pk}") if paged else None,
    )


def _announcement(row: Announcement, since: datetime, paged: bool) -> AnnouncementOut:
    return AnnouncementOut(
        id=row.pk,
        title=row.title,
        title_en=row.title_en,
        body=row.body,
        body_en=row.body_en,
        post=row.post.slug if row.post else None,
        shown_from=since.astimezone(JAKARTA),
        shown_until=row.shown_until.astimezone(JAKARTA) if row.shown_until else None,
        changed_at=row.changed_at.astimezone(JAKARTA),
        url=_page(f"pengumuman-{row.pk}") if paged else None,
    )


def _page(mark: str) -> str:
    return f"{settings.SITE_URL}{reverse('posko:activities')}#{mark}"
