"""`/posko/<slug>/`: one post."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from posko import clock
from posko.activities import coming, news
from posko.calendar_files import webcal
from posko.holidays import holidays_between
from posko.hours import DayHours, Schedule, opening
from posko.models import Photo, Post
from posko.public import public_page
from posko.structured import as_block, post_data
from posko.views.loading import public_post

DAYS_SHOWN = 14


@public_page
def post_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show where the post is, when it is open and what happens there."""
    now = clock.now()
    post = public_post(slug)
    context = {
        "post": post,
        **_hours(post, now),
        **_addresses(post),
        "announcements": news(post.operation, now, post),
        "activities": coming(post.operation, now, post),
        "photos": Photo.objects.public().filter(post=post),
    }
    return render(request, "posko/post.html", context)


def _hours(post: Post, now: datetime) -> dict[str, Any]:
    schedule = post.schedule
    today = now.astimezone(schedule.zone).date()
    # Before the period: its first days. After it: none, as nobody should come.
    days = schedule.days(today, DAYS_SHOWN)
    return {
        "state": opening(schedule, now),
        "schedule": schedule,
        "days": days,
        "today": today,
        "is_over": today > schedule.last_day,
        "holidays": [] if today > schedule.last_day else _holidays(schedule),
        "structured": as_block(post_data(post, _known(schedule, days))),
    }


def _holidays(schedule: Schedule) -> list[tuple[DayHours, str]]:
    if not schedule.is_announced:
        return []
    found: dict[date, str] = holidays_between(schedule.first_day, schedule.last_day)
    return [(schedule.on(day), name) for day, name in found.items()]


def _known(schedule: Schedule, days: list[DayHours]) -> list[DayHours]:
    # Of hours that nobody has announced, search engines must not say "closed".
    return days if schedule.is_announced else []


def _addresses(post: Post) -> dict[str, str]:
    page = f"{settings.SITE_URL}{post.get_absolute_url()}"
    return {
        "canonical": page,
        "webcal": webcal(reverse("posko:post-calendar", args=[post.slug])),
        "share_text": f"{post.name}, {post.address}\n{page}",
        "dialled": "".join(c for c in post.phone if c.isdigit() or c == "+"),
    }
