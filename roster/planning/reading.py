"""From the database to the planner's problem, in a fixed number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from posko.models import Post
from roster.coverage import Need, asked
from roster.models import Plan
from roster.needs import Needs
from roster.planner.problem import Given, Goal, Problem
from roster.planning.duties import PlanDuty, duties_of
from roster.planning.people import persons, serving
from roster.planning.places import Found, add_places
from roster.planning.there import people_at


@dataclass(frozen=True, slots=True)
class Reading:
    """The problem of a plan, and what is needed to compare its answer with the rota.

    ``told`` is the present rota as far as the plan decides it. It may name people whom the
    planner doesn't know: who is no longer active loses their duties. ``led_otherwise`` are
    duties whose lead no place asks for: whoever leads there goes on leading.
    """

    problem: Problem
    duties: Mapping[str, PlanDuty]
    told: frozenset[Given]
    led_otherwise: frozenset[str]


def read(plan: Plan, at: datetime) -> Reading:
    """Return the problem of ``plan`` as it stood at ``at``: what had begun then is left alone."""
    posts = list(Post.objects.with_hours().filter(plans=plan).order_by("pk"))
    duties = {duty.key: duty for duty in duties_of(plan, posts, at)}
    needs = _needs(plan, posts, duties)
    kinds = {kind for asked_there in needs.values() for kind in asked_there}
    where = serving(posts, kinds)
    there = people_at(duties.values())
    found = Found()
    for key, duty in duties.items():
        add_places(duty, needs[key], there.get(duty.stored or 0, []), where, found)
    planned = {(given.person, stored) for given, stored in found.decided if stored is not None}
    problem = Problem(
        places=tuple(found.places),
        people=tuple(persons(plan, where, planned)),
        pins=tuple(found.pins),
        told=tuple(found.known),
        goal=Goal(plan.goal),
    )
    told = frozenset(given for given, _stored in found.decided)
    return Reading(problem, duties, told, frozenset(found.led_otherwise))


def _needs(
    plan: Plan, posts: list[Post], duties: Mapping[str, PlanDuty]
) -> dict[str, dict[str, Need]]:
    needs = Needs(plan.operation)
    of_post = {post.pk: needs.of(post) for post in posts}
    return {key: asked(of_post[duty.post], duty.slot) for key, duty in duties.items()}
