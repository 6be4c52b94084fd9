"""When somebody may check in and out: pure calculation, without database or clock.

The lengths are the product's own, not those of a law.
"""

from datetime import datetime, timedelta

# A post is set up before it opens. Earlier than this, it would be the wrong duty.
EARLY = timedelta(minutes=60)
# Who is still writing the handover leaves late; who forgot it on the next day asks the coordinator.
STAY = timedelta(hours=4)
# The way from the gate to the post; who isn't there by then is missed.
LATE_AFTER = timedelta(minutes=15)
# A phone without a network sends later, on the ride home or on the next morning.
SEND_LATER = timedelta(hours=24)
# A phone's clock may run a little ahead of the server's.
AHEAD = timedelta(minutes=5)


def opens(start: datetime) -> datetime:
    """Return from when on somebody may check in at a duty that begins at ``start``."""
    return start - EARLY


def may_come(start: datetime, end: datetime, at: datetime) -> bool:
    """Tell whether ``at`` is a time to check in."""
    return opens(start) <= at < end


def may_leave(start: datetime, end: datetime, at: datetime) -> bool:
    """Tell whether ``at`` is a time to check out."""
    return opens(start) <= at <= end + STAY


def may_still_send(end: datetime, now: datetime) -> bool:
    """Tell whether a phone may still send what happened at a duty that ended at ``end``."""
    return now <= end + SEND_LATER
