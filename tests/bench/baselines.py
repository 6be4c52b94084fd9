"""Rotas as a spreadsheet makes them: in turns, and whoever has had the least.

Both look at absences, rest and the most duties in 7 days, as a careful person would. Neither
looks ahead or takes anything back.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator

from roster.limits import Turn, broken
from roster.planner.problem import Given, Person, Place, Problem


def round_robin(problem: Problem) -> tuple[Given, ...]:
    """Return a rota in which people take turns; who can't come is passed over."""
    turn: dict[tuple[str, int], int] = defaultdict(int)
    rota = _Rota(problem)
    for place in rota.places():
        crew = rota.crew(place)
        for _ in crew * min(1, place.people):
            if rota.is_full(place):
                break
            person = crew[turn[place.kind, place.post] % len(crew)]
            turn[place.kind, place.post] += 1
            rota.try_to_give(person, place)
    return rota.given()


def least_loaded(problem: Problem) -> tuple[Given, ...]:
    """Return a rota in which whoever has had the fewest duties comes next."""
    rota = _Rota(problem)
    for place in rota.places():
        for person in sorted(rota.crew(place), key=_burden(rota)):
            if rota.is_full(place):
                break
            rota.try_to_give(person, place)
    return rota.given()


def _burden(rota: "_Rota") -> Callable[[Person], tuple[int, int]]:
    return lambda person: (person.carried.total + len(rota.turns[person.key]), person.key)


class _Rota:
    """A rota that only grows."""

    def __init__(self, problem: Problem) -> None:
        self.turns: dict[int, list[Turn]] = defaultdict(list)
        self._problem = problem
        self._given: dict[tuple[str, str], list[Person]] = defaultdict(list)
        self._crews: dict[tuple[str, int], list[Person]] = defaultdict(list)
        for person in problem.people:
            for post in person.posts:
                self._crews[person.kind, post].append(person)

    def places(self) -> Iterator[Place]:
        """Yield the places day by day, as a spreadsheet is filled."""
        yield from sorted(self._problem.places, key=lambda place: place.turn.start)

    def crew(self, place: Place) -> list[Person]:
        """Return who serves there, in a fixed order."""
        return self._crews[place.kind, place.post]

    def is_full(self, place: Place) -> bool:
        """Tell whether nobody more is wanted."""
        return len(self._given[place.duty, place.kind]) >= place.people

    def try_to_give(self, person: Person, place: Place) -> None:
        """Put ``person`` there, unless a rule speaks against it."""
        recent = [*person.fixed, *self.turns[person.key][-14:]]
        if not broken(place.turn, recent, person.life):
            self._given[place.duty, place.kind].append(person)
            self.turns[person.key].append(place.turn)

    def given(self) -> tuple[Given, ...]:
        """Return the rota. The first of those who may leads where a lead is asked for."""
        return tuple(
            Given(person.key, place.duty, person is self._lead(place))
            for place in self._problem.places
            for person in self._given[place.duty, place.kind]
        )

    def _lead(self, place: Place) -> Person | None:
        there = self._given[place.duty, place.kind] if place.leads else []
        return next((person for person in there if person.may_lead), None)
