"""`/`: the posts of the current operation."""

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from posko import clock
from posko.hours import Source, opening
from posko.models import Operation, Post


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """List the published posts with address, hours and whether they are open now."""
    now = clock.now()
    operation = Operation.objects.current(clock.today())
    posts = Post.objects.public().of(operation).with_hours() if operation else []
    cards = [_card(post, now) for post in posts]
    return render(request, "posko/home.html", {"operation": operation, "cards": cards})


def _card(post: Post, now: datetime) -> dict[str, Any]:
    schedule = post.schedule
    today = schedule.on(now.astimezone(schedule.zone).date())
    return {
        "post": post,
        "state": opening(schedule, now),
        "today": today if today.hours else None,
        "is_common": today.source == Source.COMMON,
    }
