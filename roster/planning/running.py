"""The calculation of a plan, as the worker does it: never twice at once, never for ever.

A worker that is killed leaves its job to the next, which begins anew; whoever began before writes
nothing any more. What is silent for too long is called failed by the sweep.
"""

import logging
import os
from datetime import datetime, timedelta

from django.db import transaction

from posko import clock
from roster.models import Failure, Plan, PlanState
from roster.planner.answer import Answer
from roster.planner.solve import solve
from roster.planning.reading import Reading, read
from roster.planning.storing import store_answer
from roster.planning.version import facts_version, rota_version
from roster.planning.watching import Watch

log = logging.getLogger(__name__)

# A plan that takes its worker down again and again is given up.
ATTEMPTS = 3
# Silence beyond the time limit after which nobody works on a plan any more.
SILENCE = timedelta(minutes=3)
# A queue that nobody works off.
WAITING = timedelta(hours=2)


def run_plan(pk: int) -> None:
    """Work the plan out and keep the answer; a plan that is over already is left alone."""
    plan = _begin(pk)
    if plan is None:
        return
    try:
        _work_out(plan)
    except Exception:
        log.exception("The plan %s could not be worked out.", plan.pk)
        _fail(plan, Failure.BROKE_OFF)


def sweep_plans() -> int:
    """Call plans failed that nobody works on any more; return how many."""
    now, failed = clock.now(), 0
    for plan in Plan.objects.working():
        if plan.state == PlanState.QUEUED and plan.created_at < now - WAITING:
            failed += _fail(plan, Failure.WAITED)
        elif plan.state == PlanState.RUNNING and _is_silent(plan, now):
            failed += _fail(plan, Failure.LOST)
    return failed


def _is_silent(plan: Plan, now: datetime) -> bool:
    last = plan.heartbeat_at or plan.created_at
    return last < now - SILENCE - timedelta(seconds=plan.seconds)


def _begin(pk: int) -> Plan | None:
    with transaction.atomic():
        plan = Plan.objects.select_for_update().working().filter(pk=pk).first()
        if plan and plan.attempt >= ATTEMPTS:
            _fail(plan, Failure.AGAIN)
            return None
        if plan:
            plan.state, plan.attempt = PlanState.RUNNING, plan.attempt + 1
            plan.read_at = plan.heartbeat_at = clock.now()
            plan.save(update_fields=["state", "attempt", "read_at", "heartbeat_at"])
    return plan


def _work_out(plan: Plan) -> None:
    reading = read(plan, plan.read_at or clock.now())
    watch = Watch(plan)
    answer = solve(
        reading.problem,
        seconds=plan.seconds,
        workers=len(os.sched_getaffinity(0)),
        progress=watch.progress,
        stopped=watch.stopped,
    )
    _finish(plan, reading, answer)


@transaction.atomic
def _finish(plan: Plan, reading: Reading, answer: Answer) -> None:
    mine = Plan.objects.select_for_update().filter(
        pk=plan.pk, attempt=plan.attempt, state=PlanState.RUNNING
    )
    kept = mine.first()
    if kept is None:
        return
    store_answer(kept, reading, answer)
    kept.rota_version, kept.facts_version = rota_version(reading), facts_version(reading)
    kept.state = PlanState.STOPPED if kept.stop_requested else PlanState.DONE
    kept.finished_at = clock.now()
    kept.save(update_fields=["rota_version", "facts_version", "state", "finished_at"])


def _fail(plan: Plan, failure: Failure) -> int:
    """Mark ``plan`` failed, if it is as it was when we looked; return 1 if it was."""
    as_seen = Plan.objects.filter(pk=plan.pk, state=plan.state, attempt=plan.attempt)
    return as_seen.update(state=PlanState.FAILED, failure=failure, finished_at=clock.now())
