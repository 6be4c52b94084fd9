"""Needs, people and plans for tests; a plan is worked out by the steps that the worker takes."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from posko.models import Post
from roster.models import (
    Assignment,
    InstitutionKind,
    Officer,
    Plan,
    PlannedAssignment,
    Requirement,
    Role,
)
from roster.planning.running import run_plan
from roster.planning.steps import Order, order_plan
from tests.factories.roster import make_institution, make_officer

FIRST, LAST = date(2024, 2, 14), date(2024, 2, 17)


def need(post: Post, people: int = 1, kind: str = InstitutionKind.POLRES, **fields: Any) -> None:
    """Ask for ``people`` of a kind at every duty of ``post``."""
    Requirement.objects.create(
        operation=post.operation, post=post, institution_kind=kind, people=people, **fields
    )


def make_turns(
    names: str, kind: str = InstitutionKind.POLRES, code: str = "31.71"
) -> list[Officer]:
    """Store officers of one institution who take turns at the posts of a region."""
    institution = make_institution(kind, code)
    return [make_officer(name, code=code, institution=institution) for name in names.split()]


def planner_of(code: str = "31.71") -> Officer:
    """Return (or store) the Kesbangpol person who plans for a region."""
    name = f"kesbangpol.{code}"
    found = Officer.objects.filter(username=name).first()
    return found or make_officer(name, Role.KESBANGPOL, code, email=f"{name}@example.org")


def order(posts: Iterable[Post], first: date = FIRST, last: date = LAST) -> Order:
    """Return an order for ``posts``."""
    posts = list(posts)
    return Order(posts[0].operation, posts, first, last, seconds=20)


def make_plan(*posts: Post, first: date = FIRST, last: date = LAST, **options: Any) -> Plan:
    """Order a plan and let it be worked out."""
    by = options.pop("by", None) or planner_of(posts[0].region_id)
    plan = order_plan(order(posts, first, last), by=by, **options)
    return worked_out(plan)


def worked_out(plan: Plan) -> Plan:
    """Work ``plan`` out as the worker does."""
    run_plan(plan.pk)
    plan.refresh_from_db()
    return plan


def planned(plan: Plan) -> dict[tuple[date, str], str]:
    """Return what ``plan`` means for each (day, username)."""
    rows = PlannedAssignment.objects.filter(planned_duty__plan=plan)
    return {
        (day, name): change
        for day, name, change in rows.values_list(
            "planned_duty__day", "officer__username", "change"
        )
    }


def on_duty() -> Counter[str]:
    """Return how many assignments each person has in the published rota."""
    return Counter(Assignment.objects.values_list("officer__username", flat=True))
