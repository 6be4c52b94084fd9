"""What counting finds. Not for publishing: small figures are in it."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Group:
    """So many problems are alike in all that is counted by."""

    category: str
    city: str
    status: str
    # The Monday of the week in which they were received, in WIB.
    week: date
    count: int


@dataclass(frozen=True, slots=True)
class Times:
    """How long it took from intake; None when nothing got so far."""

    median: timedelta | None
    ninetieth: timedelta | None
