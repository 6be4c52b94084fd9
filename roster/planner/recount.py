"""The figures of a rota, counted anew from the rota alone: nothing is shared with the solver."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from roster.limits import falls_on
from roster.planner.answer import Aim, Answer, Group
from roster.planner.problem import Given, Person, Place, Problem


@dataclass(frozen=True, slots=True)
class Part:
    """The people and places of one group, what is given there and what was told before."""

    people: Mapping[int, Person]
    places: Mapping[tuple[str, str], Place]
    given: tuple[Given, ...]
    told: tuple[Given, ...]

    def place(self, given: Given) -> Place | None:
        """Return the place that ``given`` is at, if it is one of this part."""
        person = self.people.get(given.person)
        return self.places.get((given.duty, person.kind)) if person else None


def parts(problem: Problem, answer: Answer) -> Iterator[tuple[Group, Part]]:
    """Yield each group of ``answer`` with its part of ``problem`` and of the rota."""
    people = {person.key: person for person in problem.people}
    places = _sorted(problem.places, lambda place: (place.kind, place.post))
    given = _sorted(answer.given, lambda one: one.person)
    told = _sorted(problem.told, lambda one: one.person)
    for group in answer.groups:
        here = (place for post in group.posts for place in places[group.kind, post])
        yield (
            group,
            Part(
                {key: people[key] for key in group.people if key in people},
                {(place.duty, place.kind): place for place in here},
                tuple(one for key in group.people for one in given[key]),
                tuple(one for key in group.people for one in told[key]),
            ),
        )


def _sorted[T, K](things: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    found: dict[K, list[T]] = defaultdict(list)
    for thing in things:
        found[key(thing)].append(thing)
    return found


def count(part: Part, aim: Aim) -> int:
    """Return the value that ``aim`` has in ``part``."""
    return _COUNTS[aim](part)


def totals(part: Part) -> dict[int, int]:
    """Return everybody's duties, those carried over included."""
    return _loads(part, lambda person: person.carried.total, lambda place, given: True)


def days_off(part: Part) -> dict[int, int]:
    """Return everybody's duties on weekends and holidays, those carried over included."""
    return _loads(part, lambda person: person.carried.off, lambda place, given: place.day_off)


def led(part: Part) -> dict[int, int]:
    """Return how often everybody leads, what is carried over included."""
    return _loads(part, lambda person: person.carried.led, lambda place, given: given.leads)


def spread(loads: Iterable[int]) -> int:
    """Return the difference between the most and the least; 0 where there is nobody."""
    loads = list(loads)
    return max(loads) - min(loads) if loads else 0


def open_places(part: Part) -> int:
    """Return how many people are missing."""
    there = Counter(
        (place.duty, place.kind) for one in part.given if (place := part.place(one)) is not None
    )
    return sum(max(0, place.people - there[key]) for key, place in part.places.items())


def _changes(part: Part) -> int:
    told = {(one.person, one.duty) for one in part.told if part.place(one)}
    now = {(one.person, one.duty) for one in part.given}
    return len(told ^ now)


def _leads(part: Part) -> int:
    return spread(load for key, load in led(part).items() if part.people[key].may_lead)


def _wishes(part: Part) -> int:
    return sum(
        falls_on(place.turn.day, part.people[one.person].avoids)
        for one in part.given
        if (place := part.place(one))
    )


def _loads(
    part: Part, carried: Callable[[Person], int], counts: Callable[[Place, Given], bool]
) -> dict[int, int]:
    loads = {key: carried(person) for key, person in part.people.items()}
    for one in part.given:
        place = part.place(one)
        if place and counts(place, one):
            loads[one.person] += 1
    return loads


_COUNTS: dict[Aim, Callable[[Part], int]] = {
    Aim.OPEN: open_places,
    Aim.CHANGES: _changes,
    Aim.SPREAD: lambda part: spread(totals(part).values()),
    Aim.SPREAD_OFF: lambda part: spread(days_off(part).values()),
    Aim.LEADS: _leads,
    Aim.WISHES: _wishes,
}
