"""`/jadwal/saya/`: my own duties."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from posko import clock
from roster.attendance.today import duties_now
from roster.http import StaffRequest
from roster.models import Assignment, CalendarFeed
from roster.views.mine_parts import swaps_and_absences

PAST_SHOWN = 10


@require_safe
def my_duties(request: StaffRequest) -> HttpResponse:
    """Show what is to come, the next duty first, and what was lately."""
    now = clock.now()
    mine = Assignment.objects.of(request.user).select_related("duty__post__region")
    context = {
        "coming": mine.filter(ends_at__gt=now).select_related("attendance").order_by("starts_at"),
        "past": mine.filter(ends_at__lte=now).order_by("-starts_at")[:PAST_SHOWN],
        "now": now,
        "duties_now": duties_now(request.user, now),
        "feed": CalendarFeed.objects.filter(officer=request.user).first(),
        **swaps_and_absences(request.user, now),
    }
    return render(request, "roster/mine.html", context)
