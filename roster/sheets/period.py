"""Which days and posts are asked for: a week, a month, or all of an operation."""

import re
from collections.abc import Mapping
from datetime import date

from django.http import Http404

from posko.models import Operation, Post
from roster.rota import asked_week
from roster.sheets.duties import ONE_DAY

_MONTH = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")

type Period = tuple[date, date]


def asked_period(asked: Mapping[str, str], operation: Operation) -> Period:
    """Return the days of ?bulan=2024-02 that lie in the operation, else the week of ?minggu=."""
    found = _MONTH.fullmatch(asked.get("bulan", ""))
    if found:
        first, last = month_of(date(int(found[1]), int(found[2]), 1))
        first, last = max(first, operation.starts_on), min(last, operation.ends_on)
        if first <= last:
            return first, last
    return asked_week(asked.get("minggu", ""))


def month_of(day: date) -> Period:
    """Return the first and the last day of the month of ``day``."""
    first = day.replace(day=1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first, following - ONE_DAY


def months_of(operation: Operation) -> list[date]:
    """Return the first days of the months that an operation touches."""
    found, month = [], operation.starts_on.replace(day=1)
    while month <= operation.ends_on:
        found.append(month)
        month = month_of(month)[1] + ONE_DAY
    return found


def asked_posts(asked: Mapping[str, str], posts: list[Post]) -> list[Post]:
    """Return the post of ?posko=slug, or all of ``posts``; raises Http404 for another one."""
    slug = asked.get("posko", "")
    found = [post for post in posts if not slug or post.slug == slug]
    if slug and not found:
        raise Http404
    return found
