"""The one clock of the product. Nothing else reads the time.

The demonstration runs on a clock of its own, set by how far it is from the real one
(``POSKO_CLOCK_OFFSET``, seconds; the processes of one run share it through the environment).
Tests and the demonstration's loader travel with :func:`at`.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

OFFSET_VARIABLE = "POSKO_CLOCK_OFFSET"
JAKARTA = ZoneInfo("Asia/Jakarta")

_fixed: datetime | None = None


def now() -> datetime:
    """Return the current moment, with its zone."""
    return _fixed or real() + timedelta(seconds=float(os.environ.get(OFFSET_VARIABLE, "0")))


def today() -> date:
    """Return the current date in Jakarta (WIB)."""
    return now().astimezone(JAKARTA).date()


def real() -> datetime:
    """Return the machine's own time, for those who set the offset."""
    return datetime.now(JAKARTA)


def offset_to(moment: datetime) -> float:
    """Return the offset in seconds that makes ``moment`` the present."""
    return (moment - real()).total_seconds()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Stop the clock at ``moment`` while the block runs, for all threads of the process."""
    global _fixed
    before, _fixed = _fixed, moment
    try:
        yield
    finally:
        _fixed = before
