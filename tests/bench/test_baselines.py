"""The rotas of a spreadsheet keep the rules, and are as good as a spreadsheet gets."""

from collections import Counter
from collections.abc import Callable

import pytest

from roster.planner.problem import Carried, Given, Problem
from roster.planner.shortages import Reason, shortages
from roster.planner.validate import validate
from tests.bench.baselines import least_loaded, round_robin
from tests.bench.instances import SCALES, problem
from tests.roster.planner.building import answer, named, person, place
from tests.roster.planner.building import problem as small

BASELINES = pytest.mark.parametrize("baseline", [round_robin, least_loaded])

type Baseline = Callable[[Problem], tuple[Given, ...]]


@BASELINES
def test_the_rules_are_kept_and_nobody_idle_is_passed_over(baseline: Baseline) -> None:
    asked = problem(SCALES["5 posts"])
    given = baseline(asked)
    reasons = {one.reason for one in shortages(asked, given)}
    assert Reason.UNFINISHED not in reasons
    for kind in ("kesbangpol", "kodim", "polres"):
        for post in range(5):
            part = _part(asked, kind, post)
            keys = {one.key for one in part.people}
            assert validate(part, answer(part, *(g for g in given if g.person in keys))) == []


def _part(asked: Problem, kind: str, post: int) -> Problem:
    return small(
        [place for place in asked.places if (place.kind, place.post) == (kind, post)],
        [one for one in asked.people if one.kind == kind and post in one.posts],
    )


def test_turns_go_round() -> None:
    asked = small([place(n) for n in range(5)], [person(1), person(2), person(3)])
    assert [one.person for one in round_robin(asked)] == [1, 2, 3, 1, 2]


def test_who_is_absent_loses_the_turn() -> None:
    people = [person(1), person(2, absent=[(1, 1)]), person(3)]
    asked = small([place(n) for n in range(4)], people)
    assert [one.person for one in round_robin(asked)] == [1, 3, 1, 2]


def test_whoever_had_least_comes_next() -> None:
    people = [person(1, carried=Carried(total=2)), person(2), person(3, absent=[(0, 1)])]
    asked = small([place(n) for n in range(6)], people)
    given = least_loaded(asked)
    assert [one.person for one in given][:3] == [2, 2, 3]
    assert Counter(one.person for one in given) == {1: 1, 2: 3, 3: 2}


@BASELINES
def test_one_of_those_who_may_leads(baseline: Baseline) -> None:
    people = [person(1, may_lead=False), person(2), person(3)]
    asked = small([place(people=3, leads=True)], people)
    assert [one.person for one in baseline(asked) if one.leads] == [2]


@BASELINES
def test_a_place_that_asks_for_nobody_gets_nobody(baseline: Baseline) -> None:
    assert baseline(small([place(people=0)], [person(1)])) == ()


@BASELINES
def test_a_place_without_people_stays_open(baseline: Baseline) -> None:
    asked = small([place(0), place(0, post=2)], [person(1)])
    assert baseline(asked) == (Given(1, named()),)
