"""Activities and announcements as the public reads them, in pages and in feeds."""

from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from icalendar import Calendar, Event

from posko.models import Activity, Announcement, Operation, Post
from posko.models.activity import ActivityQuerySet

# Feeds keep what was for a while, so that a calendar doesn't lose yesterday.
PAST_IN_FEEDS = timedelta(days=30)
MOST_IN_FEEDS = 500
# On the page; more than a month of a busy operation.
SHOWN = 100


def coming(operation: Operation, now: datetime, post: Post | None = None) -> list[Activity]:
    """Return public activities that aren't over: of one post and its operation, or of all."""
    rows = _public(operation, post).coming(now)
    return list(rows[:SHOWN])


def news(operation: Operation, now: datetime, post: Post | None = None) -> list[Announcement]:
    """Return what is announced at ``now``: for one post and its operation, or for all."""
    rows = Announcement.objects.public(now).filter(operation=operation)
    rows = rows.at(post) if post else rows
    return list(rows.select_related("post")[:SHOWN])


def title_of(row: Activity | Announcement) -> str:
    """Return the title in the language of the page, as far as it has one."""
    return (get_language() == "en" and row.title_en) or row.title


def place_of(activity: Activity) -> str:
    """Return where it is: its own place, else the post with its address."""
    if activity.place or activity.post is None:
        return activity.place
    return f"{activity.post.name}, {activity.post.address}"


def ical(operation: Operation, now: datetime, post: Post | None = None) -> bytes:
    """Return activities as an iCalendar file (RFC 5545); the same rows give the same file."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Posko Bersama//{settings.SITE_NAME}//ID")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", post.name if post else operation.name)
    rows = _public(operation, post).filter(ends_at__gt=now - PAST_IN_FEEDS)
    for activity in rows.order_by("starts_at", "pk")[:MOST_IN_FEEDS]:
        calendar.add_component(_event(activity))
    return bytes(calendar.to_ical())


def _public(operation: Operation, post: Post | None) -> ActivityQuerySet:
    rows = Activity.objects.public().filter(operation=operation).select_related("post__region")
    return rows.at(post) if post else rows


def _event(activity: Activity) -> Event:
    event = Event()
    event.add("uid", f"kegiatan-{activity.pk}@{settings.SITE_NAME}")
    event.add("summary", title_of(activity))
    event.add("dtstart", activity.starts_at)
    event.add("dtend", activity.ends_at)
    event.add("dtstamp", activity.changed_at)
    event.add("last-modified", activity.changed_at)
    event.add("location", place_of(activity))
    if activity.description:
        event.add("description", activity.description)
    event.add("url", f"{settings.SITE_URL}{reverse('posko:activities')}#kegiatan-{activity.pk}")
    return event
