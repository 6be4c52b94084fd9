"""`/masalah/<number>/lampirkan/`: add photos and PDFs to a case."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from incidents.forms.files import AttachForm
from incidents.models import Incident
from incidents.states import Action
from incidents.views.files import FIELD, receive
from incidents.views.loading import load
from incidents.views.refusal import refusal_page
from incidents.views.steps import BY_ACTION
from incidents.workflow import Refused, attach
from incidents.workflow.step import check_possible
from roster.http import StaffRequest

STEP = BY_ACTION[Action.ATTACH]


@never_cache
@require_http_methods(["GET", "POST"])
def attach_files(request: StaffRequest, number: str) -> HttpResponse:
    """Show the form, or add its files; the good ones are kept while others are refused."""
    incident = load(request.user, number)
    try:
        check_possible(incident, Action.ATTACH, request.user)
        if request.method == "POST":
            return _take(request, incident)
    except Refused as refused:
        form = AttachForm(incident, request.user)
        return refusal_page(request, incident, STEP, form, refused)
    return _page(request, incident, AttachForm(incident, request.user))


def _take(request: StaffRequest, incident: Incident) -> HttpResponse:
    received = receive(request, incident.attachments.all())
    form = AttachForm(incident, request.user, request.POST)
    received.show(form)
    if not form.errors and not (received.staged or received.repeated):
        form.add_error(FIELD, _("Please choose at least one file."))
    if not form.is_valid():
        return _page(request, incident, form)
    if received.staged:
        attach(incident, request.user, client_uuid=form.cleaned_data["client_uuid"])
        messages.success(request, _("Done: %(action)s.") % {"action": Action.ATTACH.label})
    return redirect(incident)


def _page(request: StaffRequest, incident: Incident, form: AttachForm) -> HttpResponse:
    context = {"incident": incident, "step": STEP, "form": form}
    template = "incidents/step.html#form" if request.htmx else "incidents/step.html"
    return render(request, template, context, status=422 if form.is_bound else 200)
