"""`/data/masalah.csv`, `.json`, `definisi.json`: the figures of `/data/` for programs."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from incidents.statistics.asking import operation_called
from incidents.statistics.open_data import COLUMNS, csv_file, dictionary, document, rows
from incidents.statistics.publishing import statistics_of
from posko.models import Operation
from posko.public import public_page

CSV = "text/csv; charset=utf-8; header=present"


@public_page(query=["operasi"])
def problems_csv(request: HttpRequest) -> HttpResponse:
    """Answer the figures as CSV; only its head while there are none."""
    operation = _operation(request)
    published = statistics_of(operation)
    lines = rows(operation, published) if published else iter(())
    response = HttpResponse(csv_file(list(COLUMNS), lines), content_type=CSV)
    name = f"masalah-{operation.slug}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@public_page(query=["operasi"])
def problems_json(request: HttpRequest) -> HttpResponse:
    """Answer the figures as JSON, with licence and definitions."""
    operation = _operation(request)
    return JsonResponse(document(operation, statistics_of(operation)), json_dumps_params=READABLE)


@public_page
def definitions_json(request: HttpRequest) -> HttpResponse:
    """Answer what every column and word means."""
    return JsonResponse(dictionary(), json_dumps_params=READABLE)


READABLE = {"ensure_ascii": False, "indent": 1}


def _operation(request: HttpRequest) -> Operation:
    operation = operation_called(request.GET.get("operasi", ""))
    if operation is None:
        raise Http404
    return operation
