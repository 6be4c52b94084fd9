"""The figures of a rota, counted anew from the rota alone: nothing is shared with the solver.

What each figure counts is documented in roster/planner/figures.py.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from roster.limits import Broken, Turn, broken, falls_on
from roster.planner.answer import Aim, Answer, Group
from roster.planner.problem import Given, Person, Place, Problem

# Duties further away than this can't break a rule together.
_NEAR = timedelta(days=8)


@dataclass(frozen=True, slots=True)
class Part:
    """The people and places of one group, what is given there, and what was told before.

    ``pins`` have the place whose time they take: that may be one of another kind. ``guests``
    are pinned here from other groups, by duty; ``led`` are all duties with a pinned lead.
    """

    people: Mapping[int, Person]
    places: Mapping[str, Place]
    given: tuple[Given, ...]
    told: tuple[Given, ...]
    pins: Mapping[tuple[int, str], tuple[Given, Place]]
    guests: Mapping[str, int]
    led: frozenset[str]

    def place(self, given: Given) -> Place | None:
        """Return the place that ``given`` is at, if the problem has it."""
        if pinned := self.pins.get((given.person, given.duty)):
            return pinned[1]
        return self.places.get(given.duty)

    def is_pin(self, given: Given) -> bool:
        """Tell whether ``given`` was settled before."""
        return (given.person, given.duty) in self.pins

    def chosen(self) -> Iterator[tuple[Given, Place]]:
        """Yield what the planner gave, pins aside."""
        for one in self.given:
            if not self.is_pin(one) and (place := self.place(one)):
                yield one, place

    def pinned_to(self, place: Place) -> list[Person]:
        """Return who is pinned to ``place``."""
        return [self.people[pin.person] for pin, pinned in self.pins.values() if pinned is place]


def parts(problem: Problem, answer: Answer) -> Iterator[tuple[Group, Part]]:
    """Yield each group of ``answer`` with its part of ``problem`` and of the rota."""
    people = {person.key: person for person in problem.people}
    places = _sorted(problem.places, lambda place: (place.kind, place.post))
    given = _sorted(answer.given, lambda one: one.person)
    told = _sorted(problem.told, lambda one: one.person)
    pins = list(pin_places(problem))
    for group in answer.groups:
        here = {place.duty: place for post in group.posts for place in places[group.kind, post]}
        members = {key: people[key] for key in group.people if key in people}
        yield (
            group,
            Part(
                people=members,
                places=here,
                given=tuple(one for key in group.people for one in given[key]),
                told=tuple(one for key in group.people for one in told[key]),
                pins={
                    (pin.person, pin.duty): (pin, place)
                    for pin, place in pins
                    if pin.person in members
                },
                guests=Counter(
                    pin.duty
                    for pin, place in pins
                    if pin.person not in members
                    and here.get(pin.duty) is place
                    and people[pin.person].kind == group.kind
                ),
                led=frozenset(pin.duty for pin, _ in pins if pin.leads),
            ),
        )


def pin_places(problem: Problem) -> Iterator[tuple[Given, Place]]:
    """Yield each pin with its place: one of the person's kind, else of another at that duty."""
    kinds = {person.key: person.kind for person in problem.people}
    at = _sorted(problem.places, lambda place: place.duty)
    for pin in problem.pins:
        there = sorted(
            at[pin.duty], key=lambda place: (place.kind != kinds.get(pin.person), place.kind)
        )
        if there:
            yield pin, there[0]


