"""`/masalah/<number>/tanda-terima/`: the number to read out on the phone."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from incidents.codes import spoken
from incidents.permissions import sees_tracking_code
from incidents.views.loading import load
from roster.http import StaffRequest


@never_cache
@require_safe
def receipt(request: StaffRequest, number: str) -> HttpResponse:
    """Show the number large, the code for the reporter, and what comes next."""
    incident = load(request.user, number)
    own = sees_tracking_code(request.user, incident)
    context = {"incident": incident, "code": spoken(incident.tracking_code) if own else ""}
    return render(request, "incidents/receipt.html", context)
