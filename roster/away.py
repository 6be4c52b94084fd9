"""Who is away on the days of their duties: that they are is for all, why is for planners."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from posko import clock
from roster.models import Absence, Assignment, Duty
from roster.models.duty import AssignmentQuerySet

# A duty that is on now began yesterday at the earliest, and clocks differ by less than a day.
SINCE = timedelta(days=2)


class Away:
    """Absences of some officers in some days, read in one query."""

    def __init__(self, officers: Iterable[int], first: date, last: date) -> None:
        self._found: dict[int, list[Absence]] = defaultdict(list)
        rows = Absence.objects.filter(officer__in=set(officers)).touching(first, last)
        for row in rows.order_by("first_day"):
            self._found[row.officer_id].append(row)

    def of(self, officer: int, day: date) -> Absence | None:
        """Return the absence that the officer with this key has on ``day``."""
        rows = self._found.get(officer, [])
        return next((row for row in rows if row.first_day <= day <= row.last_day), None)

    def at(self, duty: Duty, assignments: Iterable[Assignment]) -> frozenset[int]:
        """Return the keys of the officers who are to be at ``duty`` and are away."""
        return frozenset(a.officer_id for a in assignments if self.of(a.officer_id, duty.day))


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A duty whose person is away: a gap, unless somebody replaces them."""

    assignment: Assignment
    absence: Absence


def vacancies(assignments: AssignmentQuerySet) -> list[Vacancy]:
    """Return those of ``assignments`` that are not over and whose people are away, in order."""
    rows = list(_maybe(assignments).order_by("starts_at", "pk"))
    if not rows:
        return []
    days = [row.duty.day for row in rows]
    away = Away((row.officer_id for row in rows), min(days), max(days))
    pairs = ((row, away.of(row.officer_id, row.duty.day)) for row in rows)
    return [Vacancy(row, absence) for row, absence in pairs if absence]


def _maybe(assignments: AssignmentQuerySet) -> AssignmentQuerySet:
    now = clock.now()
    away = Absence.objects.filter(last_day__gte=clock.today() - SINCE).values("officer")
    return assignments.filter(officer__in=away, ends_at__gt=now).select_related(
        "officer__institution", "duty__post__region", "duty__post__operation"
    )
