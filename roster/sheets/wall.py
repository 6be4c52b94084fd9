"""The rota for the wall: A3 landscape, one post a page, to be read from two metres.

A week fits one page in large letters; more days are parted into pages of up to 16 days.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import batched
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from posko import clock
from posko.documents.printing import pdf
from posko.holidays import holiday_name, is_day_off
from posko.models import Post
from posko.templatetags.when import ZONE_NAMES, date_time, long_date
from roster.models import Duty, Officer
from roster.sheets.grid import kind_label
from roster.sheets.period import Period
from roster.sheets.rota_rows import Grid, Places, RotaSheets

DAYS_A_PAGE = 16
# A page takes 50 ms and 2.7 MB while it is set; a week of the 76 posts of Jakarta Timur fits.
MAX_SHEETS_OF_PAPER = 80


def sheets_of_paper(first: date, last: date) -> int:
    """Return how many pages one post takes."""
    days = (last - first).days + 1
    return -(-days // DAYS_A_PAGE)


def wall_pdf(rota: RotaSheets, posts: Iterable[Post], period: Period, me: Officer) -> bytes:
    """Return the PDF of the rota of some posts for a period, as printed by ``me``."""
    pages = [page for grid in rota.grids(posts) for page in _pages(grid, sheets_of_paper(*period))]
    days = f"{long_date(period[0])} - {long_date(period[1])}"
    printed = _("Printed %(when)s by %(name)s") % {
        "when": date_time(clock.now().astimezone(clock.JAKARTA)),
        "name": me.full_name,
    }
    content = {
        "days": days,
        "printed": printed,
        "pages": pages,
        "labels": {
            "institution": _("Institution"),
            "closed": _("Closed"),
            "none": _("No duties in these days."),
            "no_posts": _("There are no posts in your region."),
            "legend": _(
                "Grey: weekends and public holidays. (lead): leads the duty."
                " A box with a dash: nobody yet."
            ),
        },
    }
    return pdf("rota.typ", _("Rota %(days)s") % {"days": days}, content)


def _pages(grid: Grid, count: int) -> Iterable[dict[str, Any]]:
    size = -(-len(grid.days) // count)
    for days in batched(grid.days, size):
        rows = [_row(places, grid, days) for places in grid.places]
        yield {
            "post": grid.post.name,
            "address": grid.post.address,
            "zone": ZONE_NAMES[str(grid.post.region.zone)],
            "span": f"{long_date(days[0])} - {long_date(days[-1])}",
            "days": [_day(day, grid) for day in days],
            "rows": rows,
            "longest": _longest_word(rows),
        }


def _day(day: date, grid: Grid) -> dict[str, Any]:
    return {
        "weekday": date_format(day, "l"),
        "date": date_format(day, "j M"),
        "off": is_day_off(day),
        "reason": holiday_name(day) or (_("Weekend") if is_day_off(day) else ""),
        "closed": day not in grid.open_days,
    }


def _row(places: Places, grid: Grid, days: Iterable[date]) -> dict[str, Any]:
    usual = _usual_hours(places.shift, grid)
    return {
        "kind": kind_label(places.kind),
        "shift": places.shift,
        "hours": usual,
        "cells": [_cell(places, grid, day, usual) for day in days],
    }


def _cell(places: Places, grid: Grid, day: date, usual: str) -> dict[str, Any]:
    people = places.people.get(day, [])
    duty = grid.duties.get(day, {}).get(places.shift)
    hours = _hours(duty) if duty else ""
    return {
        "names": [
            {"name": one.officer.full_name, "lead": str(_("lead")) if one.leads else ""}
            for one in people
        ],
        "missing": max(0, places.asked.get(day, 0) - len(people)),
        # Said where a day differs: voting day is longer.
        "hours": hours if hours != usual else "",
    }


def _longest_word(rows: list[dict[str, Any]]) -> str:
    names = [one["name"] for row in rows for cell in row["cells"] for one in cell["names"]]
    return max((word for name in names for word in name.split()), key=len, default="")


def _usual_hours(shift: str, grid: Grid) -> str:
    duties = [named[shift] for named in grid.duties.values() if shift in named]
    return Counter(_hours(duty) for duty in duties).most_common(1)[0][0]


def _hours(duty: Duty) -> str:
    zone = duty.post.region.zone
    return f"{duty.starts_at.astimezone(zone):%H.%M}-{duty.ends_at.astimezone(zone):%H.%M}"
