"""`/kegiatan/`: what happens at the posts, and what the public has to know."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from posko import clock
from posko.activities import coming, news, public_activities
from posko.activity_calendar import Months, days_in
from posko.calendar_files import ical, webcal
from posko.models import Operation, Post
from posko.month_days import Month
from posko.public import public_page
from posko.seasons import season
from posko.views.loading import current_operation

CALENDAR = "text/calendar; charset=utf-8"


@public_page(query=["bulan", "posko"])
def activities_page(request: HttpRequest) -> HttpResponse:
    """Show announcements and what comes day by day, or with ``bulan`` a month of activities.

    With ``posko``, of that post and its whole operation alone.
    """
    operation, gap = season(clock.today())
    if operation is None:
        return render(request, "posko/activities.html", {"operation": None, "gap": gap})
    slug = request.GET.get("posko", "").replace("\x00", "")
    post = _post(operation, slug) if slug else None
    context = {"operation": operation, "gap": gap, "post": post, **_subscribe(post)}
    context["posts"] = _posts_with_activities(operation, post)
    if "bulan" in request.GET:
        context |= _month(request.GET["bulan"], operation, post)
        return render(request, "posko/activity_month.html", context)
    context["activities"] = coming(operation, clock.now(), post)
    context["announcements"] = news(operation, clock.now(), post)
    return render(request, "posko/activities.html", context)


@public_page
def activities_calendar(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Answer a calendar program: activities of all posts, or of one."""
    operation = current_operation()
    post = _post(operation, slug) if slug else None
    return HttpResponse(ical(operation, clock.now(), post), content_type=CALENDAR)


def _month(asked: str, operation: Operation, post: Post | None) -> dict[str, object]:
    """Return what the page of a month shows; of what isn't there, the month nearest to it."""
    months = Months.of(operation)
    wanted = Month.read(asked)
    month = months.nearest(wanted or Month.of(clock.today()))
    days = days_in(month, operation, post)
    return {
        "month": month,
        "days": days,
        "count": len({entry.activity.pk for day in days for entry in day.entries}),
        "today": clock.today(),
        "before": months.before(month),
        "after": months.after(month),
        # An empty `bulan` is the link to "the calendar": nobody asked for anything else.
        "other_than_asked": bool(asked) and wanted != month,
    }


def _subscribe(post: Post | None) -> dict[str, object]:
    path = reverse("posko:activities-calendar")
    if post:
        path = reverse("posko:post-calendar", args=[post.slug])
    return {"calendar": path, "webcal": webcal(path)}


def _posts_with_activities(operation: Operation, chosen: Post | None) -> list[Post]:
    """Return the posts to choose from: those that have activities of their own."""
    theirs = public_activities(operation, None).values("post")
    rows = Post.objects.public().of(operation).filter(pk__in=theirs)
    posts = list(rows.only("name", "slug").order_by("region_id", "name"))
    return posts if chosen is None or chosen in posts else [chosen, *posts]


def _post(operation: Operation, slug: str) -> Post:
    found: Post = get_object_or_404(Post.objects.public().of(operation), slug=slug)
    return found
