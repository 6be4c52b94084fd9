"""When a handover may be signed and taken: pure calculation, without database or clock.

The lengths are the product's own, not those of a law.
"""

from datetime import datetime, timedelta

# Signed any earlier, it would not be what the next duty finds.
SIGN_EARLY = timedelta(hours=2)
# As long as a phone without a network has time to send.
SIGN_LATE = timedelta(hours=24)
# As early as one may check in (roster/attendance/windows.py).
TAKE_EARLY = timedelta(minutes=60)
TAKE_LATE = timedelta(hours=24)


def sign_opens(end: datetime, came_at: datetime | None = None) -> datetime:
    """Return from when on a duty that ends at ``end`` may be handed over.

    By whoever came at ``came_at``, from then on: only they know that they have to leave early,
    and they are to hand over before they go. Others wait until the duty nearly ends.
    """
    usual = end - SIGN_EARLY
    return min(came_at, usual) if came_at else usual


def may_sign_at(end: datetime, at: datetime, came_at: datetime | None = None) -> bool:
    """Tell whether a duty that ends at ``end`` may be handed over at ``at``."""
    return sign_opens(end, came_at) <= at <= end + SIGN_LATE


def may_take_at(start: datetime, end: datetime, at: datetime) -> bool:
    """Tell whether a duty from ``start`` to ``end`` may take a handover at ``at``."""
    return start - TAKE_EARLY <= at <= end + TAKE_LATE
