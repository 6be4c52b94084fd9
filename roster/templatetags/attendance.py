"""What pages of the rota show of attendance and handovers."""

from datetime import datetime
from typing import Any

from django import template

from roster.attendance.windows import LATE_AFTER, opens
from roster.models import Assignment, Officer
from roster.oversight import oversees

register = template.Library()


@register.filter
def check_in_opens(start: datetime) -> datetime:
    """Return from when on somebody may check in at a duty that begins at ``start``."""
    return opens(start)


@register.filter
def came_late(assignment: Assignment) -> bool:
    """Tell whether the person of ``assignment`` came late."""
    attendance = getattr(assignment, "attendance", None)
    came: datetime | None = attendance.came_at if attendance else None
    return came is not None and came > assignment.starts_at + LATE_AFTER


@register.inclusion_tag("roster/oversight_links.html")
def oversight_links(officer: Officer) -> dict[str, Any]:
    """Show the ways to attendance and handovers to those who oversee them."""
    return {"oversees": oversees(officer)}
