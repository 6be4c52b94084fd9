"""`/masalah/unduh.csv` and `unduh.xlsx`: the list as the person sees and filters it."""

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from incidents.exports.csv_file import csv_parts
from incidents.exports.rows import columns_for, rows
from incidents.exports.xlsx_file import xlsx_file
from incidents.forms.filter import FilterForm
from incidents.models import Incident
from incidents.models.incident_queries import IncidentQuerySet
from incidents.permissions import may_export
from posko import clock
from roster.http import StaffRequest

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@never_cache
@require_safe
def export_csv(request: StaffRequest) -> HttpResponseBase:
    """Stream the list; the first rows leave while the last ones are still read."""
    columns = columns_for(request.user)
    parts = csv_parts(columns, rows(_asked_for(request), columns))
    response = StreamingHttpResponse(parts, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_filename("csv")}"'
    return response


@never_cache
@require_safe
def export_xlsx(request: StaffRequest) -> HttpResponseBase:
    """Write the workbook to disk, then send it."""
    columns = columns_for(request.user)
    file = xlsx_file(columns, rows(_asked_for(request), columns))
    return FileResponse(file, as_attachment=True, filename=_filename("xlsx"), content_type=XLSX)


def _asked_for(request: StaffRequest) -> IncidentQuerySet:
    """All that fits the filter: the page that somebody had reached doesn't matter."""
    if not may_export(request.user):
        raise PermissionDenied
    asked = request.GET.copy()
    asked.pop("before", None)
    return FilterForm(request.user, asked).apply(Incident.objects.visible_to(request.user))


def _filename(ending: str) -> str:
    return f"masalah-{clock.now().astimezone(clock.JAKARTA):%Y-%m-%d-%H%M}.{ending}"
