"""`/jadwal/serah-terima/`: handovers that somebody still has to sign or take."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from posko import clock
from posko.keys import row_key
from roster.handing_over.overview import waiting_handovers
from roster.http import StaffRequest
from roster.models import Duty
from roster.models.duty import DutyQuerySet
from roster.oversight import oversees

PAGE_SIZE = 25


@never_cache
@require_safe
def handovers(request: StaffRequest) -> HttpResponse:
    """Show what waits at the posts of the person's region, the latest first."""
    if not oversees(request.user):
        raise PermissionDenied
    now = clock.now()
    rows = list(_after(request, waiting_handovers(request.user.region_id, now)))
    last = rows[PAGE_SIZE - 1].pk if len(rows) > PAGE_SIZE else None
    next_url = f"?sesudah={last}" if last else ""
    context = {"duties": rows[:PAGE_SIZE], "next_url": next_url, "now": now}
    return render(request, "roster/handovers.html", context)


def _after(request: StaffRequest, duties: DutyQuerySet) -> DutyQuerySet:
    pk = row_key(request.GET.get("sesudah"))
    last = Duty.objects.in_scope(request.user.region_id).filter(pk=pk).first() if pk else None
    if last:
        earlier = Q(ends_at=last.ends_at, pk__lt=last.pk) | Q(ends_at__lt=last.ends_at)
        duties = duties.filter(earlier)
    return duties[: PAGE_SIZE + 1]
