"""`/jadwal/saya/<pk>/hadir/` and `…/selesai/`: one tap, or a phone's outbox."""

from collections.abc import Callable
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from posko.templatetags.when import clock_time
from roster.attendance import check_in, check_out
from roster.declined import Declined
from roster.forms.attendance import SendingForm
from roster.handing_over.leaving import owes_handover
from roster.handing_over.windows import SIGN_LATE
from roster.http import StaffRequest
from roster.models import Assignment, Attendance


@require_POST
def come(request: StaffRequest, pk: int) -> HttpResponse:
    """Check the person in at their duty. Sent again, it changes nothing."""
    return _record(request, pk, check_in, _come_words)


@require_POST
def leave(request: StaffRequest, pk: int) -> HttpResponse:
    """Check the person out of their duty. Sent again, it changes nothing.

    Who leaves nobody to sign the handover is asked first.
    """
    return _question(request, pk) or _record(request, pk, check_out, _leave_words)


def _question(request: StaffRequest, pk: int) -> HttpResponse | None:
    """Ask for the handover, unless it is signed or the person has answered.

    What a phone sends later has happened: nobody is there any more to be asked.
    """
    form = SendingForm(request.POST)
    if not form.is_valid():
        return None
    sent = form.cleaned_data
    assignment = _mine(request, pk)
    if sent["without_handover"] or sent["happened_at"] or not owes_handover(assignment):
        return None
    context = {
        "assignment": assignment,
        "uuid": sent["client_uuid"] or uuid4(),
        "closes": assignment.ends_at + SIGN_LATE,
    }
    return render(request, "roster/leaving.html", context, status=409)


def _mine(request: StaffRequest, pk: int) -> Assignment:
    mine = Assignment.objects.of(request.user).select_related("duty__post__region", "officer")
    return get_object_or_404(mine, pk=pk)


def _record(
    request: StaffRequest,
    pk: int,
    step: Callable[..., Attendance],
    words: Callable[[Attendance], str],
) -> HttpResponse:
    assignment = _mine(request, pk)
    form = SendingForm(request.POST)
    if not form.is_valid():
        return _refused(request, _("This can't be read. Please open the page again."), 422)
    sent = form.cleaned_data
    try:
        stored = step(
            assignment, request.user, uuid=sent["client_uuid"], happened_at=sent["happened_at"]
        )
    except Declined as declined:
        return _refused(request, str(declined.message), 409)
    messages.success(request, words(stored))
    return redirect("roster:mine")


def _come_words(stored: Attendance) -> str:
    if stored.came_at is None:
        return _("The coordinator has corrected your attendance.")
    return _("You are at the post since %(time)s.") % {"time": clock_time(stored.came_at)}


def _leave_words(stored: Attendance) -> str:
    if stored.left_at is None:
        return _("The coordinator has corrected your attendance.")
    return _("Your duty ended at %(time)s. Thank you.") % {"time": clock_time(stored.left_at)}


def _refused(request: StaffRequest, words: str, status: int) -> HttpResponse:
    return render(request, "roster/declined.html", {"words": words}, status=status)
