"""Activities as calendar programs take them (RFC 5545; RFC 7986 for a calendar's own name).

Without METHOD a file says how things are, as RFC 5545, 3.7.2 has it: DTSTAMP is then when an event
was changed last, and the same rows give the same file.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from posko.activities import description_of, place_of, public_activities, title_of
from posko.defuse import legal
from posko.models import Activity, Operation, Post

# Feeds keep what was for a while, so that a calendar doesn't lose yesterday.
PAST = timedelta(days=30)
MOST = 500
# How often a calendar program should look again. They seldom do so more often.
REFRESH = timedelta(hours=1)
# SEQUENCE counts from here: a number of 31 bits that grows with every change.
_BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)


def ical(operation: Operation, now: datetime, post: Post | None = None) -> bytes:
    """Return the public activities of an operation, or of one of its posts, to subscribe to."""
    rows = public_activities(operation, post).filter(ends_at__gt=now - PAST)
    calendar = _calendar(rows.order_by("starts_at", "pk")[:MOST])
    name = legal(post.name if post else operation.name)
    calendar.add("name", name)
    # What programs read that don't know RFC 7986.
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", REFRESH)
    return bytes(calendar.to_ical())


def ical_of(activity: Activity) -> bytes:
    """Return one activity, to be put into a calendar."""
    return bytes(_calendar([activity]).to_ical())


def webcal(path: str) -> str:
    """Return the address under which calendar programs subscribe to the file at ``path``."""
    return f"webcal://{settings.SITE_URL.partition('://')[2]}{path}"


def _calendar(activities: Iterable[Activity]) -> Calendar:
    calendar = Calendar()
    language = (get_language() or "id").upper()
    calendar.add("prodid", f"-//Posko Bersama//{settings.SITE_NAME}//{language}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for activity in activities:
        calendar.add_component(_event(activity))
    return calendar


def _event(activity: Activity) -> Event:
    event = Event()
    event.add("uid", f"kegiatan-{activity.pk}@{settings.SITE_NAME}")
    event.add("summary", legal(_summary(activity)))
    event.add("dtstart", activity.starts_at.astimezone(UTC))
    event.add("dtend", activity.ends_at.astimezone(UTC))
    event.add("dtstamp", activity.changed_at.astimezone(UTC))
    event.add("last-modified", activity.changed_at.astimezone(UTC))
    event.add("sequence", max(0, int((activity.changed_at - _BEGINNING).total_seconds())))
    event.add("status", "CANCELLED" if activity.cancelled else "CONFIRMED")
    # It is told, not planned for whoever subscribes: their time stays free.
    event.add("transp", "TRANSPARENT")
    event.add("location", legal(place_of(activity)))
    event.add("categories", [str(activity.get_kind_display())])
    if description := legal(description_of(activity)):
        event.add("description", description)
    event.add("url", f"{settings.SITE_URL}{reverse('posko:activity', args=[activity.pk])}")
    return event


def _summary(activity: Activity) -> str:
    title = title_of(activity)
    # Some programs show a cancelled event as any other.
    return _("Cancelled: %(title)s") % {"title": title} if activity.cancelled else title
