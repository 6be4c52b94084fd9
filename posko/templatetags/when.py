"""Dates and times as Indonesia writes them, and on English pages as English does."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django import template
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from posko.clock import JAKARTA
from posko.holidays import holiday_name
from posko.hours import Hours

register = template.Library()

ZONE_NAMES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


@register.filter
def clock_time(moment: datetime) -> str:
    """Return '16.00 WIB' for a moment, in its own zone if that is an Indonesian one."""
    local = _local(moment)
    return f"{hour_minute(local)} {ZONE_NAMES[str(local.tzinfo)]}"


@register.filter
def hour_minute(moment: time | datetime) -> str:
    """Return '16.00', in English '16:00'."""
    moment = _local(moment) if isinstance(moment, datetime) else moment
    return f"{moment:%H:%M}" if _is_english() else f"{moment:%H.%M}"


def day_end() -> str:
    """Return the midnight that ends a day: '24.00', in English '24:00'."""
    return "24:00" if _is_english() else "24.00"


@register.filter
def long_date(day: date) -> str:
    """Return 'Selasa, 9 Januari 2024', in English 'Tuesday 9 January 2024'."""
    return date_format(_day(day), "l j F Y" if _is_english() else "l, j F Y")


@register.filter
def short_date(day: date) -> str:
    """Return 'Sel, 9 Jan', in English 'Tue 9 Jan'."""
    return date_format(_day(day), "D j M" if _is_english() else "D, j M")


@register.filter
def date_time(moment: datetime) -> str:
    """Return '13 Feb 2024, 09.05 WIB'."""
    return f"{date_format(_day(moment), 'j M Y')}, {clock_time(moment)}"


@register.filter
def span(hours: Hours | None) -> str:
    """Return '08.00-16.00', '24 jam' or 'Tutup'."""
    if hours is None:
        return _("Closed")
    if hours.all_day:
        return _("24 hours")
    return f"{hour_minute(hours.opens)}-{hour_minute(hours.closes)}"


@register.simple_tag
def times(start: datetime, end: datetime) -> str:
    """Return '08.00-16.00 WIB' for a span of time."""
    return f"{hour_minute(_local(start))}-{clock_time(end)}"


@register.filter
def holiday(day: date) -> str:
    """Return the name of the public holiday on ``day``, or ''."""
    return holiday_name(day)


@register.filter
def zone_name(zone: ZoneInfo) -> str:
    """Return WIB, WITA or WIT."""
    return ZONE_NAMES[str(zone)]


def _is_english() -> bool:
    return get_language() == "en"


def _local(moment: datetime) -> datetime:
    return moment if str(moment.tzinfo) in ZONE_NAMES else moment.astimezone(JAKARTA)


def _day(value: date) -> date:
    return _local(value) if isinstance(value, datetime) else value
