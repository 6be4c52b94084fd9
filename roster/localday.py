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

    Such as ``"duty__"`` for assignments. One range for each zone, which an index answers.
    """
    condition = Q()
    for name in ZONE_NAMES:
        start, end = day_in(ZoneInfo(name), day)
        here = Q(**{f"{duty}post__region__time_zone": name})
        condition |= here & Q(starts_at__gte=start, starts_at__lt=end)
    return condition
