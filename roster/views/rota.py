"""`/jadwal/`: a week of the rota, for people who log in."""

from datetime import date, datetime, time

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from posko import clock
from posko.clock import JAKARTA
from posko.models import Operation
from roster.http import StaffRequest
from roster.models import Assignment
from roster.permissions import may_know_of_absences
from roster.planners import may_plan
from roster.rota import ONE_WEEK, asked_week, rota


@require_safe
def rota_page(request: StaffRequest) -> HttpResponse:
    """Show who is on duty at the posts of the person's region, day by day."""
    first, last = asked_week(request.GET.get("minggu", ""))
    operation = Operation.objects.current(clock.today())
    me = request.user
    context = {
        "operation": operation,
        "posts": rota(operation, me.region_id, first, last, me.pk) if operation else [],
        "mine": Assignment.objects.of(me)
        .overlapping(*_moments(first, last))
        .select_related("duty__post__region"),
        "first": first,
        "last": last,
        "previous": first - ONE_WEEK,
        "next": first + ONE_WEEK,
        "today": clock.today(),
        "may_plan": may_plan(me),
        "shows_away": may_know_of_absences(me),
        "now": clock.now(),
    }
    return render(request, "roster/rota.html", context)


def _moments(first: date, last: date) -> tuple[datetime, datetime]:
    return (
        datetime.combine(first, time.min, JAKARTA),
        datetime.combine(last, time.max, JAKARTA),
    )
