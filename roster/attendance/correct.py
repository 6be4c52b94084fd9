"""A coordinator's correction of what was recorded, or of what was not, with a reason."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from posko import clock
from posko.models.region import lies_within
from roster.attendance.windows import may_leave, opens
from roster.declined import Declined
from roster.models import Assignment, Attendance, Officer
from roster.overlap import lock_officers
from roster.oversight import corrects


@transaction.atomic
def correct(
    assignment: Assignment,
    by: Officer,
    *,
    came_at: datetime | None,
    left_at: datetime | None,
    reason: str,
) -> Attendance:
    """Store the times as they were; without ``came_at``, nobody came. Raises Declined.

    What was recorded before stays in the history. When a phone's word was received stays, too.
    """
    if not corrects(by) or not lies_within(by.region_id, assignment.duty.post.region_id):
        raise Declined(_("You may not do this."))
    check_times(assignment, came_at, left_at)
    if not reason.strip():
        raise Declined(_("Please say why."), "reason")
    lock_officers([assignment.officer_id])
    if not Assignment.objects.filter(pk=assignment.pk, officer=assignment.officer_id).exists():
        raise Declined(_("Somebody changed this duty just now. Please look again."))
    corrected, _created = Attendance.objects.update_or_create(
        assignment=assignment,
        defaults={
            "came_at": came_at,
            "left_at": left_at,
            "corrected_at": clock.now(),
            "corrected_by": by,
            "reason": reason.strip(),
        },
    )
    return corrected


def check_times(assignment: Assignment, came_at: datetime | None, left_at: datetime | None) -> None:
    """Raise Declined where a time can't be one of this duty."""
    now = clock.now()
    if now < opens(assignment.starts_at):
        raise Declined(_("This duty has not begun yet."))
    for field, moment in (("came_at", came_at), ("left_at", left_at)):
        if moment is not None:
            _check_time(assignment, moment, now, field)
    if left_at is not None and came_at is None:
        raise Declined(_("Who left has come: please say when."), "came_at")
    if left_at is not None and came_at is not None and left_at < came_at:
        raise Declined(_("The leaving comes before the coming."), "left_at")


def _check_time(assignment: Assignment, moment: datetime, now: datetime, field: str) -> None:
    if moment > now:
        raise Declined(_("This time is still to come."), field)
    if not may_leave(assignment.starts_at, assignment.ends_at, moment):
        raise Declined(_("This time is not one of this duty."), field)
