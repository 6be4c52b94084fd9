"""One person's duties as an iCalendar file (RFC 5545).

It holds neither a colleague's name nor anything of an incident. All that stands there comes from
what is stored, so that an unchanged rota gives the same file, byte for byte.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from roster.models import Assignment, Duty, Officer

PAST = timedelta(days=30)
# Nobody has more duties ahead; a calendar that asks often must stay small.
MOST = 1000


def calendar_of(officer: Officer, now: datetime) -> bytes:
    """Return the duties of ``officer`` from 30 days before ``now`` on."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Posko Bersama//{settings.SITE_NAME}//ID")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("My duties"))
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for assignment in _assignments(officer, now):
        calendar.add_component(_event(assignment))
    return bytes(calendar.to_ical())


def _assignments(officer: Officer, now: datetime) -> list[Any]:
    """Duties with how often and when they were changed, in one query."""
    mine: Any = Assignment.objects.of(officer).filter(ends_at__gt=now - PAST)
    changes, changed = _history(Assignment, "pk")
    duty_changes, duty_changed = _history(Duty, "duty")
    return list(
        mine.annotate(
            sequence=Coalesce(changes, 1) + Coalesce(duty_changes, 1) - 2,
            changed_at=Greatest(changed, duty_changed),
        )
        .select_related("duty__post__region")
        .order_by("starts_at")[:MOST]
    )


def _history(model: Any, key: str) -> tuple[Subquery, Subquery]:
    """How many changes of a row are on record, and the moment of the last one."""
    events = model._meta.get_field("events").related_model.objects
    of_row = events.filter(pgh_obj=OuterRef(key)).order_by().values("pgh_obj")
    return (
        Subquery(of_row.annotate(n=Count("pk")).values("n")),
        Subquery(of_row.annotate(at=Max("pgh_created_at")).values("at")),
    )


def _event(assignment: Any) -> Event:
    post = assignment.duty.post
    words = _("Duty at %(post)s, lead") if assignment.leads else _("Duty at %(post)s")
    event = Event()
    event.add("uid", f"tugas-{assignment.pk}@{settings.SITE_NAME}")
    event.add("summary", words % {"post": post.name})
    event.add("dtstart", assignment.starts_at)
    event.add("dtend", assignment.ends_at)
    event.add("dtstamp", assignment.changed_at or assignment.starts_at)
    event.add("last-modified", assignment.changed_at or assignment.starts_at)
    event.add("sequence", max(0, assignment.sequence))
    event.add("location", ", ".join(part for part in (post.venue, post.address) if part))
    event.add("url", f"{settings.SITE_URL}{reverse('roster:mine')}")
    event.add("status", "CONFIRMED")
    return event
