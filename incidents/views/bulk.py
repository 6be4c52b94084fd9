"""`/masalah/sekaligus/`: one step for many incidents, each with its own result."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from incidents.forms.steps import PlainStepForm
from incidents.models import Incident
from incidents.permissions import steers
from incidents.states import Action, targets
from incidents.views.echo import is_echo
from incidents.views.steps import BY_ACTION, Step
from incidents.workflow import Refused
from roster.http import StaffRequest

# A page of the list and some: one request must not hold a worker for long.
BULK_MAX = 100
BULK_ACTIONS = (Action.VERIFY, Action.ASSIGN, Action.REFER)
STEPS = {BY_ACTION[action].slug: BY_ACTION[action] for action in BULK_ACTIONS}


@dataclass(frozen=True, slots=True)
class Chosen:
    """One incident that was ticked, and the version that the person saw."""

    incident: Incident
    seen: int

    def can(self, step: Step) -> bool:
        """Whether the table has a way for ``step`` from where the incident stands."""
        return bool(targets(step.action, self.incident.state))

    @property
    def value(self) -> str:
        """What its tick sends."""
        return f"{self.incident.number}:{self.seen}"


@dataclass(frozen=True, slots=True)
class Result:
    """How the step ended for one incident."""

    incident: Incident
    refusal: str = ""


@never_cache
@require_http_methods(["GET", "POST"])
def bulk(request: StaffRequest) -> HttpResponse:
    """Show the step's form for what was ticked, or take the step with each of them."""
    if not steers(request.user):
        raise PermissionDenied
    step = STEPS.get(request.POST.get("step", ""))
    chosen = list(_chosen(request))
    if step is None or not chosen:
        return _page(request, None, [], None)
    confirmed = "confirmed" in request.POST
    form = _form(request, step, chosen[0].incident, request.POST if confirmed else None)
    if confirmed and form.is_valid():
        return _result_page(request, step, chosen, form.cleaned_data)
    return _page(request, step, chosen, form)


def _chosen(request: StaffRequest) -> Iterator[Chosen]:
    """The ticked incidents that the person may know of, in the order of the list."""
    ticks = [tick.partition(":") for tick in request.POST.getlist("chosen")[:BULK_MAX]]
    seen = {
        number: int(version)
        for number, _colon, version in ticks
        if version.isdecimal() and len(version) < 10 and "\x00" not in number
    }
    visible = Incident.objects.visible_to(request.user).for_list()
    for incident in visible.select_related("city").filter(number__in=seen):
        yield Chosen(incident, seen[incident.number])


def _form(request: StaffRequest, step: Step, first: Incident, data: Any) -> PlainStepForm:
    form = step.form(first, request.user, data)
    # Each incident brings its own.
    form.fields.pop("seen", None)
    return form


def _result_page(
    request: StaffRequest, step: Step, chosen: list[Chosen], typed: dict[str, Any]
) -> HttpResponse:
    results = [_take(request, step, one, typed) for one in chosen]
    refused = [result for result in results if result.refusal]
    context = {
        "step": step,
        "results": results,
        "done": len(results) - len(refused),
        "refused": len(refused),
    }
    return render(request, "incidents/bulk_result.html", context)


def _take(request: StaffRequest, step: Step, one: Chosen, typed: dict[str, Any]) -> Result:
    """Take the step with one incident, in a transaction of its own."""
    try:
        step.perform(one.incident, request.user, **typed, seen=one.seen)
    except Refused as refused:
        if not is_echo(refused, request.user, step.action, typed):
            return Result(one.incident, str(refused.message))
    return Result(Incident.objects.for_list().get(pk=one.incident.pk))


def _page(
    request: StaffRequest, step: Step | None, chosen: list[Chosen], form: PlainStepForm | None
) -> HttpResponse:
    if request.method == "GET":
        return redirect("incidents:list")
    fault = "" if chosen else _("Tick at least one problem in the list first.")
    rows = [(one, step is None or one.can(step)) for one in chosen]
    context = {"step": step, "rows": rows, "chosen": chosen, "form": form, "fault": fault}
    bad = not chosen or (form is not None and form.is_bound)
    return render(request, "incidents/bulk.html", context, status=422 if bad else 200)
