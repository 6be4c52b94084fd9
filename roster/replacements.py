"""Who can step in for a duty, the fittest first: read once for a day, in a fixed number of queries.

First those against whom nothing speaks. Among them: the fewest duties in the operation, on a day
off the fewest duties on days off, those who wish for that day before those who would rather not,
and who has rested longest. Then those whom a rule speaks against, with the rule in words; last
those who can't at all.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import ngettext

from posko.holidays import is_day_off
from posko.models import Post
from roster.checking import Objection, People
from roster.colleagues import pool_of
from roster.kinds import kind_of
from roster.limits import falls_on
from roster.loads import Count, duties_of
from roster.models import Duty, Officer, Wish

LONG = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could step in. ``rest`` is the time since their duty before, if any."""

    officer: Officer
    load: Count
    wish: Wish | None
    rest: timedelta | None
    objections: list[Objection]

    @property
    def is_impossible(self) -> bool:
        """Whether nobody can put them there, whatever they say."""
        return any(objection.final for objection in self.objections)

    @property
    def rested(self) -> str:
        """How long before this duty their last one ended, in words; '' if that is long ago."""
        if self.rest is None:
            return ""
        hours = int(self.rest.total_seconds() // 3600)
        if hours < 48:
            return ngettext("%d hour", "%d hours", hours) % hours
        return ngettext("%d day", "%d days", hours // 24) % (hours // 24)

    def rank(self, day_off: bool) -> tuple[bool, bool, int, int, int, timedelta]:
        """Return what candidates are sorted by: the smaller, the fitter."""
        return (
            self.is_impossible,
            bool(self.objections),
            self.load.total,
            self.load.off if day_off else 0,
            {Wish.PREFERS: 0, None: 1}.get(self.wish, 2),
            -(LONG if self.rest is None else self.rest),
        )


class Candidates:
    """All who serve at a post, with what matters on one day."""

    def __init__(self, post: Post, day: date) -> None:
        self._officers = list(pool_of(post))
        self._people = People(post.operation, self._officers, day, day)
        self._loads = duties_of(post.operation, self._officers)

    def of(self, duty: Duty, kind: str) -> list[Candidate]:
        """Return those of ``kind`` who aren't at ``duty`` (read with its people), in order."""
        there = {assignment.officer_id for assignment in duty.assignments.all()}
        found = [
            self._candidate(officer, duty)
            for officer in self._officers
            if kind_of(officer) == kind and officer.pk not in there
        ]
        return sorted(found, key=lambda c: c.rank(is_day_off(duty.day)))

    def _candidate(self, officer: Officer, duty: Duty) -> Candidate:
        taken = [t.turn.end for t in self._people.taken(officer)]
        before = [end for end in taken if end <= duty.starts_at]
        return Candidate(
            officer,
            self._loads.get(officer.pk, Count()),
            self._wish(officer, duty.day),
            duty.starts_at - max(before) if before else None,
            self._people.objections(officer, duty),
        )

    def _wish(self, officer: Officer, day: date) -> Wish | None:
        wishes = (Wish.PREFERS, Wish.AVOIDS)
        said = (wish for wish in wishes if falls_on(day, self._people.days(officer, wish)))
        return next(said, None)


def candidates(duty: Duty, kind: str) -> list[Candidate]:
    """Return who of the institutions of ``kind`` can step in at ``duty``, the fittest first."""
    found = Candidates(duty.post, duty.day).of(duty, kind)
    return [candidate for candidate in found if not candidate.is_impossible]
