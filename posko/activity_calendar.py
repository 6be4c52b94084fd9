"""A month of activities as the public looks at it, and which months there are to look at."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Max, Min

from posko.activities import public_activities
from posko.clock import JAKARTA
from posko.holidays import holiday_name
from posko.models import Activity, Operation, Post
from posko.month_days import Month, days_of

# Of one month; more than any post has.
SHOWN = 300
# An activity typed into a wrong year must not open centuries of empty months to robots.
WIDEST = timedelta(days=92)


@dataclass(frozen=True, slots=True)
class Entry:
    """An activity on one of its days; ``begins`` is None on the days after the first."""

    activity: Activity
    begins: datetime | None


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the month with what happens on it."""

    day: date
    entries: list[Entry]
    holiday: str

    @property
    def is_off(self) -> bool:
        """Whether it is a Saturday, a Sunday or a holiday."""
        return self.day.weekday() >= 5 or bool(self.holiday)


@dataclass(frozen=True, slots=True)
class Months:
    """The first and the last month that have something to show; one query."""

    first: Month
    last: Month

    @classmethod
    def of(cls, operation: Operation) -> "Months":
        """Return the months of the operation's period and of its activities."""
        rows = public_activities(operation, None)
        ends = rows.aggregate(first=Min("starts_at"), last=Max("starts_at"))
        first, last = operation.starts_on, operation.ends_on
        if ends["first"]:
            first = min(first, max(_local_day(ends["first"]), first - WIDEST))
            last = max(last, min(_local_day(ends["last"]), last + WIDEST))
        return cls(Month.of(first), Month.of(last))

    def nearest(self, month: Month) -> Month:
        """Return ``month`` if there is something to show, else the one nearest to it."""
        return min(max(month, self.first), self.last)

    def before(self, month: Month) -> Month | None:
        """Return the month before, if it has something to show."""
        return month.before if month > self.first else None

    def after(self, month: Month) -> Month | None:
        """Return the month after, if it has something to show."""
        return month.after if month < self.last else None


def days_in(month: Month, operation: Operation, post: Post | None = None) -> list[Day]:
    """Return the days of ``month`` with the public activities that stand on them; one query."""
    # A day more on either side: posts may lie in another time zone.
    begins = datetime.combine(month.first - timedelta(days=1), datetime.min.time(), JAKARTA)
    ends = datetime.combine(month.last + timedelta(days=2), datetime.min.time(), JAKARTA)
    rows = public_activities(operation, post).filter(starts_at__lt=ends, ends_at__gt=begins)
    entries = _by_day(rows.order_by("starts_at", "pk")[:SHOWN], month)
    return [Day(day, entries[day], holiday_name(day)) for day in month.days()]


def zone_of(activity: Activity) -> ZoneInfo:
    """Return the time zone that an activity's days are counted in."""
    return activity.post.region.zone if activity.post else JAKARTA


def _by_day(activities: Iterable[Activity], month: Month) -> dict[date, list[Entry]]:
    found: dict[date, list[Entry]] = defaultdict(list)
    for activity in activities:
        zone = zone_of(activity)
        begins = activity.starts_at.astimezone(zone)
        for day in days_of(activity.starts_at, activity.ends_at, zone, month):
            found[day].append(Entry(activity, begins if day == begins.date() else None))
    return found


def _local_day(moment: datetime) -> date:
    return moment.astimezone(JAKARTA).date()
