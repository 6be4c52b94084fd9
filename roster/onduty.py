"""Who is on duty at a moment."""

from datetime import datetime

from posko.models import Post
from roster.models import Assignment, Duty, Officer


def duty_of(officer: Officer, at: datetime) -> Duty | None:
    """Return the duty that ``officer`` is assigned to at ``at``."""
    assignment = (
        Assignment.objects.of(officer)
        .filter(starts_at__lte=at, ends_at__gt=at)
        .select_related("duty__post")
        .first()
    )
    return assignment.duty if assignment else None


def duty_at(post: Post, at: datetime) -> Duty | None:
    """Return the duty that is on at ``post`` at ``at``, with its people."""
    return Duty.objects.filter(post=post).running(at).with_people().first()


def institutions_on_duty(duty: Duty) -> list[str]:
    """Return the names of the institutions at ``duty``: the public sees no person's name."""
    found = [a.officer.institution for a in duty.assignments.all()]
    return sorted({institution.name for institution in found if institution})
