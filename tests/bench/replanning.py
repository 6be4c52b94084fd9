"""One post planned, then planned anew after an illness, with either goal."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from roster.planner.answer import Aim, Answer
from roster.planner.problem import Carried, Given, Goal, Person, Place, Problem
from roster.planner.recount import count, parts
from roster.planner.validate import validate
from tests.bench.instances import one_post

ILL_FROM = date(2024, 1, 29)
ILL_UNTIL = ILL_FROM + timedelta(days=4)

type Timed = Callable[[Problem], tuple[Answer, float]]


@dataclass(slots=True)
class Replanned:
    """Sums over some posts: seconds, changes by goal, and the fewest that are proven possible."""

    first_seconds: float = 0
    few_seconds: float = 0
    fair_seconds: float = 0
    few_changes: int = 0
    fewest_changes: int = 0
    fair_changes: int = 0
    few_spread: int = 0
    fair_spread: int = 0
    wrong: int = 0


def replanned(asked: Problem, posts: Iterable[int], timed: Timed) -> Replanned:
    """Return what it takes to plan each of ``posts`` alone, and anew once somebody falls ill."""
    found = Replanned()
    for post in posts:
        alone = one_post(asked, post)
        first, seconds = timed(alone)
        found.first_seconds += seconds
        _add(found, after_illness(alone, first.given), timed)
    return found


def after_illness(asked: Problem, told: tuple[Given, ...]) -> Problem:
    """Return what is left to plan when whoever has most duties in five days falls ill."""
    places = {(place.duty, place.kind): place for place in asked.places}
    kinds = {person.key: person.kind for person in asked.people}
    had = [(one, places[one.duty, kinds[one.person]]) for one in told]
    in_bed = Counter(one.person for one, place in had if ILL_FROM <= place.turn.day <= ILL_UNTIL)
    ill = min(in_bed, key=lambda key: (-in_bed[key], key))
    before = [(one, place) for one, place in had if place.turn.day < ILL_FROM]
    return replace(
        asked,
        places=tuple(place for place in asked.places if place.turn.day >= ILL_FROM),
        people=tuple(_later(person, before, person.key == ill) for person in asked.people),
        told=tuple(one for one, place in had if place.turn.day >= ILL_FROM),
    )


def _later(person: Person, before: list[tuple[Given, Place]], ill: bool) -> Person:
    """Return the person with what they have done by now."""
    mine = [(one, place) for one, place in before if one.person == person.key]
    absences = person.life.absences + (((ILL_FROM, ILL_UNTIL),) if ill else ())
    return replace(
        person,
        life=replace(person.life, absences=absences),
        fixed=tuple(place.turn for _, place in mine),
        carried=Carried(
            total=person.carried.total + len(mine),
            off=person.carried.off + sum(place.day_off for _, place in mine),
            led=person.carried.led + sum(one.leads for one, _ in mine),
        ),
    )


def _add(found: Replanned, asked: Problem, timed: Timed) -> None:
    few, seconds = timed(replace(asked, goal=Goal.FEWEST_CHANGES))
    found.few_seconds += seconds
    fair, seconds = timed(replace(asked, goal=Goal.FAIREST))
    found.fair_seconds += seconds
    found.few_changes += _sum(asked, few, Aim.CHANGES)
    found.fair_changes += _sum(asked, fair, Aim.CHANGES)
    found.few_spread += _sum(asked, few, Aim.SPREAD)
    found.fair_spread += _sum(asked, fair, Aim.SPREAD)
    found.fewest_changes += sum(
        figure.bound
        for group in few.groups
        for figure in group.figures
        if figure.aim is Aim.CHANGES
    )
    found.wrong += len(validate(asked, few)) + len(validate(asked, fair))


def _sum(asked: Problem, answer: Answer, aim: Aim) -> int:
    return sum(count(part, aim) for _, part in parts(asked, answer))
