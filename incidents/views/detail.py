"""`/masalah/<number>/`: one incident."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from incidents.models import Event, Incident
from incidents.narrative import quote, sentence
from incidents.permissions import sees_reported_party
from incidents.views.clocks import clocks_of
from incidents.views.loading import load
from incidents.views.steps import BUTTONS, links
from incidents.views.watch import watching
from roster.http import StaffRequest
from roster.models import Officer


@never_cache
@require_safe
def detail(request: StaffRequest, number: str) -> HttpResponse:
    """Show the account, the history and exactly what this person can do now."""
    incident = load(request.user, number)
    return render(request, "incidents/detail.html", case(request.user, incident))


def case(officer: Officer, incident: Incident) -> dict[str, Any]:
    """Return all that the page of ``incident`` shows to ``officer``."""
    steps = links(officer, incident)
    return {
        "incident": incident,
        "buttons": steps[:BUTTONS],
        "menu": steps[BUTTONS:],
        "extra": incident.extra_facts,
        "sees_reported_party": sees_reported_party(officer),
        "referrals": incident.referrals.visible_to(officer).in_order(),
        "clocks": clocks_of(officer, incident),
        "history": told(incident.events.visible_to(officer).in_order()),
        "people": watching(officer, incident),
    }


def told(events: Any) -> list[dict[str, Any]]:
    """Return ``events`` with their sentences."""
    return [_told(event) for event in events]


def _told(event: Event) -> dict[str, Any]:
    return {"event": event, "sentence": sentence(event), "quote": quote(event)}
