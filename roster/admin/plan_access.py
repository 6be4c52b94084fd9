"""Who may see plans, and who may order and publish them."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest

from posko.admin_scope import scope_of
from roster.models import Officer, Plan


def plans_of(request: HttpRequest) -> QuerySet[Plan]:
    """Return the plans that the person may see; 403 if they see none at all."""
    if not request.user.has_perm("roster.view_plan"):
        raise PermissionDenied
    rows = Plan.objects.in_scope(scope_of(request))
    return rows.select_related("operation", "region", "created_by")


def may_plan(request: HttpRequest) -> bool:
    """Tell whether the person may order plans, and make one the rota."""
    user = request.user
    return user.has_perm("roster.add_plan") and user.has_perm("roster.change_assignment")


def planner_in(request: HttpRequest) -> Officer:
    """Return the person who asks; 403 unless they may plan."""
    if not may_plan(request) or not isinstance(request.user, Officer):
        raise PermissionDenied
    return request.user
