"""Check-in and check-out, by the assigned person alone.

Sent twice, they count once: the first time stays. ``uuid`` names a sending, so that a phone that
sends it again later changes nothing, not even after a correction.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from posko import clock
from posko.templatetags.when import date_time
from roster.attendance.windows import AHEAD, may_come, may_leave, may_still_send, opens
from roster.declined import Declined
from roster.models import Assignment, Attendance, Officer
from roster.overlap import lock_officers


@transaction.atomic
def check_in(
    assignment: Assignment,
    by: Officer,
    *,
    uuid: UUID | None = None,
    happened_at: datetime | None = None,
) -> Attendance:
    """Store that ``by`` came to the post, now or at ``happened_at``; raises Declined."""
    kept = _held(assignment, by)
    found = Attendance.objects.filter(assignment=kept).first()
    if found and (found.came_at or _is_replay(found.came_uuid, uuid)):
        return found
    if found:
        raise Declined(_("The coordinator has corrected your attendance. Please ask there."))
    moment = _moment(kept, happened_at)
    _check_coming(kept, moment)
    _check_new("came_uuid", uuid)
    return Attendance.objects.create(
        assignment=kept, came_at=moment, came_received_at=clock.now(), came_uuid=uuid
    )


@transaction.atomic
def check_out(
    assignment: Assignment,
    by: Officer,
    *,
    uuid: UUID | None = None,
    happened_at: datetime | None = None,
) -> Attendance:
    """Store that ``by`` left the post, now or at ``happened_at``; raises Declined."""
    kept = _held(assignment, by)
    found = Attendance.objects.filter(assignment=kept).first()
    if found and (found.left_at or _is_replay(found.left_uuid, uuid)):
        return found
    if not found or not found.came_at:
        raise Declined(_("You have not checked in at this duty."))
    moment = _moment(kept, happened_at)
    _check_leaving(kept, found.came_at, moment)
    _check_new("left_uuid", uuid)
    found.left_at, found.left_received_at, found.left_uuid = moment, clock.now(), uuid
    found.save(update_fields=["left_at", "left_received_at", "left_uuid"])
    return found


def _held(assignment: Assignment, by: Officer) -> Assignment:
    """Lock the person, then the assignment: as everybody does who changes the rota."""
    lock_officers([by.pk])
    rows = Assignment.objects.select_related("duty__post__region")
    kept = rows.select_for_update(of=("self",), no_key=True).filter(pk=assignment.pk).first()
    if kept is None or kept.officer_id != by.pk or not by.is_active:
        raise Declined(_("This duty is not yours. Please look at your duties again."))
    return kept


def _is_replay(known: UUID | None, uuid: UUID | None) -> bool:
    return uuid is not None and known == uuid


def _moment(assignment: Assignment, happened_at: datetime | None) -> datetime:
    """When it happened: what the phone says, but never later than now."""
    now = clock.now()
    if not may_still_send(assignment.ends_at, now):
        raise Declined(_("This duty is over for too long. Please ask the coordinator."))
    if happened_at is not None and happened_at > now + AHEAD:
        raise Declined(_("This time is still to come. Please check your phone's clock."))
    return min(happened_at or now, now)


def _check_coming(assignment: Assignment, moment: datetime) -> None:
    start, end = assignment.starts_at, assignment.ends_at
    if may_come(start, end, moment):
        return
    if moment < start:
        zone = assignment.duty.post.region.zone
        raise Declined(
            _("It is too early: you can check in from %(time)s.")
            % {"time": date_time(opens(start).astimezone(zone))}
        )
    raise Declined(_("This duty is over. If you were there, please ask the coordinator."))


def _check_leaving(assignment: Assignment, came_at: datetime, moment: datetime) -> None:
    if not may_leave(assignment.starts_at, assignment.ends_at, moment):
        raise Declined(_("It is too late to check out. Please ask the coordinator."))
    if moment < came_at:
        raise Declined(_("The leaving comes before the coming."))


def _check_new(field: str, uuid: UUID | None) -> None:
    if uuid is not None and Attendance.objects.filter(**{field: uuid}).exists():
        raise Declined(_("This was sent before for another duty. Please open the page again."))
