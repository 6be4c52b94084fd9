"""Works out what is published of an operation, once a week, whoever asks first.

Figures are as of the end of a Sunday. Reports that came since the figures before are added when
they are `BATCH` or more, so that no single one shows in the difference; until then the states
alone move on. A page view reads one row. The worker keeps it fresh; should it be late, whoever
comes first works it out, and who comes meanwhile reads the older figures.
"""

from datetime import date, datetime, time, timedelta

from django.db import transaction

from incidents.models import StatisticsSnapshot
from incidents.statistics import counting, rows, tables
from incidents.statistics.counted import Group
from incidents.statistics.definitions import Dimension
from incidents.statistics.published import Cell, Published
from incidents.suppression import is_few
from posko import clock
from posko.clock import JAKARTA
from posko.models import Operation

BATCH = 10
DAY = timedelta(days=1)
# So long after an operation its cases may still move on; then its figures are final.
SETTLED_AFTER = 90 * DAY


def latest_day(operation: Operation) -> date | None:
    """Return the Sunday whose figures are due by now; None before the first of them."""
    last_sunday = rows.monday(clock.today()) - DAY
    settled = rows.monday(operation.ends_on + SETTLED_AFTER) + 6 * DAY
    day = min(last_sunday, settled)
    return day if day >= operation.starts_on else None


def first_release(operation: Operation) -> date:
    """Return the Monday on which the first figures of ``operation`` are published."""
    return rows.monday(operation.starts_on) + 7 * DAY


def statistics_of(operation: Operation) -> Published | None:
    """Return what is published of ``operation``; None when it is too early for figures."""
    day = latest_day(operation)
    if day is None:
        return None
    row = StatisticsSnapshot.objects.filter(operation=operation).first()
    if row is None or row.day is None or row.day < day:
        row = _refreshed(operation, day, wait=row is None) or row
    return Published.read(row.data) if row and row.data else None


def _refreshed(operation: Operation, day: date, *, wait: bool) -> StatisticsSnapshot | None:
    """Return the row with the figures of ``day``; None when somebody is working them out."""
    with transaction.atomic():
        # Of two that come first at once, one waits here for the other.
        StatisticsSnapshot.objects.get_or_create(operation=operation)
        locked = StatisticsSnapshot.objects.select_for_update(skip_locked=not wait)
        row = locked.filter(operation=operation).first()
        if row and (row.day is None or row.day < day):
            row.data = _worked_out(operation, day, row).stored()
            row.day = day
            row.save()
        return row


def _worked_out(operation: Operation, day: date, row: StatisticsSnapshot) -> Published:
    received = _received_until(operation, day, row)
    until, at = _end_of(received), _end_of(day)
    groups = counting.groups(operation, until, at)
    problems = tables.problems(groups)
    count = tables.total(problems)
    cells, reports = tables.intake(groups, rows.intake())
    by = {**_tables(operation, problems, received), Dimension.INTAKE: cells}
    return Published(
        as_of=day,
        received_until=received,
        problems=None if is_few(count) else count,
        reports=reports,
        tables=by,
        handling=tables.handling(by[Dimension.STATE], counting.times(operation, until, at)),
    )


def _received_until(operation: Operation, day: date, row: StatisticsSnapshot) -> date:
    if not row.data:
        return day
    before = Published.read(row.data).received_until
    new = counting.received_between(operation, _end_of(before), _end_of(day))
    return day if new == 0 or new >= BATCH else before


def _tables(operation: Operation, problems: list[Group], last: date) -> dict[Dimension, list[Cell]]:
    categories = rows.categories(problems)
    cities = rows.cities(operation, problems)
    weeks = rows.weeks(operation.starts_on, last, problems)
    first_week = rows.monday(operation.starts_on)
    return {
        Dimension.CATEGORY: tables.table(
            problems,
            lambda group: group.category,
            categories,
            # From the end: "Other" says least.
            [row.key for row in reversed(categories)],
        ),
        Dimension.CITY: tables.table(
            problems, lambda group: group.city, cities, [row.key for row in cities]
        ),
        Dimension.STATE: tables.table(
            problems,
            lambda group: group.status,
            rows.states(),
            [str(status) for status in tables.STATES_GIVEN_UP],
        ),
        Dimension.WEEK: tables.table(
            problems,
            lambda group: str(group.week) if group.week >= first_week else rows.EARLIER,
            weeks,
            [row.key for row in weeks],
        ),
    }


def _end_of(day: date) -> datetime:
    return datetime.combine(day + DAY, time.min, JAKARTA)
