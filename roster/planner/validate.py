"""Whether an answer is right: checked from the rules, independent of how it was found.

Shared with the solver are the types alone and the rules of ``roster/limits.py``.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from roster.limits import Broken, Turn, broken
from roster.planner.answer import Answer, Figure, Group, Proof
from roster.planner.problem import Given, Person, Problem
from roster.planner.recount import count, parts, pin_places

_WHY = {
    Broken.ELSEWHERE: "is elsewhere at that time",
    Broken.REST: "has too little rest",
    Broken.TOO_MANY: "has too many duties in 7 days",
    Broken.ABSENT: "is absent",
    Broken.NEVER: "never serves on that day",
}


def validate(problem: Problem, answer: Answer) -> list[str]:
    """Return what is wrong with ``answer``, in sentences; nothing if it is right."""
    rota = _Rota(problem, answer.given)
    return [
        *rota.unknown(),
        *rota.twice(),
        *rota.crowded(),
        *rota.lost_pins(),
        *rota.broken_rules(),
        *rota.wrong_leads(),
        *_wrong_groups(problem, answer),
        *_wrong_figures(problem, answer),
        *_wrong_shortages(problem, rota, answer),
    ]


class _Rota:
    """What is given, beside what may be given."""

    def __init__(self, problem: Problem, given: Iterable[Given]) -> None:
        self.people = {person.key: person for person in problem.people}
        self.places = {(place.duty, place.kind): place for place in problem.places}
        self.given = tuple(given)
        self.pins = {(pin.person, pin.duty): pin for pin in problem.pins}
        pinned = {(pin.person, pin.duty): place for pin, place in pin_places(problem)}
        self.known = [
            (one, person, place)
            for one in self.given
            if (person := self.people.get(one.person))
            and (
                place := self.places.get((one.duty, person.kind))
                or pinned.get((one.person, one.duty))
            )
        ]
        self.there = Counter(
            (place.duty, place.kind) for _, person, place in self.known if place.kind == person.kind
        )

    def is_pin(self, one: Given) -> bool:
        return (one.person, one.duty) in self.pins

    def unknown(self) -> Iterator[str]:
        for one in self.given:
            person = self.people.get(one.person)
            if person is None:
                yield f"Person {one.person} at {one.duty} is not in the problem."
            elif self.is_pin(one):
                continue
            elif (place := self.places.get((one.duty, person.kind))) is None:
                yield f"{_named(person)} is at {one.duty}, which has no place for {person.kind}."
            elif place.post not in person.posts:
                yield f"{_named(person)} is at {one.duty}, but does not serve at post {place.post}."

    def twice(self) -> Iterator[str]:
        for (key, duty), times in Counter((one.person, one.duty) for one in self.given).items():
            if times > 1:
                yield f"Person {key} is {times} times at {duty}."

    def crowded(self) -> Iterator[str]:
        pinned = Counter(
            (place.duty, place.kind)
            for one, person, place in self.known
            if self.is_pin(one) and place.kind == person.kind
        )
        for key, there in self.there.items():
            place = self.places[key]
            if there > max(place.people, pinned[key]):
                yield f"{there} of {place.kind} are at {place.duty}, asked for are {place.people}."

    def lost_pins(self) -> Iterator[str]:
        given = {(one.person, one.duty): one for one in self.given}
        for key, pin in self.pins.items():
            if key not in given:
                yield f"Person {pin.person} is pinned to {pin.duty}, but not there."
            elif pin.leads and not given[key].leads:
                yield f"Person {pin.person} is pinned to lead {pin.duty}, but does not."

    def broken_rules(self) -> Iterator[str]:
        """A pin may break a rule; what is given beside it may not add to that."""
        mine: dict[int, list[Turn]] = defaultdict(list)
        for _, person, place in self.known:
            mine[person.key].append(place.turn)
        for one, person, place in self.known:
            if self.is_pin(one):
                continue
            others = [*person.fixed, *mine[person.key]]
            others.remove(place.turn)
            for rule in broken(place.turn, others, person.life):
                yield f"{_named(person)} at {one.duty} {_WHY[rule]}."

    def wrong_leads(self) -> Iterator[str]:
        leading: Counter[str] = Counter()
        for one, person, place in self.known:
            if not one.leads:
                continue
            leading[one.duty] += 1
            if (pin := self.pins.get((one.person, one.duty))) and pin.leads:
                continue
            if not place.leads:
                yield f"{_named(person)} leads {one.duty}, where {place.kind} does not lead."
            if not person.may_lead:
                yield f"{_named(person)} leads {one.duty}, but may not lead."
        yield from (f"{duty} has {n} leads." for duty, n in leading.items() if n > 1)


def _named(person: Person) -> str:
    return f"{person.name} ({person.key})"


def _wrong_groups(problem: Problem, answer: Answer) -> Iterator[str]:
    """Every place and every person who can serve at one is in one group."""
    at = Counter((group.kind, post) for group in answer.groups for post in group.posts)
    members = Counter(key for group in answer.groups for key in group.people)
    for kind, post in sorted({(place.kind, place.post) for place in problem.places}):
        if at[kind, post] != 1:
            yield f"{kind} at post {post} is in {at[kind, post]} groups."
    for person in problem.people:
        serves = any(at[person.kind, post] for post in person.posts)
        if members[person.key] != int(serves) and (serves or members[person.key] > 1):
            yield f"{_named(person)} is in {members[person.key]} groups."
    kinds = {person.key: person.kind for person in problem.people}
    for group in answer.groups:
        for key in group.people:
            if kinds.get(key) != group.kind:
                yield f"Person {key} is not of {group.kind}, but in a group of it."


def _wrong_figures(problem: Problem, answer: Answer) -> Iterator[str]:
    for group, part in parts(problem, answer):
        if group.places != (seats := sum(place.people for place in part.places.values())):
            yield f"{_named_group(group)} has {seats} places, not {group.places}."
        for figure in group.figures:
            if figure.value != (value := count(part, figure.aim)):
                yield _told(group, figure, f"is {value}, not {figure.value}")
            if figure.bound > figure.value:
                yield _told(group, figure, f"has a bound of {figure.bound} above {figure.value}")
            if group.proof is Proof.OPTIMAL and not figure.proven:
                yield _told(group, figure, "is not proven, but the group is called optimal")


def _named_group(group: Group) -> str:
    return f"{group.kind} at {', '.join(f'post {post}' for post in group.posts)}"


def _told(group: Group, figure: Figure, what: str) -> str:
    return f"{_named_group(group)}: {figure.aim} {what}."


def _wrong_shortages(problem: Problem, rota: _Rota, answer: Answer) -> Iterator[str]:
    """Every missing person is told in one shortage, on the right days."""
    missing: Counter[tuple[str, int]] = Counter()
    days: dict[tuple[str, int], set[date]] = defaultdict(set)
    for place in problem.places:
        if (lacks := place.people - rota.there[place.duty, place.kind]) > 0:
            missing[place.kind, place.post] += lacks
            days[place.kind, place.post].add(place.turn.day)
    told: Counter[tuple[str, int]] = Counter()
    for one in answer.shortages:
        told[one.kind, one.post] += one.missing
        if not {one.first, one.last} <= days[one.kind, one.post]:
            yield f"{one.kind} at post {one.post} misses nobody on {one.first} or {one.last}."
    for kind, post in sorted(missing.keys() | told.keys()):
        if (lacks := missing[kind, post]) != (tells := told[kind, post]):
            yield f"{kind} at post {post} misses {lacks}, the shortages tell of {tells}."
