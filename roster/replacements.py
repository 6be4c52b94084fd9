"""Who can step in for a duty, the fittest first: read in a fixed number of queries.

First those against whom nothing speaks. Among them: the fewest duties in the operation, on a day
off the fewest duties on days off, those who wish for that day before those who would rather not,
and who has rested longest. Then those whom a rule speaks against, with the rule in words; whoever
can't at all is left out.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import ngettext

from posko.holidays import is_day_off
from roster.checking import Objection, People
from roster.colleagues import who_serve
from roster.limits import falls_on
from roster.models import Assignment, Duty, Officer, Wish

LONG = timedelta(days=365)


@dataclass(slots=True)
class Load:
    """Duties of a person in the operation, and those of them on days off."""

    total: int = 0
    on_days_off: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could step in. ``rest`` is the time since their duty before, if any."""

    officer: Officer
    load: Load
    wish: Wish | None = None
    rest: timedelta | None = None
    objections: list[Objection] = field(default_factory=list)

    @property
    def rested(self) -> str:
        """How long before this duty their last one ended, in words; '' if that is long ago."""
        if self.rest is None:
            return ""
        hours = int(self.rest.total_seconds() // 3600)
        if hours < 48:
            return ngettext("%d hour", "%d hours", hours) % hours
        return ngettext("%d day", "%d days", hours // 24) % (hours // 24)

    def rank(self, day_off: bool) -> tuple[bool, int, int, int, timedelta]:
        """Return what candidates are sorted by: the smaller, the fitter."""
        return (
            bool(self.objections),
            self.load.total,
            self.load.on_days_off if day_off else 0,
            {Wish.PREFERS: 0, None: 1}.get(self.wish, 2),
            -(LONG if self.rest is None else self.rest),
        )


def candidates(duty: Duty, kind: str) -> list[Candidate]:
    """Return who of the institutions of ``kind`` can step in at ``duty``, the fittest first."""
    there = duty.assignments.values("officer")
    people = list(who_serve(duty.post, kind).exclude(pk__in=there))
    read = People(duty.post.operation, people, duty.day, duty.day)
    loads = _loads(duty, people)
    found = [_candidate(officer, duty, read, loads[officer.pk]) for officer in people]
    possible = [c for c in found if not any(objection.final for objection in c.objections)]
    return sorted(possible, key=lambda c: c.rank(is_day_off(duty.day)))


def _candidate(officer: Officer, duty: Duty, people: People, load: Load) -> Candidate:
    before = [t.turn.end for t in people.taken(officer) if t.turn.end <= duty.starts_at]
    return Candidate(
        officer,
        load,
        _wish(officer, duty.day, people),
        duty.starts_at - max(before) if before else None,
        people.objections(officer, duty),
    )


def _wish(officer: Officer, day: date, people: People) -> Wish | None:
    wishes = (Wish.PREFERS, Wish.AVOIDS)
    return next((wish for wish in wishes if falls_on(day, people.days(officer, wish))), None)


def _loads(duty: Duty, people: Iterable[Officer]) -> dict[int, Load]:
    rows = Assignment.objects.filter(
        officer__in=people, duty__post__operation=duty.post.operation_id
    )
    found: dict[int, Load] = defaultdict(Load)
    for officer, start, zone in rows.values_list(
        "officer", "starts_at", "duty__post__region__time_zone"
    ):
        found[officer].total += 1
        found[officer].on_days_off += is_day_off(start.astimezone(ZoneInfo(zone)).date())
    return found
