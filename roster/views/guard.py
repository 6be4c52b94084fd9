"""Who gets on to a page of the rota: 403 for a role that has nothing to do there."""

from django.core.exceptions import PermissionDenied

from roster.models import Officer
from roster.planners import may_plan
from roster.swapping.permissions import may_ask, may_see_swaps


def want_planner(officer: Officer) -> None:
    """Let coordinators, Kesbangpol staff and administrators pass."""
    _want(may_plan(officer))


def want_server(officer: Officer) -> None:
    """Let those pass who take turns at posts."""
    _want(may_ask(officer))


def want_swapper(officer: Officer) -> None:
    """Let those pass who take turns, and those who plan."""
    _want(may_see_swaps(officer))


def _want(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied
