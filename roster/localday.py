"""Duties of one date, each by the clock of its own post."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q

from posko.templatetags.when import ZONE_NAMES


def day_in(zone: ZoneInfo, day: date) -> tuple[datetime, datetime]:
    """Return when ``day`` begins and ends in ``zone``."""
    following = day + timedelta(days=1)
    return datetime.combine(day, time.min, zone), datetime.combine(following, time.min, zone)


def on_day(day: date, duty: str = "") -> Q:
    """Return the condition that something begins on ``day``; ``duty`` leads to the duty's post.

    Such as ``"duty__"`` for assignments. The one range around all zones is what an index answers.
    """
    days = {name: day_in(ZoneInfo(name), day) for name in ZONE_NAMES}
    condition = Q()
    for name, (start, end) in days.items():
        here = Q(**{f"{duty}post__region__time_zone": name})
        condition |= here & Q(starts_at__gte=start, starts_at__lt=end)
    first, last = min(start for start, _ in days.values()), max(end for _, end in days.values())
    return Q(starts_at__gte=first, starts_at__lt=last) & condition
