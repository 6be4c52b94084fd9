"""`/jadwal/kalender/`: a person's calendar feed, and the address that needs no login."""

import hashlib
from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from posko import clock
from posko.addresses import client_address
from posko.throttle import allowed, seconds_left
from roster.calendar_file import calendar_of
from roster.feeds import feed_of, make_feed, turn_off
from roster.http import StaffRequest
from roster.models import CalendarFeed

# Wrong addresses of one caller. The secret has 256 bits; this only keeps robots from hammering.
MISSES, WINDOW = 60, timedelta(minutes=10)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def feed_page(request: StaffRequest) -> HttpResponse:
    """Show whether there is an address; make one, or turn it off."""
    if request.method != "POST":
        return _page(request)
    if request.POST.get("langkah") == "matikan":
        turn_off(request.user)
        messages.success(request, _("The address of your calendar no longer works."))
        return redirect("roster:mine")
    path = reverse("roster:calendar", args=[make_feed(request.user)])
    # Answered at once: nothing but this one page ever holds the address.
    return _page(request, address=request.build_absolute_uri(path))


def _page(request: StaffRequest, address: str = "") -> HttpResponse:
    context = {
        "feed": CalendarFeed.objects.filter(officer=request.user).first(),
        "address": address,
        "webcal": address.replace("https://", "webcal://").replace("http://", "webcal://"),
    }
    response = render(request, "roster/feed.html", context)
    response["Referrer-Policy"] = "strict-origin"
    return response


@login_not_required
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Answer whoever holds the secret with the person's duties; everybody else gets 404."""
    feed = feed_of(token)
    if feed is None:
        if not allowed("kalender", client_address(request), MISSES, WINDOW):
            wait = {"Retry-After": str(seconds_left(WINDOW))}
            return HttpResponse(status=429, headers=wait)
        raise Http404
    content = calendar_of(feed.officer, clock.now())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="tugas-jaga.ics"'
    # Kept by the one who asked alone, and asked again every time.
    response["Cache-Control"] = "private, no-cache"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response
