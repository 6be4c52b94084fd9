"""Counting what strangers do, so that nobody guesses or floods: fixed windows in PostgreSQL.

A caller may get through twice the limit across the seam of two windows; for what is throttled
here that is good enough, and one statement does it.
"""

from datetime import datetime, timedelta

from django.db import connection
from django.utils.crypto import salted_hmac

from posko import clock
from posko.models import Attempt

EVERYBODY = "*"


def allowed(scope: str, who: str, limit: int, per: timedelta) -> bool:
    """Count one attempt of ``who`` at ``scope``; tell whether ``limit`` in ``per`` allows it.

    Requests at the same moment are each counted: the row is the lock.
    """
    start = _window(per)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO posko_attempt AS attempt (key, count, ends_at)
            VALUES (%s, 1, %s)
            ON CONFLICT (key) DO UPDATE SET count = LEAST(attempt.count + 1, 1000000000)
            RETURNING count
            """,
            [_key(scope, who, start), start + per],
        )
        (count,) = cursor.fetchone()
    return bool(count <= limit)


def seconds_left(per: timedelta) -> int:
    """Return after how many seconds the next window of length ``per`` begins."""
    rest = _window(per) + per - clock.now()
    return max(1, int(rest.total_seconds()) + 1)


def forget_attempts() -> int:
    """Delete the counts of windows that are over; return how many."""
    deleted, _ = Attempt.objects.filter(ends_at__lt=clock.now()).delete()
    return deleted


def _window(per: timedelta) -> datetime:
    now, length = clock.now(), per.total_seconds()
    return datetime.fromtimestamp(now.timestamp() // length * length, now.tzinfo)


def _key(scope: str, who: str, start: datetime) -> str:
    # Hashed with the window: counts of one address can't be linked from one window to the next.
    content = f"{scope}\n{who}\n{start.timestamp()}"
    return salted_hmac("posko.throttle", content, algorithm="sha256").hexdigest()
