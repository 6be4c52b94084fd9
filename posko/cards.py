"""What a post's card shows."""

from dataclasses import dataclass
from datetime import datetime

from posko.hours import DayHours, OpenState, Source, opening
from posko.models import Post


@dataclass(frozen=True, slots=True)
class Card:
    """A post with its state now, its hours today (None when closed) and how far it is."""

    post: Post
    state: OpenState
    today: DayHours | None
    is_common: bool
    kilometres: float | None = None


def card(post: Post, now: datetime, kilometres: float | None = None) -> Card:
    """Return the card of ``post``, read ``with_hours``."""
    schedule = post.schedule
    today = schedule.on(now.astimezone(schedule.zone).date())
    return Card(
        post=post,
        state=opening(schedule, now),
        today=today if today.hours else None,
        is_common=today.source == Source.COMMON,
        kilometres=kilometres,
    )
