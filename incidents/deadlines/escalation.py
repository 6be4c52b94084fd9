"""Tells people of clocks that end soon or are overdue: of each end once, whoever else is at it.

Rows are locked while they are marked, and what another worker has locked is left to it. Marks
and notices are one transaction.
"""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from incidents.deadlines.words import told
from incidents.models import Clock, Incident
from incidents.models.clock import ClockQuerySet
from incidents.notices import NoticeKind, notify
from roster.models import Officer, Role

BATCH = 100


def escalate(now: datetime) -> int:
    """Tell of what is overdue at ``now`` and of what ends soon; return of how many clocks."""
    return _all(_call_overdue, now) + _all(_warn, now)


def _all(batch: Callable[[datetime], int], now: datetime) -> int:
    done = 0
    while count := batch(now):
        done += count
    return done


@transaction.atomic
def _call_overdue(now: datetime) -> int:
    clocks = _take(Clock.objects.overdue(now).filter(overdue_at=None).order_by("due_at"))
    Clock.objects.filter(pk__in=[clock.pk for clock in clocks]).update(overdue_at=now)
    _tell(clocks, NoticeKind.OVERDUE, now)
    return len(clocks)


@transaction.atomic
def _warn(now: datetime) -> int:
    soon = Clock.objects.due_soon(now).filter(warned_at=None, overdue_at=None)
    clocks = _take(soon.order_by("warn_at"))
    Clock.objects.filter(pk__in=[clock.pk for clock in clocks]).update(warned_at=now)
    _tell(clocks, NoticeKind.DUE_SOON, now)
    return len(clocks)


def _take(clocks: ClockQuerySet) -> list[Clock]:
    free = clocks.select_for_update(skip_locked=True, no_key=True, of=("self",))
    return list(free.select_related("rule", "referral", "incident__city")[:BATCH])


def _tell(clocks: list[Clock], kind: NoticeKind, now: datetime) -> None:
    officers = _candidates(clocks)
    for clock in clocks:
        told_ones = [officer for officer in officers if _is_told(officer, clock)]
        notify(told_ones, kind, clock.incident, told(clock, now))


def _candidates(clocks: list[Clock]) -> list[Officer]:
    """All who may be told of any of ``clocks``, in one query."""
    roles = {role for clock in clocks for role in clock.escalate_to}
    assignees = {clock.incident.assignee_id for clock in clocks}
    bodies = {clock.incident.institution_id for clock in clocks}
    who = Q(role__in=roles) | Q(pk__in=assignees - {None})
    who |= Q(role=Role.PETUGAS, institution__in=bodies - {None})
    return list(Officer.objects.active().filter(who).select_related("region").order_by("pk"))


def _is_told(officer: Officer, clock: Clock) -> bool:
    """The rule's roles in the region, a letter's own liaison, and whoever it is assigned to."""
    incident = clock.incident
    if officer.role == Role.PENGHUBUNG:
        letter = clock.referral
        return letter is not None and letter.institution_id == officer.institution_id
    if not officer.region.contains(incident.region_id):
        return False
    return officer.role in clock.escalate_to or _is_assigned(officer, incident)


def _is_assigned(officer: Officer, incident: Incident) -> bool:
    if incident.assignee_id:
        return officer.pk == incident.assignee_id
    body = incident.institution_id
    return officer.role == Role.PETUGAS and body is not None and officer.institution_id == body
