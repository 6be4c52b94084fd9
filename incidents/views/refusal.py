"""What somebody sees whose step came too late: what the others did, and their own words kept."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from incidents.forms.steps import CommentForm, PlainStepForm, StepForm
from incidents.models import Incident
from incidents.permissions import available
from incidents.states import Action
from incidents.views.loading import load
from incidents.views.steps import BY_ACTION, Step, url_of
from incidents.views.telling import told
from incidents.workflow import NotAllowed, Refused
from roster.http import StaffRequest


def refusal_page(
    request: StaffRequest,
    incident: Incident,
    step: Step,
    form: PlainStepForm,
    refused: Refused,
) -> HttpResponse:
    """Say why the step was refused, and offer what is still possible with what was typed."""
    fresh = load(request.user, incident.number)
    context: dict[str, Any] = {
        "incident": fresh,
        "step": step,
        "refusal": refused.message,
        "missed": _missed(request, fresh, form),
        **_ways_on(request, fresh, step, form),
    }
    status = 403 if isinstance(refused, NotAllowed) else 409
    return render(request, "incidents/step.html", context, status=status)


def _missed(request: StaffRequest, incident: Incident, form: PlainStepForm) -> list[dict[str, Any]]:
    seen = form.data.get("seen", "") if isinstance(form, StepForm) else ""
    if not (seen.isdecimal() and len(seen) < 10):
        return []
    return told(incident.events.visible_to(request.user).since(int(seen)).in_order(), request.user)


def _ways_on(
    request: StaffRequest, incident: Incident, step: Step, form: PlainStepForm
) -> dict[str, Any]:
    """Return the step's form again if the step is still possible, else a note with the words."""
    possible = available(request.user, incident)
    if step.action in possible:
        again = step.form(incident, request.user, form.data or None)
        if again.is_bound:
            again.renew()
        return {"form": again}
    typed = form.typed()
    if typed and Action.COMMENT in possible:
        note = CommentForm(incident, request.user)
        note.initial["text"] = typed
        return {"note": note, "note_url": url_of(incident, BY_ACTION[Action.COMMENT])}
    return {"typed": typed}
