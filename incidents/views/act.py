"""`/masalah/<number>/<step>/`: take one step with an incident."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from incidents.forms.steps import PlainStepForm
from incidents.models import Incident
from incidents.reporters import ReporterData
from incidents.views.echo import is_echo
from incidents.views.hints import hints
from incidents.views.loading import load
from incidents.views.refusal import refusal_page
from incidents.views.steps import STEPS, Step
from incidents.workflow import Refused
from incidents.workflow.step import check_possible
from roster.http import StaffRequest


@never_cache
@require_http_methods(["GET", "POST"])
def act(request: StaffRequest, number: str, step: str) -> HttpResponse:
    """Show the step's form, or take the step and go back to the incident."""
    chosen = STEPS.get(step)
    if chosen is None:
        raise Http404
    incident = load(request.user, number)
    form = chosen.form(incident, request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _take(request, incident, chosen, form)
    try:
        check_possible(incident, chosen.action, request.user)
    except Refused as refused:
        return refusal_page(request, incident, chosen, form, refused)
    return _form_page(request, incident, chosen, form)


def _take(
    request: StaffRequest, incident: Incident, step: Step, form: PlainStepForm
) -> HttpResponse:
    try:
        result = step.perform(incident, request.user, **form.cleaned_data)
    except Refused as refused:
        if is_echo(refused, request.user, step.action, form.cleaned_data):
            return redirect(incident)
        return refusal_page(request, incident, step, form, refused)
    if isinstance(result, ReporterData):
        context = {"incident": incident, "reporter": result}
        return render(request, "incidents/reporter.html", context)
    messages.success(request, _("Done: %(action)s.") % {"action": step.action.label})
    return redirect(incident)


def _form_page(
    request: StaffRequest, incident: Incident, step: Step, form: PlainStepForm
) -> HttpResponse:
    told = hints(step, incident, request.user)
    context = {"incident": incident, "step": step, "form": form, **told}
    template = "incidents/step.html#form" if request.htmx else "incidents/step.html"
    return render(request, template, context, status=422 if form.is_bound else 200)
