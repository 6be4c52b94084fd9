"""The rows of the tables, with their names in both languages."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from incidents.models import Category
from incidents.states import Status
from incidents.statistics.counted import Group
from incidents.statistics.definitions import COUNTED, NOT_COUNTED
from incidents.statistics.tables import Row
from posko.languages import said_in_both
from posko.models import Operation, Post, Region

WEEK = timedelta(days=7)
EARLIER = "earlier"


def categories(groups: Iterable[Group]) -> list[Row]:
    """Return the upper level that is offered, and what is retired but was used."""
    used = {group.category for group in groups}
    found = Category.objects.top().order_by("order", "code")
    return [Row(c.code, c.name, c.name_en) for c in found if c.active or c.code in used]


def cities(operation: Operation, groups: Iterable[Group]) -> list[Row]:
    """Return the cities that have a public post, or problems."""
    codes = Post.objects.public().of(operation).values_list("region_id", flat=True)
    wanted = {code[:5] for code in codes} | {group.city for group in groups}
    found = Region.objects.cities().filter(code__in=wanted).order_by("code")
    return [Row(region.code, region.name, region.name) for region in found]


def states() -> list[Row]:
    """Return the states of problems, in the order of the way through them."""
    return [_of_status(status) for status in COUNTED]


def intake() -> dict[str, Row]:
    """Return what becomes of reports."""
    counted = Row("counted", *said_in_both(_("Counted as problems")))
    return {"counted": counted, **{str(status): _of_status(status) for status in NOT_COUNTED}}


def weeks(first: date, last: date, groups: Iterable[Group]) -> list[Row]:
    """Return the weeks from that of ``first`` to that of ``last``, and one for all before."""
    start = monday(first)
    found = [_week(start + n * WEEK) for n in range((last - start).days // 7 + 1)]
    early = any(group.week < start for group in groups)
    return [Row(EARLIER, *said_in_both(_("Before the first week"))), *found] if early else found


def monday(day: date) -> date:
    """Return the first day of the week of ``day``."""
    return day - timedelta(days=day.weekday())


def _week(start: date) -> Row:
    return Row(str(start), *(_period(start, language) for language in ("id", "en")))


def _period(start: date, language: str) -> str:
    end = start + WEEK - timedelta(days=1)
    with override(language):
        first = date_format(start, "j" if start.month == end.month else "j M")
        return f"{first}-{date_format(end, 'j M Y')}"


def _of_status(status: Status) -> Row:
    return Row(str(status), *said_in_both(status.label))
