"""A week of the rota in the admin: who is on duty where, and what is missing."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from posko import clock
from posko.admin_scope import scope_of
from posko.models import Operation
from roster.rota import ONE_WEEK, asked_week, rota


def week_view(request: HttpRequest) -> HttpResponse:
    """Show the posts of the person's region, seven days beside each other."""
    if not request.user.has_perm("roster.view_duty"):
        raise PermissionDenied
    first, last = asked_week(request.GET.get("start", ""))
    operation = Operation.objects.current(clock.today())
    context = {
        **admin.site.each_context(request),
        "title": _("Week of the rota"),
        "posts": rota(operation, scope_of(request), first, last) if operation else [],
        "first": first,
        "last": last,
        "previous": first - ONE_WEEK,
        "next": first + ONE_WEEK,
        "operation": operation,
        "may_add": request.user.has_perm("roster.add_duty"),
    }
    return render(request, "admin/roster/duty/week.html", context)
