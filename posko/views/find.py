"""`/cari/`: which post serves me?

What is typed comes in the address, so that an answer can be sent to somebody. Where the phone is
comes in the body of a POST, which neither logs nor the browser's history keep, and is forgotten.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from posko import clock
from posko.cards import Card, card
from posko.finding import nearest, places, posts_named, tidy
from posko.forms import PositionForm
from posko.models import Operation, Post
from posko.seasons import season

NEAR_SHOWN = 10


@login_not_required
# It changes nothing and tells nothing that isn't public: a secret in the form would only cost
# every visitor a cookie.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Answer what was typed, or show the posts around a position."""
    operation, gap = season(clock.today())
    context: dict[str, object] = {
        "operation": operation, "gap": gap, "typed": "", "form": None,
    }  # fmt: skip
    if operation is None:
        return render(request, "posko/find.html", context)
    if request.method == "POST":
        return _near(request, operation, context)
    typed = request.GET.get("q", "")
    return render(request, "posko/find.html", {**context, **_named(typed, operation)})


def _named(typed: str, operation: Operation) -> dict[str, object]:
    now = clock.now()
    return {
        "typed": typed[:200],
        "searched": tidy(typed),
        "places": [
            {"region": found.region, "cards": [card(post, now) for post in found.posts]}
            for found in places(typed, operation)
        ],
        "cards": [card(post, now) for post in posts_named(typed, operation)],
    }


def _near(request: HttpRequest, operation: Operation, context: dict[str, object]) -> HttpResponse:
    form = PositionForm(request.POST)
    if not form.is_valid():
        return render(request, "posko/find.html", {**context, "form": form}, status=422)
    return render(request, "posko/find.html", {**context, "near": _around(form, operation)})


def _around(form: PositionForm, operation: Operation) -> list[Card]:
    posts = Post.objects.public().of(operation).with_hours()
    position = form.cleaned_data["latitude"], form.cleaned_data["longitude"]
    now = clock.now()
    return [card(f.post, now, f.kilometres) for f in nearest(posts, *position)[:NEAR_SHOWN]]
