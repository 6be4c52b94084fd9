"""`/jadwal/`: a week of the rota, for people who log in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from posko import clock
from posko.models import Operation
from roster.http import StaffRequest
from roster.rota import ONE_WEEK, asked_week, rota


@require_safe
def rota_page(request: StaffRequest) -> HttpResponse:
    """Show who is on duty at the posts of the person's region, day by day."""
    first, last = asked_week(request.GET.get("minggu", ""))
    operation = Operation.objects.current(clock.today())
    context = {
        "operation": operation,
        "posts": rota(operation, request.user.region_id, first, last) if operation else [],
        "first": first,
        "last": last,
        "previous": first - ONE_WEEK,
        "next": first + ONE_WEEK,
        "today": clock.today(),
    }
    return render(request, "roster/rota.html", context)
