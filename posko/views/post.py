"""`/posko/<slug>/`: one post."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from posko import clock
from posko.activities import coming, news
from posko.holidays import holidays_between
from posko.hours import opening
from posko.models import Operation, Post
from posko.public import public_page
from posko.structured import as_block, post_data

DAYS_SHOWN = 14


@public_page
def post_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show where the post is, when it is open and what happens there."""
    now = clock.now()
    post = _public_post(slug)
    schedule = post.schedule
    today = now.astimezone(schedule.zone).date()
    days = schedule.days(today, DAYS_SHOWN) or schedule.days(schedule.first_day, DAYS_SHOWN)
    context = {
        "post": post,
        "state": opening(schedule, now),
        "schedule": schedule,
        "days": days,
        "today": today,
        "structured": as_block(post_data(post, days)),
        "canonical": f"{settings.SITE_URL}{post.get_absolute_url()}",
        "announcements": news(post.operation, now, post),
        "activities": coming(post.operation, now, post),
        "holidays": [
            (schedule.on(day), name)
            for day, name in holidays_between(schedule.first_day, schedule.last_day).items()
        ],
    }
    return render(request, "posko/post.html", context)


def _public_post(slug: str) -> Post:
    operation = Operation.objects.current(clock.today())
    if operation is None:
        raise Http404
    return get_object_or_404(Post.objects.public().of(operation).with_hours(), slug=slug)
