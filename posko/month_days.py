"""The days of a month, and on which of them something stands: pure calculation."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

ONE_DAY = timedelta(days=1)
_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Month":
        """Return the month that ``day`` lies in."""
        return cls(day.year, day.month)

    @classmethod
    def read(cls, text: str) -> "Month | None":
        """Return the month that ``text`` names as '2024-02', or None."""
        year, dash, number = text.partition("-")
        parts_fit = len(text) == 7 and text.isascii() and year.isdecimal() and number.isdecimal()
        if not (dash and parts_fit and len(year) == 4):
            return None
        return cls(int(year), int(number)) if 1 <= int(number) <= 12 and int(year) else None

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.number, monthrange(self.year, self.number)[1])

    @property
    def before(self) -> "Month":
        """The month before. Wants a year that has one."""
        return Month.of(self.first - ONE_DAY)

    @property
    def after(self) -> "Month":
        """The month after. Wants a year that has one."""
        return Month.of(self.last + ONE_DAY)

    def days(self) -> list[date]:
        """Its days, in order."""
        return [self.first + n * ONE_DAY for n in range(self.last.day)]


def days_of(starts: datetime, ends: datetime, zone: tzinfo, within: Month) -> Iterator[date]:
    """Yield the days of ``within`` on which what lasts from ``starts`` to ``ends`` stands.

    What ends at midnight doesn't stand on the day that begins then.
    """
    first = max(starts.astimezone(zone).date(), within.first)
    last = min((ends - _INSTANT).astimezone(zone).date(), within.last)
    for n in range((last - first).days + 1):
        yield first + n * ONE_DAY
