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


def may_sign_at(end: datetime, at: datetime) -> bool:
    """Tell whether a duty that ends at ``end`` may be handed over at ``at``."""
    return end - SIGN_EARLY <= at <= end + SIGN_LATE


def may_take_at(start: datetime, end: datetime, at: datetime) -> bool:
    """Tell whether a duty from ``start`` to ``end`` may take a handover at ``at``."""
    return start - TAKE_EARLY <= at <= end + TAKE_LATE
