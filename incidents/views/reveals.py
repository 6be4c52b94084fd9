"""`/masalah/pelapor-dibuka/`: every look at a reporter, with its reason."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from incidents.models import Event, Incident
from incidents.permissions import sees_reveals
from incidents.views.pages import page
from posko.keys import row_key
from roster.http import StaffRequest


@never_cache
@require_safe
def reveals(request: StaffRequest) -> HttpResponse:
    """Show who opened a reporter's data in the person's region, when and why, newest first."""
    if not sees_reveals(request.user):
        raise PermissionDenied
    visible = Incident.objects.visible_to(request.user)
    found = Event.objects.reveals().filter(incident__in=visible)
    shown = page(found.older_than(row_key(request.GET.get("before"))))
    context = {
        "reveals": shown.rows,
        "next_url": f"?before={shown.last.pk}" if shown.last else "",
    }
    return render(request, "incidents/reveals.html", context)
