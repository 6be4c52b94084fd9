"""`/masalah/<number>/pantau/`: watch a case, or stop watching it."""

from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from incidents.models import Incident, Watch
from incidents.views.loading import load
from roster.http import StaffRequest
from roster.models import Officer


@require_POST
def watch(request: StaffRequest, number: str) -> HttpResponse:
    """Set what the form says, not the opposite of what is: sent twice, it holds all the same."""
    incident = load(request.user, number)
    wanted = request.POST.get("watch")
    if wanted == "1":
        Watch.objects.get_or_create(officer=request.user, incident=incident)
    elif wanted == "0":
        Watch.objects.filter(officer=request.user, incident=incident).delete()
    else:
        raise BadRequest
    return redirect(f"{incident.get_absolute_url()}#pemantau")


def watching(officer: Officer, incident: Incident) -> dict[str, Any]:
    """Return how many people watch ``incident``, and whether ``officer`` does."""
    found = incident.watches.aggregate(
        count=Count("pk"), own=Count("pk", filter=Q(officer=officer))
    )
    return {"count": found["count"], "mine": bool(found["own"])}
