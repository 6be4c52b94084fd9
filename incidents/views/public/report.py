"""`/lapor/`: anybody tells the post of a problem."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from incidents.codes import new_code, spoken
from incidents.forms.public import PublicReportForm
from incidents.views.public.discreet import discreet
from incidents.views.public.limits import REPORTING
from incidents.workflow import Conflict, Refused, receive_from_form
from posko import clock
from posko.models import Operation


@login_not_required
@discreet
@require_http_methods(["GET", "HEAD", "POST"])
def public_report(request: HttpRequest) -> HttpResponse:
    """Take a report down and give its code. The form names itself: sent twice, it counts once."""
    operation = Operation.objects.current(clock.today())
    if request.method != "POST":
        if operation is None or not operation.public_reports:
            raise Http404
        return _page(request, PublicReportForm(operation))
    if operation is None:
        return _closed(request)
    form = PublicReportForm(operation, request.POST)
    if not form.is_valid():
        return _page(request, form, status=422) if operation.public_reports else _closed(request)
    if not REPORTING.allows(request):
        return _wait(request, form)
    if form.is_trapped:
        # Looks like success, down to a code that leads nowhere: a robot learns nothing from it.
        return _receipt(request, new_code())
    return _store(request, form)


def _store(request: HttpRequest, form: PublicReportForm) -> HttpResponse:
    try:
        received = receive_from_form(form.incoming(), form.cleaned_data["client_uuid"])
    except Conflict:
        form.renew()
        return _page(request, form, status=409, conflict=True)
    except Refused:
        return _closed(request)
    return _receipt(request, received.message.tracking_code)


def _receipt(request: HttpRequest, code: str) -> HttpResponse:
    """Answer the POST itself: an address with the code in it would stay in the browser."""
    return render(request, "incidents/public/receipt.html", {"code": code, "spoken": spoken(code)})


def _wait(request: HttpRequest, form: PublicReportForm) -> HttpResponse:
    words = _("Many reports came from your network. Please send this again in %(minutes)d minutes.")
    form.add_error(None, words % {"minutes": REPORTING.minutes})
    return REPORTING.told(_page(request, form, status=429))


def _closed(request: HttpRequest) -> HttpResponse:
    """Whoever was writing while the form was closed gets their words back."""
    context = {"typed": request.POST.get("text", "")}
    return render(request, "incidents/public/closed.html", context, status=409)


def _page(
    request: HttpRequest, form: PublicReportForm, status: int = 200, **context: object
) -> HttpResponse:
    context = {"form": form, **context}
    return render(request, "incidents/public/report.html", context, status=status)
