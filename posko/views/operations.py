"""`/operasi/`: this election, the next and those that were, each with its posts."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from posko import archive, clock
from posko.hours import opening
from posko.models import Operation, Post
from posko.public import public_page
from posko.seasons import season, standing
from posko.timeline import When, timeline

DAYS_SHOWN = 14
# Beyond this, posts are folded by city.
FLAT = 20


@public_page
def operations_page(request: HttpRequest) -> HttpResponse:
    """List the operations: running, coming, and those that are over in pages."""
    today, after = clock.today(), request.GET.get("sebelum", "")
    page = archive.over(today, after)
    context = {
        "running": [] if after else archive.running(today),
        "coming": [] if after else archive.coming(today),
        "over": page.operations,
        "first_url": reverse("posko:operations") if after else "",
        "next_url": f"?{urlencode({'sebelum': page.after})}" if page.after else "",
    }
    return render(request, "posko/operations.html", context)


@public_page
def operation_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one operation: when it is or was, its stages, posts and activities."""
    today = clock.today()
    operation = get_object_or_404(Operation.objects.published(), slug=slug)
    cities = archive.posts_by_city(operation)
    count = sum(len(city.posts) for city in cities)
    context = {
        "operation": operation,
        "standing": standing(operation, today).value,
        "is_current": operation == season(today)[0],
        "steps": timeline(operation, today),
        "cities": cities,
        "posts_count": count,
        "folded": count > FLAT,
        "activities": archive.activities_of(operation),
        "most_activities": archive.ACTIVITIES_SHOWN,
    }
    return render(request, "posko/operation.html", context)


@public_page
def operation_post(request: HttpRequest, slug: str, post: str) -> HttpResponse:
    """Show a post of an operation that isn't the current one; that one's have their own page."""
    rows = Post.objects.public().with_hours()
    found: Post = get_object_or_404(rows, operation__slug=slug, slug=post)
    today = clock.today()
    if found.operation == season(today)[0]:
        return HttpResponseRedirect(found.get_absolute_url())
    context = {"post": found, "operation": found.operation, **_hours(found)}
    return render(request, "posko/operation_post.html", context)


def _hours(post: Post) -> dict[str, Any]:
    now, schedule = clock.now(), post.schedule
    today = now.astimezone(schedule.zone).date()
    where = standing(post.operation, today)
    if where is When.OVER:
        return {"standing": where.value}
    days = schedule.days(max(today, schedule.first_day), DAYS_SHOWN)
    state = opening(schedule, now)
    return {"standing": where.value, "state": state, "days": days, "zone": schedule.zone}
