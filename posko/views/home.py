"""`/`: where do I go, and is somebody there now?"""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from posko import clock
from posko.activities import news
from posko.cards import card
from posko.models import Operation, Post
from posko.overview import overview
from posko.public import public_page
from posko.seasons import season
from posko.timeline import timeline

# The newest; `/kegiatan/` has them all.
ANNOUNCEMENTS_SHOWN = 3


@public_page
def home(request: HttpRequest) -> HttpResponse:
    """Tell how many posts are open now, and show them: one by one, or city by city if many."""
    now = clock.now()
    operation, gap = season(clock.today())
    context: dict[str, object] = {"operation": operation, "gap": gap}
    if operation:
        # What is said of one post stands on its page.
        announced = [item for item in news(operation, now) if item.post_id is None]
        context |= {
            **_posts(operation, now),
            "steps": timeline(operation, clock.today()),
            "announcements": announced[:ANNOUNCEMENTS_SHOWN],
            "more_announcements": len(announced) > ANNOUNCEMENTS_SHOWN,
        }
    return render(request, "posko/home.html", context)


def _posts(operation: Operation, now: datetime) -> dict[str, object]:
    found = overview(Post.objects.public().of(operation), now)
    cards = [card(post, now) for post in found.shown]
    return {"answer": found.answer, "areas": found.areas, "cards": cards}
