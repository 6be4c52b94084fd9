"""`/lacak/`: where a report stands, for whoever holds its code.

A code is sent by POST and answered at once, without a redirect: so it stands in no address, no
log, no history and no Referer. A printed slip's QR code can't send a POST: it leads to
``/lacak/?kode=…``, which only fills the field in, one tap away from the answer. Then the code is in
that one address; our own access log leaves queries out (config/gunicorn.py).
"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from incidents.codes import spoken, typed
from incidents.forms.track import UNKNOWN, TrackForm
from incidents.tracking import progress_of
from incidents.views.public.discreet import discreet
from incidents.views.public.limits import TRACKING


@login_not_required
@discreet
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """Ask for a code, or show what it leads to."""
    if request.method == "POST":
        return _answer(request)
    given = typed(request.GET.get("kode", ""))
    form = TrackForm(initial={"code": spoken(given) if given else ""})
    return render(request, "incidents/public/track.html", {"form": form, "given": given})


def _answer(request: HttpRequest) -> HttpResponse:
    form = TrackForm(request.POST)
    if not TRACKING.allows(request):
        # A right code waits as long as a wrong one, or the wait itself would tell them apart.
        context = {"form": TrackForm(), "wait": TRACKING.minutes}
        return TRACKING.told(render(request, "incidents/public/track.html", context, status=429))
    progress = progress_of(typed(form.data.get("code", "")))
    if progress is None:
        if form.is_valid():
            form.add_error("code", UNKNOWN)
        # 200, as for a right code: in a list of requests the two look alike.
        return render(request, "incidents/public/track.html", {"form": form})
    context = {"form": TrackForm(), "progress": progress}
    return render(request, "incidents/public/track.html", context)
