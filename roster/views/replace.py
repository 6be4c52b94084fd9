"""`/jadwal/pengganti/`: who can step in, and one tap to let them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from posko import clock
from posko.keys import row_key
from roster.away import Away
from roster.http import StaffRequest
from roster.kinds import kind_label, kind_of
from roster.models import Assignment, Duty, InstitutionKind, Officer
from roster.models.officer import OfficerQuerySet
from roster.replacements import candidates
from roster.replacing import fill, missing, replace
from roster.staffing import Overtaken, Refused
from roster.views.guard import want_planner


@require_http_methods(["GET", "HEAD", "POST"])
def replace_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Show who can step in for somebody at a duty; put one of them there."""
    want_planner(request.user)
    rows = Assignment.objects.in_scope(request.user.region_id).select_related(
        "officer__institution", "duty__post__region", "duty__post__operation"
    )
    assignment = get_object_or_404(rows, pk=pk)
    if request.method == "POST" and assignment.ends_at > clock.now():
        done = _try(
            request, lambda officer, overrule: _replace(request, assignment, officer, overrule)
        )
        if done:
            return done
        assignment = get_object_or_404(rows, pk=pk)
    day = assignment.duty.day
    absent = Away([assignment.officer_id], day, day).of(assignment.officer_id, day) is not None
    context = {"assignment": assignment, "absent": absent}
    return _page(request, assignment.duty, kind_of(assignment.officer), context)


@require_http_methods(["GET", "HEAD", "POST"])
def fill_page(request: StaffRequest, pk: int, kind: str) -> HttpResponse:
    """Show who can take a place that nobody has; put one of them there."""
    want_planner(request.user)
    if kind not in InstitutionKind:
        raise Http404
    rows = Duty.objects.in_scope(request.user.region_id)
    duty = get_object_or_404(rows.select_related("post__region", "post__operation"), pk=pk)
    if request.method == "POST" and duty.ends_at > clock.now():
        done = _try(request, lambda officer, overrule: fill(duty, kind, officer, overrule=overrule))
        if done:
            return done
    return _page(request, duty, kind, {"missing": missing(duty, kind)})


def _page(request: StaffRequest, duty: Duty, kind: str, context: dict[str, Any]) -> HttpResponse:
    over = duty.ends_at <= clock.now()
    found = [] if over else candidates(duty, kind)
    context |= {
        "duty": duty,
        "kind": kind_label(kind),
        "fitting": [c for c in found if not c.objections],
        "others": [c for c in found if c.objections],
        "over": over,
    }
    status = 409 if request.method == "POST" else 200
    return render(request, "roster/replace.html", context, status=status)


def _try(request: StaffRequest, put: Callable[[Officer, bool], Assignment]) -> HttpResponse | None:
    """Put the chosen person there and lead on; say why not, and return None."""
    chosen = request.POST.get("officer", "")
    officer = _officer(chosen)
    if officer is None:
        messages.error(request, _("Please choose one of these people."))
        return None
    try:
        put(officer, request.POST.get("overrule") == "1")
    except Overtaken as refused:
        # Whoever is there now isn't whom the page was about: it offers nothing any more.
        messages.error(request, str(refused))
        return redirect("roster:away")
    except Refused as refused:
        messages.error(request, str(refused))
        return None
    said = _("%(name)s is on duty there now. Those concerned are told.")
    messages.success(request, said % {"name": officer.full_name})
    return redirect("roster:away")


def _officer(key: str) -> Officer | None:
    people: OfficerQuerySet = Officer.objects.active()
    return people.select_related("institution").filter(pk=row_key(key) or 0).first()


def _replace(
    request: StaffRequest, assignment: Assignment, officer: Officer, overrule: bool
) -> Assignment:
    """Replace whom the page showed; the second tap finds the new person there already."""
    there = str(assignment.officer_id)
    if there != str(officer.pk) and request.POST.get("instead_of") != there:
        raise Overtaken
    return replace(assignment, officer, overrule=overrule)
