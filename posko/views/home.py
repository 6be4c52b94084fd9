"""`/`: the posts of the current operation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from posko import clock
from posko.activities import news
from posko.cards import card
from posko.models import Post
from posko.public import public_page
from posko.seasons import season
from posko.timeline import timeline


@public_page
def home(request: HttpRequest) -> HttpResponse:
    """List the published posts with address, hours and whether they are open now."""
    now = clock.now()
    operation, gap = season(clock.today())
    posts = Post.objects.public().of(operation).with_hours() if operation else []
    cards = [card(post, now) for post in posts]
    steps = timeline(operation, clock.today()) if operation else []
    announced = news(operation, now) if operation else []
    context = {
        "operation": operation,
        "gap": gap,
        "cards": cards,
        "steps": steps,
        # What is said of one post stands on its page.
        "announcements": [item for item in announced if item.post_id is None],
    }
    return render(request, "posko/home.html", context)