def _sorted[T, K](things: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    found: dict[K, list[T]] = defaultdict(list)
    for thing in things:
        found[key(thing)].append(thing)
    return found


def count(part: Part, aim: Aim) -> int:
    """Return the value that ``aim`` has in ``part``."""
    return _COUNTS[aim](part)


def missing(part: Part) -> dict[str, int]:
    """Return how many people each duty lacks."""
    there = Counter(part.guests)
    there.update(one.duty for one in part.given if part.place(one) is part.places.get(one.duty))
    lacks = {duty: place.people - there[duty] for duty, place in part.places.items()}
    return {duty: n for duty, n in lacks.items() if n > 0}


@dataclass(frozen=True, slots=True)
class Load:
    """A load to be made equal: what was carried over, what counts, and what a person could have."""

    carried: Callable[[Person], int]
    counts: Callable[[Place, Given], bool]
    could: Callable[[Part, Person], list[Place]]

    def of(self, part: Part, given: Iterable[Given]) -> dict[int, int]:
        """Return everybody's load if nothing but ``given`` is, what was carried over included."""
        loads = {key: self.carried(person) for key, person in part.people.items()}
        for one in given:
            place = part.place(one)
            if place and self.counts(place, one):
                loads[one.person] += 1
        return loads


def could_take(part: Part, person: Person) -> list[Place]:
    """Return the places that ``person`` could have, if there were nothing but what is settled."""
    settled = _settled(part, person)
    return [
        place
        for place in part.places.values()
        if place.post in person.posts
        and place.people > len(part.pinned_to(place)) + part.guests.get(place.duty, 0)
        and not broken(place.turn, _near(place.turn, settled), person.life)
    ]


def _could_off(part: Part, person: Person) -> list[Place]:
    return [place for place in could_take(part, person) if place.day_off]


def could_lead(part: Part, person: Person) -> list[Place]:
    """Return the places that want a lead, have none pinned, and could have ``person``."""
    if not person.may_lead:
        return []
    mine = could_take(part, person)
    return [place for place in _led(part) if place in mine or person in part.pinned_to(place)]


TOTAL = Load(lambda person: person.carried.total, lambda place, given: True, could_take)
OFF = Load(lambda person: person.carried.off, lambda place, given: place.day_off, _could_off)
LED = Load(lambda person: person.carried.led, lambda place, given: given.leads, could_lead)


def unfairness(part: Part, load: Load) -> int:
    """Return the most of those who could have fewer, minus the least of those who could have more.

    Who has only what was settled before could not have fewer; who has all that is left to them
    could not have more.
    """
    base = load.of(part, (pin for pin, _ in part.pins.values()))
    have = load.of(part, part.given)
    most = max((have[key] for key in have if have[key] > base[key]), default=0)
    for key in sorted(have, key=lambda key: have[key]):
        if have[key] >= most:
            break
        person = part.people[key]
        if have[key] < base[key] + _most(part, person, load.could(part, person)):
            return most - have[key]
    return 0


def _most(part: Part, person: Person, places: Iterable[Place]) -> int:
    """Return the most of ``places`` that one person could have; what ends first is taken first.

    Where what ends first doesn't begin first, that is not always the most. There the seven days
    are left out, so that it is never too few.
    """
    ordered = sorted(places, key=lambda place: (place.turn.end, _order(place)))
    starts = [place.turn.start for place in ordered]
    ignored = set() if starts == sorted(starts) else {Broken.TOO_MANY}
    have, most = _settled(part, person), 0
    for place in ordered:
        if person in part.pinned_to(place):
            most += 1
        elif not set(broken(place.turn, _near(place.turn, have), person.life)) - ignored:
            have.append(place.turn)
            most += 1
    return most


def _order(place: Place) -> tuple[datetime, int, str]:
    return place.turn.start, place.post, place.duty


def _settled(part: Part, person: Person) -> list[Turn]:
    pinned = (place.turn for pin, place in part.pins.values() if pin.person == person.key)
    return [*person.fixed, *pinned]


def _near(turn: Turn, others: Iterable[Turn]) -> list[Turn]:
    return [other for other in others if abs(other.day - turn.day) <= _NEAR]


def _led(part: Part) -> list[Place]:
    """Return the places where the planner is to say who leads."""
    return [
        place
        for place in part.places.values()
        if place.leads and place.duty not in part.led and (place.people or part.pinned_to(place))
    ]


def _changes(part: Part) -> int:
    told = {(one.person, one.duty) for one in part.told if part.place(one)}
    return len(told - {(one.person, one.duty) for one in part.given})


def _without_lead(part: Part) -> int:
    return len(_led(part)) - len(
        {one.duty for one in part.given if one.leads} & {place.duty for place in _led(part)}
    )


def _wishes(part: Part) -> int:
    """Duties on days that people avoid, and days they prefer on which they could come and don't."""
    avoided, came = 0, set()
    for one, place in part.chosen():
        wish = _wish(part.people[one.person], place.turn.day)
        avoided += wish > 0
        if wish < 0:
            came.add((one.person, place.turn.day))
    gladly = {
        (person.key, place.turn.day)
        for person in part.people.values()
        if person.prefers
        for place in could_take(part, person)
        if _wish(person, place.turn.day) < 0
    }
    return avoided + len(gladly - came)


def _wish(person: Person, day: date) -> int:
    return falls_on(day, person.avoids) - falls_on(day, person.prefers)


_COUNTS: dict[Aim, Callable[[Part], int]] = {
    Aim.OPEN: lambda part: sum(missing(part).values()),
    Aim.CHANGES: _changes,
    Aim.SPREAD: lambda part: unfairness(part, TOTAL),
    Aim.SPREAD_OFF: lambda part: unfairness(part, OFF),
    Aim.LEADS: _without_lead,
    Aim.SPREAD_LED: lambda part: unfairness(part, LED),
    Aim.WISHES: _wishes,
}
