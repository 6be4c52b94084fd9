"""Addresses of the pages of plans, and what is typed there."""

from typing import Any

from posko.models import Post
from roster.models import Plan

ADD = "/admin/roster/plan/add/"
AGAIN = "/admin/roster/plan/again/"


def page(plan: Plan) -> str:
    return f"/admin/roster/plan/{plan.pk}/change/"


def step(plan: Plan, name: str) -> str:
    return f"/admin/roster/plan/{plan.pk}/{name}/do/"


def typed(post: Post, **changes: Any) -> dict[str, Any]:
    return {
        "operation": post.operation_id,
        "where": [f"post:{post.pk}"],
        "first_day": "2024-02-14",
        "last_day": "2024-02-17",
        "goal": "fairest",
        "seconds": "60",
    } | changes


def text(response: Any) -> str:
    return str(response.content.decode())
