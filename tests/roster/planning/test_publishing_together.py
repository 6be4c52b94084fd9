"""Two people publish or order at once, on real connections."""

from typing import Any

import pytest

from posko.models import Post
from roster.models import Assignment, Plan
from roster.planning.publishing import publish
from roster.planning.steps import Refused, order_replan
from roster.staffing import assign as put
from tests.factories.planning import (
    FIRST,
    make_plan,
    make_turns,
    need,
    on_duty,
    order,
    planner_of,
    worked_out,
)
from tests.factories.roster import make_duty
from tests.jobs import empty_queue
from tests.together import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


class TestTogether:
    """On real connections."""

    pytestmark = pytest.mark.django_db(transaction=True)

    @pytest.fixture(autouse=True)
    def _clean(self) -> Any:
        yield
        empty_queue()

    def test_two_people_publish_the_same_plan(self, post: Post) -> None:
        need(post)
        make_turns("budi siti")
        plan = make_plan(post)
        results = at_once(lambda: told(plan), lambda: told(plan))
        assert sorted(results, key=str) == [4, "published"]
        assert sum(on_duty().values()) == 4

    def test_two_people_publish_one_of_a_pair_each(self, post: Post) -> None:
        need(post)
        make_turns("budi siti")
        one, other = map(worked_out, order_replan(order([post]), by=planner_of()))
        results = at_once(lambda: told(one), lambda: told(other))
        assert sorted(results, key=str) == [4, "state"]

    def test_two_people_order_a_plan_of_the_same_post(self, post: Post) -> None:
        need(post)
        by = planner_of()

        def ordered() -> str:
            try:
                return str(order_replan(order([post]), by=by)[0].state)
            except Refused as refused:
                return refused.code

        assert sorted(at_once(ordered, ordered)) == ["busy", "queued"]

    def test_somebody_is_put_on_a_duty_while_the_plan_is_published(self, post: Post) -> None:
        need(post)
        _budi, siti = make_turns("budi siti")
        duty = make_duty(post, FIRST)
        plan = make_plan(post)
        results = at_once(lambda: told(plan), lambda: put(duty, siti, overrule=True) and "put")
        there = Assignment.objects.filter(duty=duty).count()
        assert (results[0], there) in [(4, 2), ("rota", 1)]


def told(plan: Plan) -> int | str:
    """Publish as a request does: how many changes, or why not."""
    try:
        return publish(plan)
    except Refused as refused:
        return refused.code
