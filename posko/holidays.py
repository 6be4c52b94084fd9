"""Public holidays of Indonesia, by name.

Joint decrees (*cuti bersama*) and election days count as holidays too. Source: the `holidays`
package, categories public and government; checked against shared/facts.md for 2024.
"""

from datetime import date, timedelta
from functools import lru_cache

import holidays
from django.utils.translation import get_language


def holiday_name(day: date) -> str:
    """Return the name of the holiday on ``day`` in the current language, or ''."""
    return _year(day.year, "en_US" if get_language() == "en" else "id").get(day, "")


def is_day_off(day: date) -> bool:
    """Tell whether ``day`` is a Saturday, a Sunday or a public holiday."""
    return day.weekday() >= 5 or bool(holiday_name(day))


def holidays_between(first: date, last: date) -> dict[date, str]:
    """Return the holidays from ``first`` to ``last``, both included, in order."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return {day: name for day in days if (name := holiday_name(day))}


@lru_cache(maxsize=32)
def _year(year: int, language: str) -> dict[date, str]:
    found = holidays.country_holidays(
        "ID", language=language, categories=("public", "government"), years=[year]
    )
    return dict(found.items())
