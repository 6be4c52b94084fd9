"""Which places stay open, and why: grouped over days that follow each other."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from roster.limits import Broken, Turn, broken
from roster.planner.answer import Shortage
from roster.planner.problem import Given, Person, Place, Problem


class Reason(StrEnum):
    """Why a place stays open. Whoever shows it words it."""

    # Nobody of that kind serves at the post.
    NOBODY = "nobody"
    # Fewer people serve there than are asked for, absent or not.
    TOO_FEW = "too_few"
    # Enough people, but too many of them are absent or never serve on that day.
    ABSENT = "absent"
    # Whoever could come is on duty at another post at that time, or the same one.
    ELSEWHERE = "elsewhere"
    # Whoever could come has the most duties in 7 days, or would lack rest.
    LIMITS = "limits"
    # Somebody could come: the rota was not finished.
    UNFINISHED = "unfinished"


@dataclass(frozen=True, slots=True)
class _Open:
    """One place with people missing."""

    place: Place
    missing: int
    available: int
    pool: int
    reason: Reason


def shortages(problem: Problem, given: Iterable[Given]) -> tuple[Shortage, ...]:
    """Return what is missing in ``given``, by kind, post and day."""
    found: dict[tuple[str, int], list[_Open]] = defaultdict(list)
    for one in _open(problem, tuple(given)):
        found[one.place.kind, one.place.post].append(one)
    return tuple(_told(run) for key in sorted(found) for run in _runs(_sorted_by_time(found[key])))


def _sorted_by_time(these: list[_Open]) -> list[_Open]:
    return sorted(these, key=lambda one: (one.place.turn.day, one.place.turn.start))


def _runs(these: list[_Open]) -> Iterator[list[_Open]]:
    """Cut where a day is skipped, or where another reason or other numbers begin."""
    run: list[_Open] = []
    for one in these:
        if run and not _goes_on(run[-1], one):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _goes_on(last: _Open, one: _Open) -> bool:
    return (
        one.place.turn.day - last.place.turn.day <= timedelta(days=1)
        and (one.reason, one.place.people) == (last.reason, last.place.people)
        and (one.available, one.pool) == (last.available, last.pool)
    )


def _told(run: list[_Open]) -> Shortage:
    first = run[0]
    return Shortage(
        kind=first.place.kind,
        post=first.place.post,
        first=first.place.turn.day,
        last=run[-1].place.turn.day,
        missing=sum(one.missing for one in run),
        wanted=first.place.people,
        available=first.available,
        pool=first.pool,
        reason=first.reason,
    )


def _open(problem: Problem, given: tuple[Given, ...]) -> Iterator[_Open]:
    kinds = {person.key: person.kind for person in problem.people}
    there = Counter((one.duty, kinds.get(one.person, "")) for one in given)
    lacking = [p for p in problem.places if p.people > there[p.duty, p.kind]]
    if not lacking:
        return
    crew = _Crew(problem, given)
    for place in lacking:
        yield crew.explain(place, place.people - there[place.duty, place.kind])


class _Crew:
    """The people of the problem with all their duties."""

    def __init__(self, problem: Problem, given: tuple[Given, ...]) -> None:
        self._at: dict[tuple[str, int], list[Person]] = defaultdict(list)
        self._turns: dict[int, list[Turn]] = defaultdict(list)
        self._has: set[tuple[int, str]] = {(one.person, one.duty) for one in given}
        places = {(place.duty, place.kind): place.turn for place in problem.places}
        duties = {place.duty: place.turn for place in problem.places}
        for person in problem.people:
            self._turns[person.key] += person.fixed
            for post in person.posts:
                self._at[person.kind, post].append(person)
        kinds = {person.key: person.kind for person in problem.people}
        for one in given:
            turn = places.get((one.duty, kinds.get(one.person, ""))) or duties.get(one.duty)
            if turn:
                self._turns[one.person].append(turn)

    def explain(self, place: Place, missing: int) -> _Open:
        """Return why ``place`` is open: the first reason that holds for enough people."""
        pool = self._at[place.kind, place.post]
        here = [person for person in pool if person.life.can_on(place.turn.day)]
        reason = self._reason(place, missing, pool, here)
        return _Open(place, missing, len(here), len(pool), reason)

    def _reason(self, place: Place, missing: int, pool: list[Person], here: list[Person]) -> Reason:
        if not pool:
            return Reason.NOBODY
        if len(pool) < place.people:
            return Reason.TOO_FEW
        if len(here) < place.people:
            return Reason.ABSENT
        return self._hindered(place, here)

    def _hindered(self, place: Place, here: list[Person]) -> Reason:
        """Return what keeps most of those away who could come on that day."""
        idle = [person for person in here if (person.key, place.duty) not in self._has]
        rules = [broken(place.turn, self._turns[person.key], person.life) for person in idle]
        if not all(rules):
            return Reason.UNFINISHED
        busy = sum(Broken.ELSEWHERE in rule for rule in rules)
        return Reason.ELSEWHERE if 2 * busy > len(rules) else Reason.LIMITS
