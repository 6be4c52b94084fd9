"""A post's hours as a file states them: the same every day, or none of its own."""

import re
from collections.abc import Iterable
from datetime import datetime, time

from django.utils.translation import gettext as _

from posko.hours import Hours
from posko.models import WeeklyHours
from posko.sheets.plan import Plan
from posko.sheets.table import Row

DAYS = range(7)
_TIME = re.compile(r"^([01]?\d|2[0-4])[.:]([0-5]\d)(?:[.:]00)?$", re.ASCII)


def read_hours(row: Row, plan: Plan) -> Hours | None:
    """Return the hours of ``row``; None if it has none, or bad ones, which are told."""
    opens, closes = _time(row, "opens", plan), _time(row, "closes", plan)
    if opens is not None and closes is not None:
        return Hours(opens, closes)
    for one, other in (("opens", "closes"), ("closes", "opens")):
        if row.text(one) and not row.text(other):
            plan.refuse(_("give both times, or neither."), row.where(other))
    return None


def same_every_day(rows: Iterable[WeeklyHours]) -> Hours | None:
    """Return the hours that hold on all seven days; None if days differ or there are none."""
    hours = {row.weekday: row.hours for row in rows}
    return hours[0] if set(hours) == set(DAYS) and len(set(hours.values())) == 1 else None


def shown(hours: Hours | None) -> str:
    """Return '08.00-16.00', or '-'."""
    return f"{hours.opens:%H.%M}-{hours.closes:%H.%M}" if hours else "-"


def _time(row: Row, key: str, plan: Plan) -> time | None:
    value, text = row.value(key), row.text(key)
    if isinstance(value, datetime):
        return value.time().replace(second=0, microsecond=0)
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0)
    if not text:
        return None
    found = _TIME.match(text)
    if found is None or (int(found[1]) == 24 and found[2] != "00"):
        plan.refuse(_("please enter a time, such as 08.00."), row.where(key))
        return None
    return time(int(found[1]) % 24, int(found[2]))
