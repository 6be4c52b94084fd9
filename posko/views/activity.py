"""`/kegiatan/<id>/` and `/pengumuman/<id>/`: one activity, one announcement."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import Truncator

from posko import clock
from posko.activities import body_of, description_of, place_of, title_of
from posko.activity_data import event_data
from posko.calendar_files import ical_of
from posko.models import Activity, Announcement, Operation
from posko.public import public_page
from posko.structured import as_block
from posko.views.activities import CALENDAR

# What messengers show of a page.
SUMMARY = 160


@public_page
def activity_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one activity, over or coming, and offer it for people's calendars."""
    activity = _activity(pk)
    text = description_of(activity) or place_of(activity)
    context = {
        "activity": activity,
        "is_over": activity.ends_at <= clock.now(),
        "post_is_current": _is_current(activity.operation),
        "structured": as_block(event_data(activity)),
        **_share(activity.get_absolute_url(), title_of(activity), text),
    }
    return render(request, "posko/activity.html", context)


@public_page
def activity_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """Send one activity as a file for a calendar."""
    response = HttpResponse(ical_of(_activity(pk)), content_type=CALENDAR)
    response["Content-Disposition"] = f'attachment; filename="kegiatan-{pk}.ics"'
    return response


@public_page
def announcement_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one announcement while it is shown."""
    rows = Announcement.objects.public(clock.now()).select_related("post__region", "operation")
    announcement = get_object_or_404(rows, pk=pk)
    context = {
        "announcement": announcement,
        "post_is_current": _is_current(announcement.operation),
        **_share(announcement.get_absolute_url(), title_of(announcement), body_of(announcement)),
    }
    return render(request, "posko/announcement.html", context)


def _activity(pk: int) -> Activity:
    rows = Activity.objects.public().select_related("post__region", "operation")
    return get_object_or_404(rows, pk=pk)


def _share(path: str, title: str, text: str) -> dict[str, object]:
    summary = Truncator(" ".join(text.split())).chars(SUMMARY)
    return {"canonical": f"{settings.SITE_URL}{path}", "title": title, "summary": summary}


def _is_current(operation: Operation) -> bool:
    """Tell whether pages of this operation's posts are those that stand at their addresses now."""
    return operation == Operation.objects.current(clock.today())
