"""`/kegiatan/`: what happens at the posts, and what the public has to know."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from posko import clock
from posko.activities import coming, ical, news
from posko.models import Operation, Post
from posko.public import public_page
from posko.seasons import season


@public_page
def activities_page(request: HttpRequest) -> HttpResponse:
    """Show announcements, and activities day by day."""
    now = clock.now()
    operation, gap = season(clock.today())
    context = {
        "operation": operation,
        "gap": gap,
        "activities": coming(operation, now) if operation else [],
        "announcements": news(operation, now) if operation else [],
    }
    return render(request, "posko/activities.html", context)


@public_page
def activities_calendar(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Answer a calendar program: activities of all posts, or of one."""
    operation = Operation.objects.current(clock.today())
    if operation is None:
        raise Http404
    post = _post(operation, slug) if slug else None
    file = ical(operation, clock.now(), post)
    return HttpResponse(file, content_type="text/calendar; charset=utf-8")


def _post(operation: Operation, slug: str) -> Post:
    found: Post = get_object_or_404(Post.objects.public().of(operation), slug=slug)
    return found
