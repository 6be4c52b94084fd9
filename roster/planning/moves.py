"""What publishing a plan changes, lean enough for hundreds of posts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from roster.models import Change, Plan, PlannedAssignment


@dataclass(frozen=True, slots=True)
class Move:
    """One person at one duty that the plan changes; ``leads`` holds after it."""

    officer: int
    post: int
    start: datetime
    end: datetime
    leads: bool
    change: str


def moves_of(plan: Plan) -> list[Move]:
    """Return all that ``plan`` changes, in order of time, in one query."""
    rows = (
        PlannedAssignment.objects.filter(planned_duty__plan=plan)
        .exclude(change=Change.SAME)
        .order_by("planned_duty__starts_at", "planned_duty__post", "pk")
        .values_list(
            "officer_id",
            "planned_duty__post_id",
            "planned_duty__starts_at",
            "planned_duty__ends_at",
            "leads",
            "change",
        )
    )
    return list(_moves(rows.iterator(chunk_size=5000)))


def _moves(rows: Iterator[tuple[int, int, datetime, datetime, bool, str]]) -> Iterator[Move]:
    for row in rows:
        yield Move(*row)
