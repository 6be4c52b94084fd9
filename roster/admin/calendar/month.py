"""A month of a post in the admin."""

from datetime import date, timedelta
from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from posko import clock
from posko.admin_scope import scope_of
from posko.models import Operation, Post
from roster.admin.calendar.asking import number, planner_of, post_of
from roster.loads import loads_of
from roster.month import calendar_of, month_of
from roster.undoing import last_change


@require_safe
def month_view(request: HttpRequest) -> HttpResponse:
    """Show who is on duty at the post on each day of the month, gaps and loads."""
    planner = planner_of(request)
    today = clock.today()
    first, last = month_of(request.GET.get("month", ""), today)
    post = _asked_post(request)
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "is_nav_sidebar_enabled": False,
        "title": _("Month of the rota"),
        "post": post,
        "first": first,
        "today": today,
        "previous": first - timedelta(days=1),
        "next": last + timedelta(days=1),
        "may_change": planner.has_perm("roster.change_assignment"),
    }
    if post:
        context |= {
            "posts": Post.objects.of(post.operation).in_scope(scope_of(request)).order_by("name"),
            "months": _months(post.operation, first),
            "calendar": calendar_of(post, first, last),
            "loads": loads_of(post, first, last),
            "last_change": last_change(planner, post),
        }
    return render(request, "admin/roster/duty/calendar/month.html", context)


def _asked_post(request: HttpRequest) -> Post | None:
    asked = request.GET.get("post", "")
    if asked and not number(asked):
        raise Http404
    if asked:
        return post_of(request, number(asked))
    operation = Operation.objects.current(clock.today())
    posts = Post.objects.with_hours().in_scope(scope_of(request)).order_by("name")
    return posts.of(operation).first() if operation else None


def _months(operation: Operation, shown: date) -> list[date]:
    """The first days of the operation's months, and the one that is shown."""
    months, day = {shown}, operation.starts_on.replace(day=1)
    while day <= operation.ends_on:
        months.add(day)
        day = (day + timedelta(days=31)).replace(day=1)
    return sorted(months)
