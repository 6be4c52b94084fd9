"""One day of a post in the admin: all its duties, and each cell to be changed.

The same address gives the editor of one kind alone (``?kind=polres``) to htmx, for the calendar.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.contrib import admin, messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from psycopg import errors

from posko import clock
from posko.models import Post
from roster.admin.calendar.asking import day_of, number, planner_of, post_of
from roster.admin.calendar.editor import Editor, editors_of
from roster.changing import Act, Moved, Step, change
from roster.colleagues import pool_of
from roster.creating import create_missing, missing_slots
from roster.kinds import ORDER, kind_of
from roster.models import Duty, Officer
from roster.month import Calendar, calendar_of
from roster.replacements import Candidates
from roster.staffing import Refused
from roster.undoing import last_change


@dataclass
class Told:
    """What became of a change: the words, the status, and what was typed."""

    duty: int = 0
    kind: str = ""
    words: str = ""
    status: int = 200
    officer: int = 0
    leads: bool = False
    pinned: bool = False
    reasons: list[str] = field(default_factory=list)
    # Whether the cell that it is about is shown, to say it there.
    is_placed: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
def day_view(request: HttpRequest, post: int, day: str) -> HttpResponse:
    """Show the day, or the editor of one cell; take what was sent."""
    planner = planner_of(request)
    place, date_ = post_of(request, post), day_of(day)
    told = Told()
    if request.method == "POST":
        planner_of(request, "roster.change_assignment")
        if "create" in request.POST:
            return _create(request, place, date_)
        told = _change(request, planner, place, date_)
        if told.status == 200 and not _wants_fragment(request):
            messages.success(request, told.words)
            return HttpResponseRedirect(f"{_address(place, date_)}#{told.duty}-{told.kind}")
    return _shown(request, planner, place, date_, told)


def _shown(
    request: HttpRequest, planner: Officer, post: Post, day: date, told: Told
) -> HttpResponse:
    calendar = calendar_of(post, day, day)
    editors = editors_of(calendar, Candidates(post, day), planner, clock.now())
    told.is_placed = any(e.place.is_of(told.duty, told.kind) for e in editors)
    context = {"post": post, "day": calendar.days[0], "told": told, "address": _address(post, day)}
    context |= {"may_change": planner.has_perm("roster.change_assignment")}
    if _wants_fragment(request):
        context |= _of_kind(request, calendar, editors)
        response = render(
            request, "admin/roster/duty/calendar/cell.html", context, status=told.status
        )
        if request.method == "POST" and told.status == 200:
            response["HX-Trigger"] = "rota-changed"
    else:
        context |= _of_page(request, planner, post, day, editors)
        response = render(
            request, "admin/roster/duty/calendar/day.html", context, status=told.status
        )
    patch_vary_headers(response, ["HX-Request"])
    return response


def _of_kind(request: HttpRequest, calendar: Calendar, editors: list[Editor]) -> dict[str, Any]:
    asked = request.POST.get("kind") or request.GET.get("kind", "")
    cells = [cell for cell in calendar.days[0].cells if cell.kind == asked]
    return {
        "label": cells[0].label if cells else "",
        "editors": [editor for editor in editors if editor.place.kind == asked],
        "fragment": True,
    }


def _of_page(
    request: HttpRequest, planner: Officer, post: Post, day: date, editors: list[Editor]
) -> dict[str, Any]:
    shifts: dict[Duty, list[Editor]] = {}
    for editor in editors:
        shifts.setdefault(editor.place.duty, []).append(editor)
    return {
        **admin.site.each_context(request),
        "is_nav_sidebar_enabled": False,
        "title": _("Duties of a day"),
        "shifts": list(shifts.items()),
        "missing_slots": missing_slots(post, day),
        "may_create": planner.has_perm("roster.add_duty"),
        "previous": _address(post, day - timedelta(days=1)) if day > date(2000, 1, 1) else "",
        "next": _address(post, day + timedelta(days=1)) if day < date(2099, 12, 31) else "",
        "last_change": last_change(planner, post),
    }


def _create(request: HttpRequest, post: Post, day: date) -> HttpResponse:
    planner_of(request, "roster.add_duty")
    count = create_missing(post, day)
    words = ngettext("%d duty created.", "%d duties created.", count) % count
    messages.success(request, words if count else _("All duties of this day are there already."))
    return HttpResponseRedirect(_address(post, day))


def _change(request: HttpRequest, planner: Officer, post: Post, day: date) -> Told:
    told = Told(
        duty=number(request.POST.get("duty", "")),
        kind=request.POST.get("kind", ""),
        leads="leads" in request.POST,
        pinned="pinned" in request.POST,
    )
    duty = Duty.objects.filter(post=post, pk=told.duty).select_related("post__region").first()
    step = _step(request, post, duty, told)
    if duty is None or step is None or duty.day != day or told.kind not in ORDER:
        told.words = _("That can't be chosen here. Please look again: the rota may have changed.")
        told.status = 422
        return told
    try:
        done = change(duty, told.kind, step, by=planner, seen=request.POST.get("version", ""))
    except (Moved, Duty.DoesNotExist):
        return _moved(told)
    except IntegrityError as error:
        if not isinstance(error.__cause__, (errors.ExclusionViolation, errors.UniqueViolation)):
            raise
        return _moved(told)
    except Refused as refused:
        told.words, told.status = _("Nothing was stored yet."), 422
        told.reasons = [objection.words for objection in refused.objections]
        return told
    told.words = _("Saved: %(what)s.") % {"what": done.words}
    told.leads = told.pinned = False
    told.officer = 0
    return told


def _moved(told: Told) -> Told:
    told.status = 409
    told.words = _(
        "Somebody else changed this just now. Nothing of yours was stored: below is how it is, and "
        "what you chose is still marked."
    )
    return told


def _step(request: HttpRequest, post: Post, duty: Duty | None, told: Told) -> Step | None:
    """What the pressed button says: ``add=12``, ``anyway=12`` (overruling), ``off=12``, ..."""
    names = {"anyway": Act.ADD, **{act.value: act for act in Act}}
    pressed = next((name for name in names if name in request.POST), None)
    if pressed is None or duty is None:
        return None
    told.officer = number(request.POST[pressed])
    act = names[pressed]
    officer = _officer(act, told, post, duty)
    if officer is None:
        return None
    return Step(act, officer, told.leads, told.pinned, overrule=pressed == "anyway")


def _officer(act: Act, told: Told, post: Post, duty: Duty) -> Officer | None:
    """Whom it is about: of the cell's kind, or its version would not cover the change."""
    people = pool_of(post) if act == Act.ADD else Officer.objects.select_related("institution")
    found: Officer | None = people.filter(pk=told.officer).first()
    return found if found and kind_of(found) == told.kind else None


def _wants_fragment(request: HttpRequest) -> bool:
    return bool(request.headers.get("HX-Request"))


def _address(post: Post, day: date) -> str:
    return reverse("admin:roster_duty_day", args=[post.pk, day.isoformat()])
