"""Who is at the stored duties of a plan, as the rota has it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from roster.models import Assignment
from roster.planning.duties import PlanDuty


@dataclass(frozen=True, slots=True)
class There:
    """Somebody at a stored duty."""

    officer: int
    kind: str
    leads: bool
    pinned: bool
    active: bool


def people_at(duties: Iterable[PlanDuty]) -> dict[int, list[There]]:
    """Return who is at each stored one of ``duties``, by the duty's key, in one query."""
    rows = Assignment.objects.filter(
        duty__in=[duty.stored for duty in duties if duty.stored is not None]
    ).values_list(
        "duty_id", "officer_id", "officer__institution__kind", "leads", "pinned",
        "officer__is_active",
    )  # fmt: skip
    found = defaultdict(list)
    for duty, officer, kind, leads, pinned, active in rows.order_by("duty_id", "officer_id"):
        found[duty].append(There(officer, kind or "", leads, pinned, active))
    return found
