"""Handovers that somebody still has to sign or take."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, Subquery

from roster.attendance.windows import EARLY, LATE_AFTER
from roster.models import Assignment, Duty
from roster.models.duty import DutyQuerySet

# What was not handed over a week ago is no longer the post's present.
LOOK_BACK = timedelta(days=7)

_PEOPLE = Assignment.objects.filter(duty=OuterRef("pk"))
_GONE = _PEOPLE.filter(attendance__left_at__isnull=False)
_THERE = _PEOPLE.filter(attendance__came_at__isnull=False, attendance__left_at=None)


def waiting_handovers(scope: str, now: datetime) -> DutyQuerySet:
    """Duties of the last days that were not handed over, or not taken, the latest first.

    A duty that is still on is among them once whoever would sign has left: ``gone_at``. A duty on
    which nobody was has nobody who could sign.
    """
    untaken = Q(handover__acknowledged_at=None, handover__to_duty__starts_at__lte=now - LATE_AFTER)
    return (
        _recent(now)
        .in_scope(scope)
        .filter(_unsigned(now) | untaken)
        .select_related("post__region", "handover__signed_by", "handover__to_duty__post__region")
        .order_by("-ends_at", "-pk")
    )


def unsigned_before(duties: Iterable[int], now: datetime) -> dict[int, Duty]:
    """Return, by the keys of ``duties``, the duty right before at the post if it owes a handover.

    Two queries, however many they are.
    """
    earlier = Duty.objects.filter(post=OuterRef("post"), starts_at__lt=OuterRef("starts_at"))
    last = Subquery(earlier.order_by("-starts_at").values("pk")[:1])
    before = dict(
        Duty.objects.filter(pk__in=duties).annotate(before=last).values_list("pk", "before")
    )
    rows = _recent(now).filter(_unsigned(now), pk__in=before.values())
    found = rows.select_related("post__region").in_bulk()
    return {duty: found[pk] for duty, pk in before.items() if pk in found}


def _recent(now: datetime) -> DutyQuerySet:
    """Duties with people, of the last days and on now."""
    gone_at = _GONE.order_by("-leads", "-attendance__left_at").values("attendance__left_at")[:1]
    return Duty.objects.filter(
        Exists(_PEOPLE), ends_at__gte=now - LOOK_BACK, starts_at__lte=now + EARLY
    ).annotate(gone_at=Subquery(gone_at))


def _unsigned(now: datetime) -> Q:
    """Not handed over, though it has ended, or its lead or its last person has left."""
    leads = _PEOPLE.filter(leads=True)
    lead_left = Exists(_GONE.filter(leads=True))
    all_left = Exists(_GONE) & ~Exists(leads) & ~Exists(_THERE)
    return Q(handover=None) & (Q(ends_at__lte=now) | lead_left | all_left)
