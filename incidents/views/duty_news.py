"""News of duties on the page of notices: the rota tells it, this page is where people look."""

from typing import Any

from django.db.models import F
from django.db.models.lookups import IsNull
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from posko import clock
from posko.keys import row_key
from roster.http import StaffRequest
from roster.models import DutyNews, Officer

# Older news is history: "my duties" and the page of a swap say how things stand.
SHOWN = 50


def shown_to(officer: Officer, *, first_page: bool) -> dict[str, Any]:
    """Return what the template needs: their newest news, the unread first, on the first page."""
    if not first_page:
        return {}
    mine = DutyNews.objects.of(officer)
    news = list(mine.order_by(IsNull(F("read_at"), False), "-pk")[:SHOWN])
    unread = [item.pk for item in news if item.read_at is None]
    return {"duty_news": news, "duties_until": max(unread, default=0)}


def read_until(request: StaffRequest) -> bool:
    """Mark as read what is as old as the newest on the screen; tell whether that was asked."""
    until = row_key(request.POST.get("duties_until"))
    if until:
        DutyNews.objects.of(request.user).filter(pk__lte=until).read_now(clock.now())
    return bool(until)


def read_one(request: StaffRequest) -> HttpResponse:
    """Mark one as read, and lead on to its page if that was the button."""
    mine = DutyNews.objects.of(request.user)
    item = get_object_or_404(mine, pk=row_key(request.POST.get("duty")) or 0)
    mine.filter(pk=item.pk).read_now(clock.now())
    return redirect(item.path if "open" in request.POST else "incidents:notices")
