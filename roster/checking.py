"""Whether a person may take a duty, with the reasons in words.

Who is asked is read once for all, in a fixed number of queries; the rules are in roster/limits.py.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.utils.translation import gettext as _

from posko.models import Operation
from posko.models.region import lies_within
from roster.limits import Broken, Days, Life, Limits, Turn, broken
from roster.models import Absence, Assignment, Availability, Duty, Officer, Wish, WorkRule
from roster.roles import Role

# So far may other duties lie apart and still matter for rest and the maximum in 7 days.
AROUND = timedelta(days=8)


@dataclass(frozen=True, slots=True)
class Objection:
    """Why somebody shouldn't take a duty. ``final``: nobody may overrule it."""

    code: str
    words: str
    final: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """A duty that somebody has: the assignment's key, and the duty as a turn."""

    assignment: int
    turn: Turn


class People:
    """Absences, wishes, limits and duties of some officers around some days."""

    def __init__(
        self, operation: Operation, officers: Iterable[Officer], first: date, last: date
    ) -> None:
        self.officers = {officer.pk: officer for officer in officers}
        self._limits = _Limits(operation)
        self._absences = self._read_absences(first, last)
        self._days = self._read_days()
        self._around = first - AROUND, last + AROUND

    def life(self, officer: Officer) -> Life:
        """Return what the duties of ``officer`` are weighed against."""
        return Life(
            limits=self._limits.of(officer),
            absences=tuple(self._absences[officer.pk]),
            never=self.days(officer, Wish.NEVER),
        )

    def days(self, officer: Officer, wish: Wish) -> Days:
        """Return the weekdays and dates of which ``officer`` says ``wish``."""
        return frozenset(self._days[officer.pk, wish])

    def taken(self, officer: Officer) -> list[Taken]:
        """Return the duties that ``officer`` has around the days asked for."""
        return self._taken[officer.pk]

    def objections(
        self, officer: Officer, duty: Duty, besides: Collection[int] = ()
    ) -> list[Objection]:
        """Return what speaks against ``officer`` at ``duty``, the gravest first.

        ``besides`` are the keys of assignments that are not counted: those to be given up.
        """
        others = [t.turn for t in self.taken(officer) if t.assignment not in besides]
        rules = broken(turn_of(duty), others, self.life(officer))
        return [*_of_person(officer, duty), *(_of_rule(rule, officer, self) for rule in rules)]

    def _read_absences(self, first: date, last: date) -> dict[int, list[tuple[date, date]]]:
        found = defaultdict(list)
        rows = Absence.objects.filter(officer__in=self.officers)
        for row in rows.touching(first, last).order_by("first_day"):
            found[row.officer_id].append((row.first_day, row.last_day))
        return found

    def _read_days(self) -> dict[tuple[int, str], list[int | date]]:
        found = defaultdict(list)
        for row in Availability.objects.filter(officer__in=self.officers):
            day = row.day if row.day is not None else row.weekday
            if day is not None:
                found[row.officer_id, row.wish].append(day)
        return found

    # Read when it is asked for: the planner reads the duties of hundreds of posts its own way.
    @cached_property
    def _taken(self) -> dict[int, list[Taken]]:
        found = defaultdict(list)
        rows = Assignment.objects.filter(officer__in=self.officers).between(*self._around)
        for row in rows.select_related("duty__post__region").order_by("starts_at"):
            found[row.officer_id].append(Taken(row.pk, turn_of(row.duty)))
        return found


def turn_of(duty: Duty) -> Turn:
    """Return ``duty`` as the rules see it."""
    return Turn(duty.day, duty.starts_at, duty.ends_at)


class _Limits:
    """The work rules of an operation, read in one query."""

    def __init__(self, operation: Operation) -> None:
        self._found: dict[int | str, Limits] = {}
        for row in WorkRule.objects.filter(operation=operation):
            limits = Limits(row.most_in_7_days, timedelta(hours=row.rest_hours))
            self._found[row.officer_id or row.institution_kind] = limits

    def of(self, officer: Officer) -> Limits:
        kind = officer.institution.kind if officer.institution else ""
        names: list[int | str] = [officer.pk, kind, ""]
        return next((self._found[name] for name in names if name in self._found), Limits())


def _of_person(officer: Officer, duty: Duty) -> list[Objection]:
    facts = {"name": officer.full_name, "post": duty.post.name}
    if not officer.is_active:
        return [Objection("inactive", _("%(name)s is no longer active.") % facts, final=True)]
    if officer.role not in SERVING_ROLES:
        return [Objection("role", _("%(name)s doesn't take turns at posts.") % facts)]
    if not serves(officer, duty):
        return [Objection("post", _("%(name)s doesn't serve at %(post)s.") % facts, final=True)]
    return []


# Who takes turns at the posts.
SERVING_ROLES = frozenset({Role.PETUGAS})


def serves(officer: Officer, duty: Duty) -> bool:
    """Tell whether ``officer`` serves at the post of ``duty``: theirs, or one of their region."""
    if officer.post_id is not None:
        return officer.post_id == duty.post_id
    return lies_within(officer.region_id, duty.post.region_id)


def _of_rule(rule: Broken, officer: Officer, people: People) -> Objection:
    limits = people.life(officer).limits
    facts = {
        "name": officer.full_name,
        "hours": int(limits.rest.total_seconds() // 3600),
        "most": limits.most_in_7_days,
    }
    words = {
        Broken.ELSEWHERE: _("%(name)s has another duty at that time."),
        Broken.REST: _("%(name)s would rest less than %(hours)d hours between two duties."),
        Broken.TOO_MANY: _("%(name)s would have more than %(most)d duties in 7 days."),
        Broken.ABSENT: _("%(name)s is absent on that day."),
        Broken.NEVER: _("%(name)s can't be on duty on that day."),
    }
    return Objection(rule, words[rule] % facts, final=rule == Broken.ELSEWHERE)
