"""`/jadwal/kehadiran/`: who is missed, who is there now, and everybody of a day."""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from posko import clock
from posko.keys import row_key
from posko.models import Operation, Post
from roster.attendance.overview import Asked, after, everybody, missed, present
from roster.forms.attendance import DayForm
from roster.http import StaffRequest
from roster.models import Assignment
from roster.oversight import corrects, oversees

LISTS: dict[str, Any] = {"belum": missed, "hadir": present, "semua": everybody}
PAGE_SIZE = 50


@never_cache
@require_safe
def attendance_list(request: StaffRequest) -> HttpResponse:
    """Show one of the three lists for the person's region."""
    if not oversees(request.user):
        raise PermissionDenied
    form = DayForm(_posts(request), request.GET)
    form.full_clean()
    shown = request.GET.get("tampil", "belum")
    shown = shown if shown in LISTS else "belum"
    asked = Asked(request.user.region_id, form.day, form.cleaned_data.get("posko", ""))
    now = clock.now()
    rows = list(after(LISTS[shown](asked, now), _last(request))[: PAGE_SIZE + 1])
    context = {
        "form": form,
        "day": form.day,
        "shown": shown,
        "counts": {name: found(asked, now).count() for name, found in LISTS.items()},
        "rows": rows[:PAGE_SIZE],
        "next_url": _next(request, rows),
        "query": urlencode({"hari": form.day, "posko": asked.post}),
        "may_correct": corrects(request.user),
    }
    return render(request, "roster/attendance/list.html", context)


def _posts(request: StaffRequest) -> list[tuple[str, str]]:
    operation = Operation.objects.current(clock.today())
    if operation is None:
        return []
    posts = Post.objects.of(operation).in_scope(request.user.region_id)
    return list(posts.values_list("slug", "name"))


def _last(request: StaffRequest) -> Assignment | None:
    """The row after which the list goes on; whoever names another region's learns nothing."""
    pk = row_key(request.GET.get("sesudah"))
    mine = Assignment.objects.in_scope(request.user.region_id)
    return mine.filter(pk=pk).first() if pk else None


def _next(request: StaffRequest, rows: list[Assignment]) -> str:
    if len(rows) <= PAGE_SIZE:
        return ""
    query = request.GET.copy()
    query["sesudah"] = str(rows[PAGE_SIZE - 1].pk)
    return f"?{query.urlencode()}"
