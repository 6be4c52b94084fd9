"""`/masalah/lapor/`: intake."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from incidents.forms.report import ReportForm
from incidents.permissions import may_report
from incidents.views.files import form_uuid, move, receive
from incidents.workflow import Conflict, Refused, report
from roster.http import StaffRequest


@never_cache
@require_http_methods(["GET", "POST"])
def report_problem(request: StaffRequest) -> HttpResponse:
    """Take a report down. The form names itself, so that sending it twice counts once."""
    if not may_report(request.user):
        raise PermissionDenied
    if request.method == "GET":
        return _page(request, ReportForm(request.user))
    received = receive(request)
    if "details" in request.POST:
        # Without JavaScript: the category was chosen, now show what belongs to it.
        form = ReportForm(request.user, initial=request.POST.dict())
        received.show(form)
        return _page(request, form)
    form = ReportForm(request.user, request.POST)
    received.show(form)
    if not form.is_valid():
        return _page(request, form, status=422)
    return _store(request, form)


@never_cache
@require_safe
def report_details(request: StaffRequest) -> HttpResponse:
    """Return what the form asks about the category that was just chosen: kinds, extra fields."""
    if not may_report(request.user):
        raise PermissionDenied
    form = ReportForm(request.user, initial=request.GET.dict())
    return render(request, "incidents/report_details.html", {"form": form})


def _store(request: StaffRequest, form: ReportForm) -> HttpResponse:
    try:
        incident = report(form.report(), request.user)
    except Conflict as conflict:
        form.renew()
        move(request, form_uuid(request), str(form["client_uuid"].value()))
        return _page(request, form, status=409, stored=conflict.incident)
    except Refused as refusal:
        form.add_error(None, str(refusal.message))
        return _page(request, form, status=409)
    return redirect("incidents:receipt", number=incident.number)


def _page(
    request: StaffRequest, form: ReportForm, status: int = 200, **context: object
) -> HttpResponse:
    context = {"form": form, "conflict": status == 409, **context}
    return render(request, "incidents/report.html", context, status=status)
