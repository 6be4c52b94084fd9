"""One clock at a time: started, recounted, paused, resumed, stopped, restored.

Called inside a step: the incident's lock keeps other steps away, the clock's own lock the
background work that marks clocks as told (incidents/deadlines/escalation.py).
"""

from datetime import datetime, timedelta

from django.utils.translation import override

from incidents.deadlines.clocks import Deadline, Pause, Unit, deadline, horizon
from incidents.deadlines.milestones import Milestone
from incidents.models import Clock, ClockRule, Incident, Referral
from incidents.models.clock import Stopped
from posko.holidays import holidays_between


def start(
    rule: ClockRule,
    incident: Incident,
    since: datetime,
    counted_from: Milestone,
    letter: Referral | None = None,
) -> Clock:
    """Start a clock with the values that ``rule`` has now."""
    run = Clock.objects.filter(incident=incident, rule=rule).count() + 1
    clock = Clock(
        **rule.terms(),
        incident=incident,
        rule=rule,
        run=run,
        referral=letter if rule.of_letter else None,
        category=incident.category,
        counted_from=counted_from,
        started_at=since,
    )
    _count(clock)
    clock.save(force_insert=True)
    return clock


def move(clock: Clock, since: datetime) -> None:
    """Count ``clock`` from another moment: what it is counted from was corrected."""
    clock.started_at = since
    _count(clock)
    clock.save()


def pause(clock: Clock, at: datetime) -> None:
    """Stand still from ``at`` on. What is overdue already stays so."""
    if clock.due_at >= at:
        clock.paused_at = at
        clock.save()


def resume(clock: Clock, at: datetime) -> None:
    """Run on; the end moves by what the pause was long."""
    _end_pause(clock, at)
    clock.save()


def stop(clock: Clock, at: datetime, because: Stopped) -> None:
    """Stop for good; a pause ends with it."""
    _end_pause(clock, at)
    clock.stopped_at, clock.stopped_because = at, because
    clock.save()


def freeze(clock: Clock, at: datetime) -> None:
    """Stop with the case that is merged, so that :func:`restore` brings all of it back."""
    clock.stopped_at, clock.stopped_because = at, Stopped.MERGED
    clock.save()


def restore(clock: Clock) -> None:
    """Run on as if it had never been stopped; the time in between has run, too."""
    clock.stopped_at, clock.stopped_because = None, ""
    clock.save()


def _end_pause(clock: Clock, at: datetime) -> None:
    if clock.paused_at:
        clock.pauses.append([clock.paused_at.isoformat(), at.isoformat()])
        clock.paused_at = None
        _count(clock)


def _count(clock: Clock) -> None:
    found = _deadline(clock)
    clock.due_at = found.due_at
    before = timedelta(hours=clock.warn_before_hours)
    clock.warn_at = max(clock.started_at, clock.due_at - before) if before else None
    clock.counted = [
        {"day": skipped.day.isoformat(), "why": str(skipped.why), "name": skipped.name}
        for skipped in found.skipped
    ]
    _forget_what_was_told(clock)


def _deadline(clock: Clock) -> Deadline:
    if clock.asked_by_letter:
        return Deadline(clock.asked_by_letter, ())
    zone, term = clock.incident.city.zone, clock.term
    pauses = [Pause(*map(datetime.fromisoformat, pause)) for pause in clock.pauses]
    first = clock.started_at.astimezone(zone).date()
    holidays = {}
    if term.unit == Unit.WORKING_DAYS:
        with override("id"):  # What is stored is one language; words are made when shown.
            holidays = holidays_between(first, horizon(first, term, pauses))
    return deadline(clock.started_at, term, zone, holidays, pauses)


def _forget_what_was_told(clock: Clock) -> None:
    """An end that moved past what was told of it is told anew."""
    if clock.warned_at and (clock.warn_at is None or clock.warned_at < clock.warn_at):
        clock.warned_at = None
    if clock.overdue_at and clock.overdue_at <= clock.due_at:
        clock.overdue_at = None
