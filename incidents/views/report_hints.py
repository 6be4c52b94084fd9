"""`/masalah/lapor/mirip/`, `/masalah/lapor/kelengkapan/`: what the intake says while one types.

Both are sent by POST: a description is private, and addresses end up in the logs of servers.
"""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from incidents.completeness import completeness, facts_typed
from incidents.forms.report import ReportForm
from incidents.forms.typed import TypedForm
from incidents.models import Upload
from incidents.permissions import may_report
from incidents.twins import twins_of
from roster.http import StaffRequest


@never_cache
@require_POST
def report_twins(request: StaffRequest) -> HttpResponse:
    """Return reports that may tell of what is being typed."""
    if not may_report(request.user):
        raise PermissionDenied
    account = TypedForm(request.user, request.POST).account()
    twins = twins_of(account, request.user) if account else []
    return render(request, "incidents/report_twins.html#found", {"twins": twins})


def _staged(request: StaffRequest) -> int:
    """How many files of this form are kept already."""
    form = TypedForm(request.user, request.POST).form_uuid()
    return Upload.objects.of(request.user, form).count() if form else 0


@never_cache
@require_POST
def report_completeness(request: StaffRequest) -> HttpResponse:
    """Return what a report to Bawaslu would still lack, if it is one for Bawaslu at all."""
    if not may_report(request.user):
        raise PermissionDenied
    chosen = ReportForm(request.user, initial=request.POST.dict()).chosen
    wanted = chosen is not None and chosen.goes_to_bawaslu
    shown = (
        completeness(facts_typed(request.POST, attachments=_staged(request))) if wanted else None
    )
    return render(request, "incidents/report_completeness.html#found", {"completeness": shown})
