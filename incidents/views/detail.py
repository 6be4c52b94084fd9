"""`/masalah/<number>/`: one incident."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from incidents.models import Incident
from incidents.permissions import sees_letters, sees_reported_party, sees_tracking_code
from incidents.views.attachment import attachments
from incidents.views.clocks import clocks_of
from incidents.views.completeness import completeness_of
from incidents.views.duplicates import duplicates_of
from incidents.views.letters import letters
from incidents.views.loading import load
from incidents.views.steps import BUTTONS, links
from incidents.views.telling import told
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
        "sees_letters": sees_letters(officer),
        "sees_reported_party": sees_reported_party(officer),
        "letters": letters(officer, incident),
        "sees_tracking_code": sees_tracking_code(officer, incident),
        "clocks": clocks_of(officer, incident),
        "completeness": completeness_of(officer, incident),
        "duplicates": duplicates_of(officer, incident),
        **attachments(officer, incident),
        "history": told(incident.events.visible_to(officer).in_order(), officer),
        "people": watching(officer, incident),
    }
