"""`/masalah/`: the log, newest first."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from incidents.deadlines.queries import most_urgent
from incidents.deadlines.words import standing
from incidents.forms.filter import FilterForm
from incidents.models import Incident, SavedFilter
from incidents.permissions import may_export, sees_reveals, steers
from incidents.views.bulk import STEPS
from incidents.views.pages import page
from posko import clock
from roster.http import StaffRequest


@require_safe
def incident_list(request: StaffRequest) -> HttpResponse:
    """Show what the person may know of, filtered; one page or, for htmx, its results alone."""
    form = FilterForm(request.user, request.GET)
    incidents = form.apply(Incident.objects.visible_to(request.user))
    shown = page(incidents.naming_primary(request.user).for_list())
    context = {
        "form": form,
        "incidents": shown.rows,
        "rows": _with_deadlines(request, shown.rows),
        "next_url": _next_url(request, shown.last),
        "may_export": may_export(request.user),
        "saved": SavedFilter.objects.of(request.user),
        "sees_reveals": sees_reveals(request.user),
        "bulk_steps": list(STEPS.values()) if steers(request.user) else [],
    }
    fragment = "#results" if request.htmx and not request.htmx.boosted else ""
    return render(request, f"incidents/list.html{fragment}", context)


def _with_deadlines(request: StaffRequest, incidents: list[Incident]) -> list[tuple[Incident, str]]:
    """Return each incident with how the clock that ends first stands, in words, or ''."""
    clocks, now = most_urgent(incidents, request.user), clock.now()
    return [(i, standing(clocks[i.pk], now) if i.pk in clocks else "") for i in incidents]


def _next_url(request: StaffRequest, last: Incident | None) -> str:
    if last is None:
        return ""
    asked = request.GET.copy()
    asked["before"] = str(last.pk)
    return f"?{asked.urlencode()}"
