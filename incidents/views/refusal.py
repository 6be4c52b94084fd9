"""What somebody sees whose step came too late: what the others did, and their own words kept."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from incidents.forms.steps import CommentForm, PlainStepForm, StepForm
from incidents.models import Incident
from incidents.permissions import may
from incidents.states import Action, targets
from incidents.views.detail import told
from incidents.views.loading import load
from incidents.views.steps import BY_ACTION, Step, url_of
from roster.http import StaffRequest


def refusal_page(
    request: StaffRequest,
    incident: Incident,
    step: Step,
    form: PlainStepForm,
    message: str,
    status: int,
) -> HttpResponse:
    """Say why the step was refused, and offer what is still possible with what was typed."""
    fresh = load(request.user, incident.number)
    context: dict[str, Any] = {
        "incident": fresh,
        "step": step,
        "refusal": message,
        "missed": _missed(request, fresh, form),
        **_ways_on(request, fresh, step, form),
    }
    return render(request, "incidents/step.html", context, status=status)


def _missed(request: StaffRequest, incident: Incident, form: PlainStepForm) -> list[dict[str, Any]]:
    seen = form.data.get("seen", "") if isinstance(form, StepForm) else ""
    if not (seen.isdecimal() and len(seen) < 10):
        return []
    return told(incident.events.visible_to(request.user).since(int(seen)).in_order())


def _ways_on(
    request: StaffRequest, incident: Incident, step: Step, form: PlainStepForm
) -> dict[str, Any]:
    """Return the step's form again if the step is still possible, else a note with the words."""
    if may(request.user, step.action, incident) and targets(step.action, incident.state):
        again = step.form(incident, request.user, form.data or None)
        if again.is_bound:
            again.renew()
        return {"form": again}
    typed = form.typed()
    if typed and may(request.user, Action.COMMENT, incident):
        note = CommentForm(incident, request.user)
        note.initial.update(text=typed, client_uuid=uuid.uuid4())
        return {"note": note, "note_url": url_of(incident, BY_ACTION[Action.COMMENT])}
    return {"typed": typed}
