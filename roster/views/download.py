"""`/jadwal/unduh.pdf` and `unduh.xlsx`: the rota for the wall and for the desk.

Who sees the rota's page sees the same people here, and no others.
"""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from posko import clock
from posko.models import Operation, Post
from posko.sheets.writing import XLSX, xlsx_file
from roster.http import StaffRequest
from roster.sheets.exports import rota_sheets
from roster.sheets.period import Period, asked_period, asked_posts
from roster.sheets.rota_rows import RotaSheets
from roster.sheets.wall import MAX_SHEETS_OF_PAPER, sheets_of_paper, wall_pdf


@never_cache
@require_safe
def rota_xlsx(request: StaffRequest) -> HttpResponseBase:
    """Send the rota as a workbook, one sheet a post, in the form that the import takes."""
    rota, posts, period = _asked_for(request)
    file = xlsx_file(rota_sheets(rota, posts))
    name = _filename(period, "xlsx")
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)


@never_cache
@require_safe
def rota_pdf(request: StaffRequest) -> HttpResponse:
    """Send the rota for the wall, one post a page; too much at once is refused in words."""
    rota, posts, period = _asked_for(request)
    count = len(posts) * sheets_of_paper(*period)
    if count > MAX_SHEETS_OF_PAPER:
        words = _(
            "That would be %(count)d sheets of paper; at most %(limit)d fit into one PDF."
            " Please choose one post, or a week."
        )
        messages.error(request, words % {"count": count, "limit": MAX_SHEETS_OF_PAPER})
        return HttpResponseRedirect(f"{reverse('roster:rota')}?minggu={period[0]:%Y-%m-%d}")
    content = wall_pdf(rota, posts, period, request.user)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{_filename(period, "pdf")}"'
    return response


def _asked_for(request: StaffRequest) -> tuple[RotaSheets, list[Post], Period]:
    operation = Operation.objects.current(clock.today())
    if operation is None:
        raise Http404
    period = asked_period(request.GET, operation)
    rota = RotaSheets(operation, request.user.region_id, *period)
    return rota, asked_posts(request.GET, rota.all_posts), period


def _filename(period: Period, ending: str) -> str:
    return f"jadwal-{period[0]:%Y-%m-%d}-{period[1]:%Y-%m-%d}.{ending}"
