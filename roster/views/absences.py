"""Absences: an officer reports them, planners see which duties they leave open."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roster.absences import Overlapping, gaps_of, replan_url, report, take_back
from roster.away import vacancies
from roster.forms.absence import AbsenceForm
from roster.http import StaffRequest
from roster.models import Absence, Assignment
from roster.views.guard import want_planner, want_server


@require_http_methods(["GET", "HEAD", "POST"])
def report_absence(request: StaffRequest) -> HttpResponse:
    """Take an absence: stored, and told to those who plan."""
    want_server(request.user)
    form = AbsenceForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (absence := _store(request, form)):
        count = len(gaps_of(absence))
        said = _("Your absence is reported. Duties for which a replacement is sought: %(count)d.")
        messages.success(request, said % {"count": count})
        return redirect("roster:mine")
    status = 422 if form.is_bound else 200
    return render(request, "roster/absence.html", {"form": form}, status=status)


@require_POST
def take_back_absence(request: StaffRequest, pk: int) -> HttpResponse:
    """Take one's own absence back, or end it today."""
    want_server(request.user)
    mine = Absence.objects.filter(officer=request.user)
    absence = get_object_or_404(mine.select_related("officer"), pk=pk)
    if take_back(absence):
        messages.success(request, _("Your absence is taken back."))
    else:
        messages.error(request, _("This absence is over."))
    return redirect("roster:mine")


@require_safe
def away_page(request: StaffRequest) -> HttpResponse:
    """Show planners the coming duties of people who are away, with the way to a replacement."""
    want_planner(request.user)
    rows = Assignment.objects.in_scope(request.user.region_id)
    found = vacancies(rows)
    plans_in_admin = request.user.is_staff and request.user.has_perm("roster.change_assignment")
    ways = [(v, replan_url(v.absence) if plans_in_admin else "") for v in found]
    return render(request, "roster/away.html", {"vacancies": ways})


def _store(request: StaffRequest, form: AbsenceForm) -> Absence | None:
    typed = form.cleaned_data
    try:
        return report(
            request.user, typed["kind"], typed["first_day"], typed["last_day"], typed["note"]
        )
    except Overlapping as overlapping:
        form.add_error("first_day", str(overlapping))
        return None
