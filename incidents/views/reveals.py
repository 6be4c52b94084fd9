"""`/masalah/pelapor-dibuka/`: every look at a reporter, with its reason."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from incidents.models import Event, Incident
from incidents.permissions import sees_reveals
from roster.http import StaffRequest

PAGE_SIZE = 25


@never_cache
@require_safe
def reveals(request: StaffRequest) -> HttpResponse:
    """Show who opened a reporter's data in the person's region, when and why, newest first."""
    if not sees_reveals(request.user):
        raise PermissionDenied
    visible = Incident.objects.visible_to(request.user)
    found = Event.objects.reveals().filter(incident__in=visible)
    rows = list(found.older_than(request.GET.get("before", ""))[: PAGE_SIZE + 1])
    more = len(rows) > PAGE_SIZE
    context = {
        "reveals": rows[:PAGE_SIZE],
        "next_url": f"?before={rows[PAGE_SIZE - 1].pk}" if more else "",
    }
    return render(request, "incidents/reveals.html", context)
