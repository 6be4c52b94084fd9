"""Whether somebody who leaves their post leaves it without a handover."""

from datetime import datetime

from roster.handing_over.who import READERS, speaks_for
from roster.models import Assignment, Attendance, Duty, Handover, Officer
from roster.models.attendance import AttendanceQuerySet


def owes_handover(assignment: Assignment) -> bool:
    """Tell whether a handover goes unsigned if the person of ``assignment`` leaves now.

    They are there, and they lead the duty or, without a lead, are the last there who could sign.
    """
    there = _there(assignment.duty)
    if not there.filter(assignment=assignment).exists():
        return False
    if not speaks_for(assignment.officer, assignment.duty):
        return False
    if Handover.objects.filter(duty=assignment.duty_id).exists():
        return False
    others = there.exclude(assignment=assignment)
    return assignment.leads or not others.filter(assignment__officer__role__in=READERS).exists()


def came_at(officer: Officer, duty: Duty) -> datetime | None:
    """Return when ``officer`` came to ``duty``, if they did."""
    rows = Attendance.objects.filter(assignment__duty=duty, assignment__officer=officer)
    return rows.values_list("came_at", flat=True).first()


def _there(duty: Duty) -> AttendanceQuerySet:
    return Attendance.objects.filter(
        assignment__duty=duty, came_at__isnull=False, left_at__isnull=True
    )
