"""Split a problem into groups that share nobody, and refuse what makes no sense.

Usually a group is one kind of institution at one post. People who serve at several posts join
these posts into one group.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from roster.planner.problem import Given, Goal, Person, Place, Problem


@dataclass(frozen=True, slots=True)
class Part:
    """The people and places of one group, in a fixed order, with what concerns them.

    ``pinned`` has every pin of these people, with the place whose time it takes: that may be a
    place of another kind. ``guests`` are people of other groups who are pinned to these places,
    by duty; ``led`` are all duties with a pinned lead.
    """

    kind: str
    posts: tuple[int, ...]
    people: tuple[Person, ...]
    places: tuple[Place, ...]
    pinned: tuple[tuple[Given, Place], ...]
    told: tuple[Given, ...]
    guests: tuple[str, ...]
    led: frozenset[str]
    goal: Goal


def check(problem: Problem) -> None:
    """Raise ValueError, in words, for a problem that contradicts itself."""
    _refuse_twice("person", (person.key for person in problem.people))
    _refuse_twice("place", ((place.duty, place.kind) for place in problem.places))
    _refuse_twice("pin", ((pin.person, pin.duty) for pin in problem.pins))
    known = {person.key for person in problem.people}
    duties = {place.duty for place in problem.places}
    for pin in problem.pins:
        if pin.person not in known:
            raise ValueError(f"A pin names person {pin.person}, who isn't among the people.")
        if pin.duty not in duties:
            raise ValueError(f"A pin names duty {pin.duty}, which isn't among the places.")
    for place in problem.places:
        if place.people < 0:
            raise ValueError(f"Duty {place.duty} needs fewer than 0 people of {place.kind}.")


def split(problem: Problem) -> list[Part]:
    """Return the groups of ``problem`` that have places, in a fixed order."""
    roots = _roots(problem)
    places, people = defaultdict(list), defaultdict(list)
    for place in sorted(problem.places, key=_by_time):
        places[roots[place.kind, place.post]].append(place)
    for person in sorted(problem.people, key=lambda person: person.key):
        for post in sorted(person.posts)[:1]:
            people[roots[person.kind, post]].append(person)
    lookup = _Lookup(problem)
    return [_part(places[root], people[root], lookup) for root in sorted(places)]


def homeless_pins(problem: Problem, parts: Iterable[Part]) -> list[Given]:
    """Return the pins of people who are in none of ``parts``: they are kept as they are."""
    grouped = {person.key for part in parts for person in part.people}
    return [pin for pin in problem.pins if pin.person not in grouped]


class _Lookup:
    """Pins and told duties by person, and places by duty."""

    def __init__(self, problem: Problem) -> None:
        self.places: dict[str, dict[str, Place]] = defaultdict(dict)
        for place in problem.places:
            self.places[place.duty][place.kind] = place
        self.pins = _by_person(problem.pins)
        self.told = _by_person(problem.told)
        self.led = frozenset(pin.duty for pin in problem.pins if pin.leads)
        self.goal = problem.goal
        people = {person.key: person for person in problem.people}
        self.at: dict[Place, list[Person]] = defaultdict(list)
        for pin in problem.pins:
            self.at[self._place(people[pin.person], pin)].append(people[pin.person])

    def pinned(self, person: Person) -> list[tuple[Given, Place]]:
        """Return the pins of ``person`` with their places, preferably of the person's kind."""
        return [(pin, self._place(person, pin)) for pin in self.pins.get(person.key, ())]

    def guests(self, place: Place, members: set[int]) -> list[str]:
        """Return the duty once for each person of the kind who is pinned there from elsewhere."""
        return [
            place.duty
            for person in self.at.get(place, ())
            if person.kind == place.kind and person.key not in members
        ]

    def _place(self, person: Person, pin: Given) -> Place:
        places = self.places[pin.duty]
        return places.get(person.kind) or places[min(places)]


def _part(places: list[Place], people: list[Person], lookup: _Lookup) -> Part:
    members = {person.key for person in people}
    return Part(
        kind=places[0].kind,
        posts=tuple(sorted({place.post for place in places})),
        people=tuple(people),
        places=tuple(places),
        pinned=tuple(pin for person in people for pin in lookup.pinned(person)),
        told=tuple(given for person in people for given in lookup.told.get(person.key, ())),
        guests=tuple(guest for place in places for guest in lookup.guests(place, members)),
        led=lookup.led,
        goal=lookup.goal,
    )


def _roots(problem: Problem) -> dict[tuple[str, int], tuple[str, int]]:
    """Return for each (kind, post) the one that stands for its group: the least of them."""
    parent = {(place.kind, place.post): (place.kind, place.post) for place in problem.places}
    for person in problem.people:
        for post in person.posts:
            parent.setdefault((person.kind, post), (person.kind, post))
    for person in problem.people:
        for first, post in pairwise(sorted(person.posts)):
            one, other = sorted(_root(parent, (person.kind, each)) for each in (first, post))
            parent[other] = one
    return {node: _root(parent, node) for node in parent}


def _root(parent: dict[tuple[str, int], tuple[str, int]], node: tuple[str, int]) -> tuple[str, int]:
    while parent[node] != node:
        parent[node] = node = parent[parent[node]]
    return node


def _by_time(place: Place) -> tuple[float, int, str, str]:
    return place.turn.start.timestamp(), place.post, place.duty, place.kind


def _by_person(given: Iterable[Given]) -> dict[int, list[Given]]:
    found = defaultdict(list)
    for one in sorted(given, key=lambda one: (one.person, one.duty)):
        found[one.person].append(one)
    return found


def _refuse_twice(what: str, names: Iterable[Hashable]) -> None:
    for name, times in Counter(names).items():
        if times > 1:
            raise ValueError(f"There are {times} of {what} {name}.")
