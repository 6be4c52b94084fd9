"""Dates as people type them into cells: pure calculation."""

import re
from datetime import date, datetime, timedelta

# What Excel counts its days from; only days after its error of 1900 are read.
_DAY_ZERO = date(1899, 12, 30)
_SERIAL = range(36526, 109575)  # 1 January 2000 to 31 December 2199

_MONTHS = {
    "jan": 1, "januari": 1, "january": 1, "feb": 2, "februari": 2, "february": 2, "pebruari": 2,
    "mar": 3, "maret": 3, "march": 3, "apr": 4, "april": 4, "mei": 5, "may": 5, "jun": 6,
    "juni": 6, "june": 6, "jul": 7, "juli": 7, "july": 7, "agu": 8, "agt": 8, "ags": 8,
    "agustus": 8, "aug": 8, "august": 8, "sep": 9, "sept": 9, "september": 9, "okt": 10,
    "oktober": 10, "oct": 10, "october": 10, "nov": 11, "november": 11, "nopember": 11,
    "des": 12, "desember": 12, "dec": 12, "december": 12,
}  # fmt: skip
_WEEKDAY = re.compile(r"^[^\W\d]+['\u2019]?[^\W\d]*\s*,\s*")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?$")
_DAY_FIRST = re.compile(r"^(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4})$")
_NAMED = re.compile(r"^(\d{1,2})[\s.-]*([^\W\d]+)\.?[\s-]*(\d{4})$")


def read_day(value: object) -> date | None:
    """Return the date that a cell means, or None if it means none.

    Understood: date cells, Excel's day numbers, '13 Februari 2024' (with a weekday before it or
    shortened, in English too), '13/02/2024' with the day first, and '2024-02-13'.
    """
    if isinstance(value, datetime):
        return _ours(value.date())
    if isinstance(value, date):
        return _ours(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _of_serial(value)
    return _of_text(" ".join(value.split())) if isinstance(value, str) else None


def _of_text(text: str) -> date | None:
    if re.fullmatch(r"[0-9]{5,6}", text):
        return _of_serial(int(text))
    text = _WEEKDAY.sub("", text)
    if found := _ISO.match(text):
        year, month, day = (int(part) for part in found.groups())
        return _date(year, month, day)
    if found := _DAY_FIRST.match(text):
        day, month, year = (int(part) for part in found.groups())
        return _date(year, month, day)
    if found := _NAMED.match(text):
        day_of, name, year_of = found.groups()
        return _date(int(year_of), _MONTHS.get(name.casefold(), 0), int(day_of))
    return None


def _of_serial(number: float) -> date | None:
    return _DAY_ZERO + timedelta(days=int(number)) if int(number) in _SERIAL else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return _ours(date(year, month, day))
    except ValueError:
        return None


def _ours(day: date) -> date | None:
    return day if 2000 <= day.year < 2200 else None
