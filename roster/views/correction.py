"""`/jadwal/kehadiran/<pk>/`: one person's attendance at one duty, its history, its correction."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from roster.attendance import correct
from roster.attendance.trail import trail
from roster.declined import Declined
from roster.forms.attendance import CorrectionForm
from roster.http import StaffRequest
from roster.models import Assignment
from roster.oversight import corrects, oversees


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def correction(request: StaffRequest, pk: int) -> HttpResponse:
    """Show what was recorded and how it came to be; take a correction."""
    if not oversees(request.user):
        raise PermissionDenied
    rows = Assignment.objects.in_scope(request.user.region_id).select_related(
        "duty__post__region", "officer__institution", "attendance"
    )
    assignment = get_object_or_404(rows, pk=pk)
    # What is typed is the post's own time.
    with timezone.override(assignment.duty.post.region.zone):
        return _answer(request, assignment)


def _answer(request: StaffRequest, assignment: Assignment) -> HttpResponse:
    if request.method != "POST":
        return _page(request, assignment, CorrectionForm(assignment))
    if not corrects(request.user):
        raise PermissionDenied
    form = CorrectionForm(assignment, request.POST)
    if not form.is_valid():
        return _page(request, assignment, form, 422)
    try:
        correct(assignment, request.user, **form.cleaned_data)
    except Declined as declined:
        form.add_error(declined.field or None, str(declined.message))
        return _page(request, assignment, form, 409)
    messages.success(request, _("The attendance is corrected."))
    return redirect("roster:correction", pk=assignment.pk)


def _page(
    request: StaffRequest, assignment: Assignment, form: CorrectionForm, status: int = 200
) -> HttpResponse:
    attendance: Any = getattr(assignment, "attendance", None)
    context = {
        "a": assignment,
        "attendance": attendance,
        "entries": trail(attendance) if attendance else [],
        "form": form if corrects(request.user) else None,
        "zone": assignment.duty.post.region.zone,
    }
    return render(request, "roster/attendance/correction.html", context, status=status)
