"""Handovers that somebody still has to sign or take."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q

from roster.attendance.windows import LATE_AFTER
from roster.models import Assignment, Duty
from roster.models.duty import DutyQuerySet

# What was not handed over a week ago is no longer the post's present.
LOOK_BACK = timedelta(days=7)


def waiting_handovers(scope: str, now: datetime) -> DutyQuerySet:
    """Duties of the last days that were not handed over, or not taken, the latest first.

    A duty on which nobody was has nobody who could sign.
    """
    unsigned = Q(handover=None)
    untaken = Q(handover__acknowledged_at=None, handover__to_duty__starts_at__lte=now - LATE_AFTER)
    people = Assignment.objects.filter(duty=OuterRef("pk"))
    return (
        Duty.objects.in_scope(scope)
        .filter(Exists(people), unsigned | untaken, ends_at__range=(now - LOOK_BACK, now))
        .select_related("post__region", "handover__signed_by", "handover__to_duty__post__region")
        .order_by("-ends_at", "-pk")
    )
