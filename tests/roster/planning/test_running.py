"""A plan is worked out once, shows how far it is, can be stopped, and never hangs for ever."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext

from posko import clock
from posko.models import Post
from roster.models import Assignment, Duty, Plan, PlanState
from roster.planner.problem import Problem
from roster.planning import running
from roster.planning.running import run_plan, sweep_plans
from roster.planning.steps import (
    Refused,
    discard,
    order_again,
    order_plan,
    order_replan,
    request_stop,
)
from roster.planning.watching import Watch
from tests.conftest import Travel
from tests.factories.planner import greedy
from tests.factories.planning import make_plan, make_turns, need, order, planner_of, worked_out
from tests.factories.posko import make_post
from tests.jobs import queued, run_due

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


@pytest.fixture
def plan(post: Post) -> Plan:
    need(post)
    make_turns("budi siti")
    return order_plan(order([post]), by=planner_of())


def solver(monkeypatch: pytest.MonkeyPatch, while_solving: Callable[..., Any]) -> None:
    def solve(problem: Problem, **options: Any) -> Any:
        while_solving(**options)
        return greedy(problem)

    monkeypatch.setattr(running, "solve", solve)


def test_the_worker_works_an_ordered_plan_out(plan: Plan) -> None:
    assert plan.state == PlanState.QUEUED
    assert run_due("roster.plan") == 1
    plan.refresh_from_db()
    assert plan.state == PlanState.DONE
    assert (plan.duties.count(), plan.groups.count(), plan.loads.count()) == (4, 1, 2)


def test_the_rota_stays_as_it_is_until_somebody_publishes(plan: Plan) -> None:
    worked_out(plan)
    assert not Duty.objects.exists()
    assert not Assignment.objects.exists()


def test_run_twice_it_is_worked_out_once(plan: Plan) -> None:
    worked_out(plan)
    before = list(plan.duties.values_list("pk", flat=True))
    run_plan(plan.pk)
    assert list(plan.duties.values_list("pk", flat=True)) == before


def test_the_next_worker_begins_anew_and_the_first_one_writes_nothing(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    second: list[int] = []

    def killed_meanwhile(**options: Any) -> None:
        if not second:
            second.append(1)
            run_plan(plan.pk)
            Plan.objects.filter(pk=plan.pk).update(groups_done=77)
            options["progress"](1, 1)

    solver(monkeypatch, killed_meanwhile)
    worked_out(plan)
    assert (plan.state, plan.attempt, plan.groups_done) == (PlanState.DONE, 2, 77)
    assert plan.duties.count() == 4


def test_a_plan_that_kills_its_workers_is_given_up(plan: Plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(state="running", attempt=running.ATTEMPTS)
    assert worked_out(plan).state == PlanState.FAILED
    assert plan.failure == "again"


def test_what_breaks_off_has_failed_and_says_so(
    plan: Plan, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(**options: Any) -> None:
        raise RuntimeError("no")

    solver(monkeypatch, breaks)
    assert worked_out(plan).state == PlanState.FAILED
    assert plan.failure == "broke_off"
    assert "could not be worked out" in caplog.text


def test_the_sweep_calls_failed_what_nobody_works_on(plan: Plan, at: Travel) -> None:
    Plan.objects.filter(pk=plan.pk).update(state="running", heartbeat_at=clock.now())
    at("2024-02-13 09:03")
    assert sweep_plans() == 0
    at("2024-02-13 09:04")
    assert sweep_plans() == 1
    plan.refresh_from_db()
    assert (plan.state, plan.failure) == (PlanState.FAILED, "lost")


def test_the_sweep_calls_failed_what_no_worker_took(plan: Plan, at: Travel) -> None:
    at("2024-02-13 11:01")
    assert sweep_plans() == 1
    plan.refresh_from_db()
    assert plan.failure == "waited"


def test_who_asks_to_stop_gets_the_best_found_so_far(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def stopped_meanwhile(stopped: Callable[[], bool], **options: Any) -> None:
        assert request_stop(plan)
        seen.append(stopped())

    solver(monkeypatch, stopped_meanwhile)
    assert worked_out(plan).state == PlanState.STOPPED
    assert seen == [True]
    assert plan.duties.count() == 4
    assert not request_stop(plan)


def test_who_discards_a_running_plan_stops_it_and_keeps_nothing(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def discarded_meanwhile(stopped: Callable[[], bool], **options: Any) -> None:
        discard(plan)
        seen.append(stopped())

    solver(monkeypatch, discarded_meanwhile)
    assert worked_out(plan).state == PlanState.DISCARDED
    assert seen == [True]
    assert plan.duties.count() == 0


def test_progress_is_written_once_a_second_and_at_the_end(plan: Plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(state="running", attempt=1)
    plan.refresh_from_db()
    watch = Watch(plan)
    with CaptureQueriesContext(connection) as queries:
        for done in range(1, 101):
            watch.progress(done, 100)
            watch.stopped()
    writes = [q for q in queries if '"groups_done" =' in q["sql"]]
    assert len(writes) == 2
    plan.refresh_from_db()
    assert (plan.groups_done, plan.groups_total) == (100, 100)


def test_a_post_is_planned_once_at_a_time(plan: Plan, post: Post) -> None:
    with pytest.raises(Refused, match=r"14\.02\.2024"):
        order_plan(order([post]), by=planner_of())
    with pytest.raises(Refused):
        order_replan(order([post]), by=planner_of())
    order_plan(order([make_post("31.73")]), by=planner_of("31.73"))
    later = order([post], plan.last_day + timedelta(days=1), plan.last_day + timedelta(days=2))
    order_plan(later, by=planner_of())
    worked_out(plan)
    order_plan(order([post]), by=planner_of())


def test_a_plan_belongs_to_the_smallest_region_of_its_posts(post: Post) -> None:
    assert make_plan(post).region_id == "31.71"
    both = make_plan(post, make_post("31.71.06"))
    assert both.region_id == "31.71"
    assert make_plan(post, make_post("31.73")).region_id == "31"


def test_again_begins_today_if_its_first_day_has_passed(plan: Plan, at: Travel) -> None:
    worked_out(plan)
    at("2024-02-15 09:00")
    again = order_again(plan, by=planner_of())
    assert (again.first_day.day, again.last_day) == (15, plan.last_day)
    assert len(queued("roster.plan")) == 2


def test_states_follow_the_table_in_the_database_too(plan: Plan) -> None:
    with pytest.raises(ProgrammingError):
        Plan.objects.filter(pk=plan.pk).update(state="published")
