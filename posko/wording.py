"""Hours and states in words, for pages and for paper. The language is that of the page."""

from datetime import date, datetime, time, timedelta, tzinfo
from itertools import groupby

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from posko.hours import DayHours, Hours, OpenState, Phase, Schedule
from posko.models.hours import Weekday
from posko.templatetags.when import ZONE_NAMES, clock_time, day_end, hour_minute, long_date, span

MIDNIGHT = time(0)


def state_words(state: OpenState, now: datetime) -> str:
    """Return whether the post is open at ``now``, and what comes next, as a sentence."""
    if state.changes_at is None:
        return _final_words(state)
    if state.is_open:
        return _("Open now - until %(when)s") % {"when": _closing(state.changes_at, now)}
    day, at = long_date(state.changes_at), clock_time(state.changes_at)
    if state.phase == Phase.BEFORE:
        return _("Not open yet, opens %(day)s, %(time)s") % {"day": day, "time": at}
    if state.changes_at.date() == now.astimezone(state.changes_at.tzinfo).date():
        return _("Closed, opens today at %(time)s") % {"time": at}
    return _("Closed, opens again %(day)s, %(time)s") % {"day": day, "time": at}


def hours_words(hours: Hours | None, zone: tzinfo) -> str:
    """Return '08.00-16.00 WIB', '20.00-04.00 WIB (keesokan harinya)', '24 jam' or 'Tutup'."""
    if hours is None or hours.all_day:
        return span(hours)
    if hours.closes == MIDNIGHT:
        return f"{hour_minute(hours.opens)}-{day_end()} {ZONE_NAMES[str(zone)]}"
    words = f"{span(hours)} {ZONE_NAMES[str(zone)]}"
    if hours.closes > hours.opens:
        return words
    return _("%(hours)s (the next day)") % {"hours": words}


def weekly_words(schedule: Schedule) -> list[tuple[str, str]]:
    """Return the rule of the week as (days, hours), days with the same hours together.

    Empty when no hours are announced.
    """
    if not schedule.weekly and schedule.common is None:
        return []
    week = [schedule.weekly.get(n) if schedule.weekly else schedule.common for n in range(7)]
    runs = [[n for n, _hours in run] for _key, run in groupby(enumerate(week), lambda e: e[1])]
    return [(_days(run), hours_words(week[run[0]], schedule.zone)) for run in runs]


def exceptions_of(schedule: Schedule) -> list[DayHours]:
    """Return the dates of the period that differ from the rule, in order."""
    days = sorted(schedule.exceptions)
    return [schedule.on(d) for d in days if schedule.first_day <= d <= schedule.last_day]


def period_words(first: date, last: date) -> str:
    """Return '9 Januari - 29 Februari 2024'."""
    start = date_format(first, "j F" if first.year == last.year else "j F Y")
    return f"{start} - {date_format(last, 'j F Y')}"


def _final_words(state: OpenState) -> str:
    if state.phase == Phase.AFTER:
        return _("This post's period is over")
    if not state.is_announced:
        return _("The opening hours have not been announced yet")
    return _("Closed, does not open again")


def _closing(closes: datetime, now: datetime) -> str:
    """Midnight belongs to the day that ends with it: nobody should come a day late."""
    day, at = closes.date(), clock_time(closes)
    if closes.time() == MIDNIGHT:
        day, at = day - timedelta(days=1), f"{day_end()} {ZONE_NAMES[str(closes.tzinfo)]}"
    if day == now.astimezone(closes.tzinfo).date():
        return at
    return f"{long_date(day)}, {at}"


def _days(run: list[int]) -> str:
    first, last = (str(Weekday(n).label) for n in (run[0], run[-1]))
    if len(run) == 7:
        return _("Every day")
    if len(run) == 1:
        return first
    if len(run) == 2:
        return _("%(first)s and %(second)s") % {"first": first, "second": last}
    return _("%(first)s to %(last)s") % {"first": first, "last": last}
