"""Who could be put on a duty: ranked, each with what speaks against it."""

from dataclasses import dataclass
from datetime import date

from posko.models import Post
from roster.checking import Objection, People
from roster.kinds import kind_of
from roster.limits import falls_on
from roster.loads import Count, count_duties
from roster.models import Duty, Officer, Wish
from roster.pool import pool_of


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who serves at the post and isn't on the duty. ``so_far`` counts up to that day."""

    officer: Officer
    objections: list[Objection]
    so_far: Count
    avoids: bool
    prefers: bool

    @property
    def is_impossible(self) -> bool:
        """Nobody can put them there, whatever they say."""
        return any(objection.final for objection in self.objections)

    @property
    def _rank(self) -> tuple[bool, bool, bool, int, bool, str]:
        return (
            self.is_impossible,
            bool(self.objections),
            self.avoids,
            self.so_far.total,
            not self.prefers,
            self.officer.full_name,
        )


class Candidates:
    """All who serve at a post, read once for one day in a fixed number of queries."""

    def __init__(self, post: Post, day: date) -> None:
        self._officers = list(pool_of(post))
        self._people = People(post.operation, self._officers, day, day)
        self._counts = count_duties(post.operation, self._officers, day, day)

    def of(self, duty: Duty, kind: str) -> list[Candidate]:
        """Return those of ``kind`` who aren't at ``duty``: the free first, fewest duties first."""
        there = {assignment.officer_id for assignment in duty.assignments.all()}
        found = [
            self._candidate(officer, duty)
            for officer in self._officers
            if kind_of(officer) == kind and officer.pk not in there
        ]
        return sorted(found, key=lambda candidate: candidate._rank)

    def _candidate(self, officer: Officer, duty: Duty) -> Candidate:
        return Candidate(
            officer,
            self._people.objections(officer, duty),
            self._counts.get(officer.pk, (Count(), Count()))[1],
            falls_on(duty.day, self._people.days(officer, Wish.AVOIDS)),
            falls_on(duty.day, self._people.days(officer, Wish.PREFERS)),
        )
