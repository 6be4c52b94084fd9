"""Copying duties to the week after, as far as people are free."""

from datetime import timedelta

from django.db import transaction

from roster.models import Assignment, Duty
from roster.overlap import lock_officers

WEEK = timedelta(days=7)


@transaction.atomic
def copy_to_next_week(duties: list[Duty]) -> tuple[int, int]:
    """Copy ``duties`` with their people; return how many were copied and how many skipped.

    A duty that exists already is skipped; a person who is elsewhere by then is left out.
    """
    lock_officers(sorted({a.officer_id for duty in duties for a in duty.assignments.all()}))
    copied = sum(_copy(duty) for duty in duties)
    return copied, len(duties) - copied


def _copy(duty: Duty) -> bool:
    start, end = duty.starts_at + WEEK, duty.ends_at + WEEK
    copy, made = Duty.objects.get_or_create(
        post=duty.post, starts_at=start, defaults={"ends_at": end}
    )
    if made:
        busy = set(Assignment.objects.overlapping(start, end).values_list("officer_id", flat=True))
        Assignment.objects.bulk_create(
            Assignment(duty=copy, officer_id=a.officer_id, leads=a.leads)
            for a in duty.assignments.all()
            if a.officer_id not in busy
        )
    return made
