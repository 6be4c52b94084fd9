"""Copying duties to the week after, as far as people are free."""

from dataclasses import dataclass

from django.db import transaction

from roster.models import Assignment, Duty
from roster.overlap import lock_officers
from roster.rota import ONE_WEEK


@dataclass(slots=True)
class Copied:
    """How many duties were copied, how many were there already, how many people left out."""

    duties: int = 0
    there_already: int = 0
    left_out: int = 0


@transaction.atomic
def copy_to_next_week(duties: list[Duty]) -> Copied:
    """Copy ``duties`` with their people, and tell what was done.

    A duty that exists already is skipped; a person who is elsewhere by then, or no longer with
    us, is left out.
    """
    lock_officers({a.officer_id for duty in duties for a in duty.assignments.all()})
    done = Copied()
    for duty in duties:
        _copy(duty, done)
    return done


def _copy(duty: Duty, done: Copied) -> None:
    start, end = duty.starts_at + ONE_WEEK, duty.ends_at + ONE_WEEK
    copy, made = Duty.objects.get_or_create(
        post=duty.post, starts_at=start, defaults={"ends_at": end}
    )
    if not made:
        done.there_already += 1
        return
    people = list(duty.assignments.all())
    free = [a for a in people if a.officer.is_active and not _busy(a, duty)]
    Assignment.objects.bulk_create(
        Assignment(duty=copy, officer_id=a.officer_id, leads=a.leads) for a in free
    )
    done.duties += 1
    done.left_out += len(people) - len(free)


def _busy(assignment: Assignment, duty: Duty) -> bool:
    theirs = Assignment.objects.of(assignment.officer)
    return theirs.overlapping(duty.starts_at + ONE_WEEK, duty.ends_at + ONE_WEEK).exists()
