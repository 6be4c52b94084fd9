"""Whatever is asked: the planner's answer keeps the rules, and tells its figures and gaps truly."""

from random import Random

import pytest

from roster.limits import Days
from roster.planner.problem import Carried, Given, Goal, Person, Place, Problem
from roster.planner.solve import solve
from roster.planner.validate import validate
from tests.roster.planner.building import day, person, place, problem, turn

DAYS = 10
KINDS = ("kejari", "kesbangpol")
SHIFTS = ((8,), (8, 16), (0, 7, 8, 20))


def any_problem(seed: int) -> Problem:
    """Return a small problem with a bit of everything, the contradictory included."""
    random = Random(seed)  # noqa: S311
    places = _places(random)
    people = [_person(random, key) for key in range(1, random.randint(1, 9))]
    return problem(
        places,
        people,
        pins=_some(random, places, people, random.choice((0, 0, 2, 6)), pinned=True),
        told=_some(random, places, people, random.choice((0, 0, 5, 20))),
        goal=random.choice(list(Goal)),
    )


def _places(random: Random) -> list[Place]:
    shifts = random.choice(SHIFTS)
    leading = random.choice((*KINDS, ""))
    return [
        place(
            later,
            random.choice((0, 1, 1, 2, 3)),
            post=post,
            kind=kind,
            start=start,
            day_off=day(later).weekday() >= 5,
            leads=kind == leading,
        )
        for post in (1, 2)
        for kind in KINDS
        for later in range(DAYS)
        for start in shifts
        if random.random() < 0.9
    ]


def _person(random: Random, key: int) -> Person:
    away = [random.randrange(DAYS) for _ in range(random.choice((0, 0, 1, 2)))]
    total = random.choice((0, 0, random.randint(0, 6)))
    return person(
        key,
        posts=random.choice(([1], [2], [1, 2], [3], [])),
        kind=random.choice(KINDS),
        absent=[(first, first + random.randrange(4)) for first in away],
        never=_days(random),
        most=random.choice((6, 6, 4, 1)),
        rest=random.choice((11, 11, 0, 24)),
        may_lead=random.random() < 0.6,
        avoids=_days(random),
        prefers=_days(random),
        carried=Carried(total, random.randint(0, total), random.randint(0, total)),
        fixed=[turn(random.randint(-7, DAYS + 6)) for _ in range(random.choice((0, 0, 3)))],
    )


def _days(random: Random) -> Days:
    return frozenset(random.choice(((), (), (random.randrange(7),), (day(random.randrange(9)),))))


def _some(
    random: Random, places: list[Place], people: list[Person], most: int, *, pinned: bool = False
) -> list[Given]:
    """Return people at duties, whether they may come or not; of a duty, one leads at most."""
    found: dict[tuple[int, str], Given] = {}
    led: set[str] = set()
    for _ in range(most if places and people else 0):
        who, where = random.choice(people), random.choice(places)
        leads = pinned and where.leads and where.duty not in led and random.random() < 0.5
        led |= {where.duty} if leads else set()
        found.setdefault((who.key, where.duty), Given(who.key, where.duty, leads))
    return list(found.values())


@pytest.mark.parametrize("seed", range(60))
def test_an_answer_is_right(seed: int) -> None:
    asked = any_problem(seed)
    assert validate(asked, solve(asked, seconds=20)) == []


@pytest.mark.parametrize("seed", range(0, 60, 6))
def test_the_order_of_the_question_does_not_change_the_answer(seed: int) -> None:
    asked = any_problem(seed)
    turned = Problem(
        places=asked.places[::-1],
        people=asked.people[::-1],
        pins=asked.pins[::-1],
        told=asked.told[::-1],
        goal=asked.goal,
    )
    assert solve(asked, seconds=20).given == solve(turned, seconds=20).given
