"""`/jadwal/serah-terima/<duty>/`: what a duty leaves to the next, signed and acknowledged."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from incidents.forms.handover import SignForm, TakeForm
from incidents.handing_over import is_as_signed, sign_with_cases, urgent_first
from incidents.models import HandedOver, Incident
from incidents.views.handover_cases import as_signed, as_they_stand
from posko import clock
from roster.declined import Declined
from roster.handing_over import acknowledge
from roster.handing_over.leaving import came_at
from roster.handing_over.who import next_duty, reads, speaks_for
from roster.handing_over.windows import may_sign_at, may_take_at, sign_opens
from roster.http import StaffRequest
from roster.models import Duty, Handover
from roster.oversight import oversees


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def handover_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Show the handover of a duty of the person's region; sign it, or take it."""
    duty = _load(request, pk)
    if not reads(request.user):
        raise PermissionDenied
    handover: Handover | None = getattr(duty, "handover", None)
    if request.method != "POST":
        return _page(request, duty, handover)
    if request.POST.get("langkah") == "terima" and handover:
        return _take(request, duty, handover)
    return _sign(request, duty, handover)


def _load(request: StaffRequest, pk: int) -> Duty:
    rows = Duty.objects.in_scope(request.user.region_id).select_related(
        "post__region",
        "handover__signed_by",
        "handover__acknowledged_by",
        "handover__to_duty__post__region",
    )
    return get_object_or_404(rows, pk=pk)


def _sign(request: StaffRequest, duty: Duty, handover: Handover | None) -> HttpResponse:
    if not speaks_for(request.user, duty):
        raise PermissionDenied
    form = SignForm(duty, request.POST)
    if not form.is_valid():
        return _page(request, duty, handover, 422, sign_form=form)
    notes = form.cleaned_data["notes"]
    return _done_or_told(
        request,
        duty,
        lambda: sign_with_cases(duty, request.user, notes=notes, equipment=form.equipment()),
        _("Handover signed. Thank you."),
        sign_form=form,
    )


def _take(request: StaffRequest, duty: Duty, handover: Handover) -> HttpResponse:
    if not (handover.to_duty and speaks_for(request.user, handover.to_duty)):
        raise PermissionDenied
    form = TakeForm(handover, request.POST)
    if not form.is_valid():
        return _page(request, duty, handover, 422, take_form=form)
    found = form.cleaned_data
    remark, missing = found["remark"], found.get("missing", [])
    return _done_or_told(
        request,
        duty,
        lambda: acknowledge(handover, request.user, remark=remark, missing=missing),
        _("Handover taken. Thank you."),
        take_form=form,
    )


def _done_or_told(
    request: StaffRequest,
    duty: Duty,
    step: Callable[[], Handover],
    done: str,
    **forms_: forms.Form,
) -> HttpResponse:
    try:
        step()
    except Declined as declined:
        form = next(iter(forms_.values()))
        form.add_error(None, str(declined.message))
        fresh = _load(request, duty.pk)
        return _page(request, fresh, getattr(fresh, "handover", None), 409, **forms_)
    messages.success(request, done)
    return redirect("handover:page", pk=duty.pk)


def _page(
    request: StaffRequest, duty: Duty, handover: Handover | None, status: int = 200, **context: Any
) -> HttpResponse:
    state = _signed(request, handover) if handover else _unsigned(request, duty)
    context = (
        {"duty": duty, "handover": handover, "oversees": oversees(request.user)} | state | context
    )
    return render(request, "incidents/handover.html", context, status=status)


def _unsigned(request: StaffRequest, duty: Duty) -> dict[str, Any]:
    now = clock.now()
    mine = speaks_for(request.user, duty)
    came = came_at(request.user, duty) if mine else None
    visible = Incident.objects.visible_to(request.user).unfinished().filter(post=duty.post_id)
    return {
        "sign_form": SignForm(duty) if mine and may_sign_at(duty.ends_at, now, came) else None,
        "mine": mine,
        "too_early": now < sign_opens(duty.ends_at),
        "opens": sign_opens(duty.ends_at),
        "cases": as_they_stand(urgent_first(visible.for_list())),
        "to_duty": next_duty(duty),
    }


def _signed(request: StaffRequest, handover: Handover) -> dict[str, Any]:
    coming, now = handover.to_duty, clock.now()
    takes = (
        coming is not None
        and handover.acknowledged_at is None
        and may_take_at(coming.starts_at, coming.ends_at, now)
        and speaks_for(request.user, coming)
    )
    rows = HandedOver.objects.filter(handover=handover).visible_to(request.user)
    return {
        "take_form": TakeForm(handover) if takes else None,
        "cases": as_signed(rows.in_order()),
        "to_duty": coming,
        "is_intact": is_as_signed(handover),
    }
