"""The life of a plan: order it, stop it, discard it. The other steps have modules of their own."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from posko import clock
from posko.models import Operation, Post
from posko.models.region import around
from roster.models import Officer, Plan, PlanGoal, PlannedDuty, PlanState
from roster.models.plan import TRANSITIONS


class Refused(Exception):
    """The step can't be taken; the message says why, in words. ``code`` names the reason."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code = code


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be planned: posts of one operation, days (both included), seconds at most."""

    operation: Operation
    posts: Collection[Post]
    first_day: date
    last_day: date
    seconds: int = 180


@transaction.atomic
def order_plan(order: Order, *, by: Officer, goal: str = PlanGoal.FAIREST) -> Plan:
    """Store a plan and queue its calculation; raises Refused while another one is at work there."""
    _refuse_if_busy(order)
    return queue(store_plan(order, by=by, goal=goal))


@transaction.atomic
def order_replan(order: Order, *, by: Officer) -> list[Plan]:
    """Order two answers to the same question: fewest changes, and fairness first."""
    _refuse_if_busy(order)
    pairing = uuid.uuid4()
    goals = (PlanGoal.FEWEST_CHANGES, PlanGoal.FAIREST)
    plans = [store_plan(order, by=by, goal=goal, pairing=pairing) for goal in goals]
    return [queue(plan) for plan in plans]


def order_again(plan: Plan, *, by: Officer) -> Plan:
    """Order the same once more, by the rota as it is now; what is past by now is left out."""
    order = Order(
        plan.operation,
        list(plan.posts.select_related("region")),
        max(plan.first_day, min(clock.today(), plan.last_day)),
        plan.last_day,
        plan.seconds,
    )
    if plan.pairing:
        return order_replan(order, by=by)[0]
    return order_plan(order, by=by, goal=plan.goal)


def request_stop(plan: Plan) -> bool:
    """Ask the worker to stop; it keeps the best found so far. Tell whether there was time to."""
    asked = Plan.objects.working().filter(pk=plan.pk).update(stop_requested=True)
    return asked > 0


@transaction.atomic
def discard(plan: Plan) -> None:
    """Give ``plan`` up, with the other answer of its pair; done already is as good.

    Raises Refused once one of them is published.
    """
    twins = list(Plan.objects.with_its_twin(plan).select_for_update())
    if any(twin.state == PlanState.PUBLISHED for twin in twins):
        raise Refused("published", _("This plan is published already."))
    for twin in twins:
        give_up(twin)


def give_up(plan: Plan) -> None:
    """Discard one locked plan, with what it would have stored: that is of no use any more."""
    if PlanState.DISCARDED in TRANSITIONS[PlanState(plan.state)]:
        plan.state, plan.stop_requested = PlanState.DISCARDED, True
        plan.save(update_fields=["state", "stop_requested"])
        PlannedDuty.objects.filter(plan=plan).delete()


def _refuse_if_busy(order: Order) -> None:
    """One plan, or one pair, at a time for a post and day: the lock makes others wait for us."""
    Operation.objects.select_for_update(no_key=True).get(pk=order.operation.pk)
    at_work = Plan.objects.working().filter(
        posts__in=order.posts, first_day__lte=order.last_day, last_day__gte=order.first_day
    )
    found = at_work.select_related("created_by", "region").first()
    if found:
        facts = {"plan": found, "name": found.created_by.full_name}
        words = _("A plan of these posts is being worked out already (%(plan)s, by %(name)s).")
        raise Refused("busy", words % facts)


def store_plan(
    order: Order, *, by: Officer, goal: str = PlanGoal.FAIREST, pairing: uuid.UUID | None = None
) -> Plan:
    """Store what was ordered; queue() gives it to the worker."""
    plan = Plan.objects.create(
        operation=order.operation,
        region_id=common_region(post.region_id for post in order.posts),
        first_day=order.first_day,
        last_day=order.last_day,
        goal=goal,
        pairing=pairing,
        seconds=order.seconds,
        created_by=by,
        created_at=clock.now(),
    )
    plan.posts.set(order.posts)
    return plan


def queue(plan: Plan) -> Plan:
    """Give ``plan`` to the worker; in the transaction that stores it, so that none is forgotten."""
    # By name: tasks may take steps that end here. One at a time: the solver uses all cores.
    app.configure_task("roster.plan", lock="roster.plan").defer(plan=plan.pk)
    return plan


def common_region(codes: Iterable[str]) -> str:
    """Return the code of the smallest region that contains all of those with ``codes``."""
    # The codes of all regions around each: those that all posts share, the innermost last.
    shared = set.intersection(*(set(around(code)) for code in codes))
    return max(shared, key=len)
