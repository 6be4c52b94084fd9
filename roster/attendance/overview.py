"""Who is missed, who is there now, and everybody of a day."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q, QuerySet

from posko.models.region import within
from roster.attendance.windows import EARLY, LATE_AFTER, STAY
from roster.localday import on_day
from roster.models import Assignment
from roster.models.duty import AssignmentQuerySet


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose attendance: of the region ``scope``, on ``day``, at the post with ``slug`` if any."""

    scope: str
    day: date
    post: str = ""


def missed(asked: Asked, now: datetime) -> AssignmentQuerySet:
    """Those of the day whose duty has begun, and who have not checked in."""
    return _of_day(asked).filter(attendance__came_at=None, starts_at__lte=now - LATE_AFTER)


def present(asked: Asked, now: datetime) -> AssignmentQuerySet:
    """Those who are there now, whichever day their duty began on."""
    return _rows(asked).filter(
        starts_at__lte=now + EARLY,
        ends_at__gte=now - STAY,
        attendance__came_at__isnull=False,
        attendance__left_at=None,
    )


def everybody(asked: Asked, now: datetime) -> AssignmentQuerySet:
    """All who are on a duty of the day."""
    return _of_day(asked)


def after(rows: QuerySet[Assignment], last: Assignment | None) -> QuerySet[Assignment]:
    """Return what comes after ``last`` in a list, in the list's order."""
    ordered = rows.order_by("starts_at", "pk")
    if last is None:
        return ordered
    later = Q(starts_at=last.starts_at, pk__gt=last.pk) | Q(starts_at__gt=last.starts_at)
    return ordered.filter(later)


def _of_day(asked: Asked) -> AssignmentQuerySet:
    return _rows(asked).filter(on_day(asked.day, "duty__"))


def _rows(asked: Asked) -> AssignmentQuerySet:
    rows = Assignment.objects.filter(within(asked.scope, "duty__post__region_id"))
    if asked.post:
        rows = rows.filter(duty__post__slug=asked.post)
    return rows.select_related(
        "duty__post__region", "officer__institution", "attendance__corrected_by"
    ).annotate(came=F("attendance__came_at"))
