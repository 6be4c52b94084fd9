"""What a person can do now about their duties: come, leave, hand over, take over."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from roster.attendance.windows import EARLY, may_come, may_leave
from roster.handing_over.overview import unsigned_before
from roster.handing_over.who import reads
from roster.handing_over.windows import SIGN_LATE, TAKE_LATE, may_sign_at, may_take_at
from roster.models import Assignment, Attendance, Duty, Handover, Officer

# Before this much of a duty is left, who goes leaves early.
LEAVING = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Now:
    """One duty that is on, begins soon or has just ended.

    ``owed`` is the duty before it, if it has gone without a handover. ``uuid`` names the next
    sending.
    """

    assignment: Assignment
    attendance: Attendance | None
    may_come: bool
    may_leave: bool
    is_early: bool
    may_sign: bool
    to_take: Handover | None
    owed: Duty | None
    uuid: UUID


def duties_now(officer: Officer, now: datetime) -> list[Now]:
    """Return the duties of ``officer`` about which something can be done at ``now``."""
    around = Assignment.objects.of(officer).filter(
        starts_at__lte=now + EARLY, ends_at__gt=now - max(SIGN_LATE, TAKE_LATE)
    )
    mine = list(
        around.select_related("duty__post__region", "duty__handover", "attendance").order_by(
            "starts_at"
        )
    )
    duties = {a.duty_id for a in mine}
    led = _led(officer, duties)
    coming = {h.to_duty_id: h for h in _open_handovers(duties & led)} if duties else {}
    owed = unsigned_before(duties & led, now) if duties & led else {}
    cards = [
        _now(a, a.duty_id in led, coming.get(a.duty_id), owed.get(a.duty_id), now) for a in mine
    ]
    return [card for card in cards if _matters(card, now)]


def _led(officer: Officer, duties: set[int]) -> set[int]:
    """Those of ``duties`` that ``officer`` speaks for: who.py's rule, in one query."""
    if not duties or not reads(officer):
        return set()
    leads = Assignment.objects.filter(leads=True, duty__in=duties)
    lead_of = dict(leads.values_list("duty", "officer"))
    return {duty for duty in duties if lead_of.get(duty, officer.pk) == officer.pk}


def _open_handovers(duties: set[int]) -> list[Handover]:
    rows = Handover.objects.filter(to_duty__in=duties, acknowledged_at=None)
    return list(rows.select_related("duty__post__region").order_by("signed_at"))


def _now(
    assignment: Assignment, leads: bool, to_take: Handover | None, owed: Duty | None, now: datetime
) -> Now:
    start, end = assignment.starts_at, assignment.ends_at
    found: Attendance | None = getattr(assignment, "attendance", None)
    here = found is not None and found.came_at is not None
    return Now(
        assignment,
        found,
        may_come=found is None and may_come(start, end, now),
        may_leave=bool(here and found and not found.left_at and may_leave(start, end, now)),
        is_early=now < end - LEAVING,
        # Who has come may sign early, too; it is offered here once they have left.
        may_sign=leads
        and not hasattr(assignment.duty, "handover")
        and may_sign_at(end, now, found.left_at if found else None),
        to_take=to_take if may_take_at(start, end, now) else None,
        owed=owed if may_take_at(start, end, now) else None,
        uuid=uuid4(),
    )


def _matters(card: Now, now: datetime) -> bool:
    can_act = card.may_come or card.may_leave or card.may_sign or card.to_take is not None
    return can_act or card.assignment.ends_at > now
