"""`/cari/`: which post serves me?

What is typed comes in the address, so that an answer can be sent to somebody. Where the phone is
comes in the body of a POST, which neither logs nor the browser's history keep, and is forgotten.
"""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from posko import clock
from posko.cards import Card, card
from posko.defuse import legal
from posko.finding import Found, Near, distance, is_named, nearest_posts, places, posts_named, tidy
from posko.forms import PositionForm
from posko.likeness import fold
from posko.models import Level, Operation, Post, Region
from posko.public import public_page
from posko.seasons import season

NEAR_SHOWN, ELSEWHERE_SHOWN = 10, 3
ECHOED = 200
# Kilometres. From here on, nobody takes it for a walk, and the page says how far it is.
FAR = 40.0


@login_not_required
# It changes nothing and tells nothing that isn't public: a secret in the form would only cost
# every visitor a cookie.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Answer what was typed, or show the posts around a position."""
    if request.method != "POST":
        return _typed(request)
    response = _near(request)
    add_never_cache_headers(response)
    return response


@public_page(query=["q"])
def _typed(request: HttpRequest) -> HttpResponse:
    operation, gap = season(clock.today())
    context: dict[str, object] = {"operation": operation, "gap": gap, "typed": ""}
    if operation:
        context |= _named(legal(request.GET.get("q", "")), operation)
    return render(request, "posko/find.html", context)


def _named(typed: str, operation: Operation) -> dict[str, object]:
    now = clock.now()
    found = places(typed, operation)
    served = {post.pk for place in found[:1] for post in place.posts}
    named = [post for post in posts_named(typed, operation) if post.pk not in served]
    return {
        "typed": typed[:ECHOED].strip(),
        "too_short": 0 < len(fold(tidy(typed))) < 2,
        "place": _place(found[0], typed, operation, now) if found else None,
        "others": found[1:],
        "cards": [card(post, now) for post in named],
    }


def _place(found: Found, typed: str, operation: Operation, now: datetime) -> dict[str, object]:
    """Return what the page says of the place that was most likely meant."""
    region = found.region
    elsewhere = []
    if not found.posts:
        centre = region.latitude, region.longitude
        elsewhere = _cards(nearest_posts(operation, centre, ELSEWHERE_SHOWN), now)
    return {
        "region": region,
        "has_own": found.has_own,
        "is_guess": not is_named(region, typed),
        "cards": [card(post, now, _from_centre(region, post)) for post in found.posts],
        "elsewhere": elsewhere,
    }


def _from_centre(region: Region, post: Post) -> float | None:
    """Return the kilometres from the middle of a small place; in a city it would mean nothing."""
    if region.level not in (Level.VILLAGE, Level.DISTRICT):
        return None
    if post.latitude is None or post.longitude is None:
        return None
    return distance((region.latitude, region.longitude), (post.latitude, post.longitude))


def _near(request: HttpRequest) -> HttpResponse:
    operation, gap = season(clock.today())
    context: dict[str, object] = {"operation": operation, "gap": gap, "typed": ""}
    if operation is None:
        return render(request, "posko/find.html", context)
    form = PositionForm(request.POST)
    if not form.is_valid():
        return render(request, "posko/find.html", {**context, "form": form}, status=422)
    position = form.cleaned_data["latitude"], form.cleaned_data["longitude"]
    near = _cards(nearest_posts(operation, position, NEAR_SHOWN), clock.now())
    far = near[0].kilometres if near and (near[0].kilometres or 0) >= FAR else None
    return render(request, "posko/find.html", {**context, "near": near, "far": far})


def _cards(near: Iterable[Near], now: datetime) -> list[Card]:
    return [card(each.post, now, each.kilometres) for each in near]
