"""What the planner promises: rules, order of aims, proofs, budgets, the same answer again."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from roster.limits import Life, Limits
from roster.planner.answer import Aim, Answer, Figure, Proof
from roster.planner.problem import Carried, Given, Goal, Person, Place, Problem
from roster.planner.solve import solve
from roster.planner.validate import validate
from tests.roster.planner.builders import (
    DAY,
    NIGHT,
    away,
    day,
    election,
    people,
    person,
    place,
    places,
    turn,
)


def answer(problem: Problem, **how: object) -> Answer:
    """Return the planner's answer, once it is found to be right."""
    found = solve(problem, **how)  # type: ignore[arg-type]
    assert validate(problem, found) == []
    return found


def figure(found: Answer, aim: Aim) -> Figure:
    """Return a figure of the only group."""
    (group,) = found.groups
    return next(one for one in group.figures if one.aim is aim)


def load(found: Answer, key: int) -> int:
    """Return how many duties somebody has."""
    return sum(given.person == key for given in found.given)


def test_nothing_to_plan_is_planned_at_once() -> None:
    assert answer(Problem((), ())) == Answer((), (), ())
    assert answer(Problem((), people(3))).groups == ()


def test_places_without_people_stay_open() -> None:
    found = answer(Problem(places(3, 2), ()))
    assert (figure(found, Aim.OPEN).value, found.groups[0].proof) == (6, Proof.OPTIMAL)


def test_a_place_for_nobody_stays_empty() -> None:
    assert answer(Problem(places(3, 0), people(2))).given == ()


def test_fifty_people_can_be_asked_for() -> None:
    found = answer(Problem(places(4, 50), people(60)))
    assert (len(found.given), figure(found, Aim.SPREAD).plain) == (200, 1)


def test_duties_and_days_off_are_spread_evenly() -> None:
    found = answer(Problem(places(28), people(4)))
    assert {load(found, key) for key in range(1, 5)} == {7}
    assert figure(found, Aim.SPREAD_OFF) == Figure(Aim.SPREAD_OFF, 0, 0, 0)


def test_duties_carried_over_are_made_good() -> None:
    crew = (person(1, carried=Carried(9)), person(2), person(3, carried=Carried(2)))
    found = answer(Problem(places(10), crew))
    assert [load(found, key) for key in (1, 2, 3)] == [0, 6, 4]
    assert figure(found, Aim.SPREAD) == Figure(Aim.SPREAD, 0, 0, 3)


def test_who_is_away_for_weeks_makes_the_rota_of_the_others_no_less_equal() -> None:
    crew = (person(1, life=away((2, 27))), *people(4)[1:])
    found = answer(Problem(places(28), crew))
    assert [load(found, key) for key in range(1, 5)] in ([2, 9, 9, 8], [2, 9, 8, 9], [2, 8, 9, 9])
    assert figure(found, Aim.SPREAD) == Figure(Aim.SPREAD, 1, 1, 7)


def test_there_is_rest_between_a_night_and_the_day_after_it() -> None:
    shifts = tuple(place(n, 1, hours) for n in range(6) for hours in (DAY, NIGHT))
    found = answer(Problem(shifts, people(2)))
    assert figure(found, Aim.OPEN).value == 0
    # Alone, somebody can do the days or the nights; without a rule, both.
    assert figure(answer(Problem(shifts, people(1))), Aim.OPEN) == Figure(Aim.OPEN, 6, 6)
    tireless = Life(Limits(most_in_7_days=14, rest=timedelta(0)))
    assert figure(answer(Problem(shifts, people(1, life=tireless))), Aim.OPEN).value == 0


def test_seven_days_reach_over_duties_before_and_after_the_plan() -> None:
    around = tuple(turn(n) for n in (-3, -2, -1, 3, 4))
    busy = person(1, fixed=around, life=Life(Limits(most_in_7_days=5)))
    found = answer(Problem(places(3), (busy,)))
    assert figure(found, Aim.OPEN) == Figure(Aim.OPEN, 2, 2)


def test_a_pin_is_kept_and_nothing_is_added_to_the_rule_it_breaks() -> None:
    absent = person(1, life=away((0, 0)))
    pin = Given(1, "1-0-9")
    found = answer(Problem((place(0), place(0, 1, (17, 20))), (absent,), (pin,)))
    assert found.given == (pin,)


def test_a_pin_fills_its_place() -> None:
    found = answer(Problem(places(2), people(2), (Given(2, "1-0-9"),)))
    assert [(given.person, given.duty) for given in found.given] == [(2, "1-0-9"), (1, "1-1-9")]


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (Problem(places(1), people(1), (Given(9, "1-0-9"),)), "pin names person 9"),
        (Problem(places(1), people(1), (Given(1, "x"),)), "pin names duty x"),
        (Problem(places(1), people(1) * 2), "2 of person 1"),
        (Problem(places(1) * 2, people(1)), "2 of place"),
        (Problem(places(1), people(1), (Given(1, "1-0-9"),) * 2), "2 of pin"),
        (Problem(places(1, -1), ()), "fewer than 0"),
    ],
)
def test_contradictions_are_refused_in_words(problem: Problem, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        solve(problem)


def test_each_duty_has_a_lead_and_leading_is_spread() -> None:
    crew = tuple(replace(one, may_lead=one.key < 3) for one in people(4))
    found = answer(Problem(places(8, 2, leads=True), crew))
    assert (figure(found, Aim.LEADS).value, figure(found, Aim.SPREAD_LED).value) == (0, 0)
    assert sum(given.leads for given in found.given) == 8


def test_wishes_come_last_but_count() -> None:
    crew = (person(1, avoids=frozenset({0, 1})), person(2, prefers=frozenset({day(1)})))
    found = answer(Problem(places(4), crew))
    assert figure(found, Aim.WISHES) == Figure(Aim.WISHES, 0, 0)
    assert load(found, 1) == load(found, 2) == 2


def hard(seed: int = 3) -> Problem:
    """Return a group that takes the solver: hardly enough people, many absences, two shifts."""
    crew = [
        replace(one, life=replace(one.life, limits=Limits(most_in_7_days=4)))
        for one in election(1, days=28, share=0.3, seed=seed).people
        if one.kind == "kpu"
    ]
    shifts = tuple(place(n, 1, hours) for n in range(28) for hours in (DAY, (16, 22)))
    wishing = tuple(replace(one, avoids=frozenset({one.key % 7, 5})) for one in crew)
    return Problem(shifts, wishing[:4])


def test_the_same_problem_gets_the_same_answer_however_it_is_put_and_solved() -> None:
    problem = hard()
    turned = replace(problem, places=problem.places[::-1], people=problem.people[::-1])
    first = answer(problem)
    assert first.groups[0].solver_seconds > 0
    assert first.given == answer(problem).given == answer(turned, workers=3).given


def test_without_time_the_answer_is_right_and_labelled() -> None:
    found = answer(hard(), seconds=0)
    assert found.groups[0].proof is Proof.BEST_FOUND
    assert found.groups[0].solver_seconds == 0
    assert found.given


def test_who_stops_it_gets_the_best_so_far() -> None:
    found = answer(hard(), stopped=lambda: True)
    assert found.groups[0].proof is Proof.BEST_FOUND


def test_progress_is_told_in_the_callers_thread() -> None:
    told: list[tuple[int, int, int]] = []
    answer(
        election(4, days=14),
        workers=2,
        progress=lambda done, total: told.append((done, total, threading.get_ident())),
    )
    here = threading.get_ident()
    assert told == [(done, 20, here) for done in range(1, 21)]


def test_an_error_of_the_caller_ends_the_run() -> None:
    def stopped() -> bool:
        raise LookupError

    with pytest.raises(LookupError):
        solve(hard(), stopped=stopped)


def test_whoever_serves_several_posts_joins_them() -> None:
    spots = (*places(5, post=1), *places(5, post=2), *places(5, post=2, kind="polres"))
    crew = (person(1, (1, 2)), person(2, (1,)), person(3, (2,)), person(4, (2,), "polres"))
    found = answer(Problem(spots, crew))
    assert [(group.kind, group.posts) for group in found.groups] == [
        ("kpu", (1, 2)),
        ("polres", (2,)),
    ]
    assert sum(given.person == 1 for given in found.given) in (3, 4)


def test_an_election_is_planned_and_proven_in_a_moment() -> None:
    found = answer(election(10, share=0.2))
    assert {group.proof for group in found.groups} == {Proof.OPTIMAL}


def ill(problem: Problem, found: Answer, key: int, goal: Goal) -> Problem:
    """Return the problem of planning anew when somebody falls ill for two weeks."""
    sick = tuple(
        replace(one, life=replace(one.life, absences=(*one.life.absences, (day(10), day(23)))))
        if one.key == key
        else one
        for one in problem.people
    )
    return replace(problem, people=sick, told=found.given, goal=goal)


def test_after_an_illness_both_ways_are_proven() -> None:
    problem = election(1)
    found = answer(problem)
    sick: Person = problem.people[0]
    lost = sum(
        given.person == sick.key and 10 <= int(given.duty.split("-")[1]) <= 23
        for given in found.given
    )
    few = answer(ill(problem, found, sick.key, Goal.FEWEST_CHANGES))
    fair = answer(ill(problem, found, sick.key, Goal.FAIREST))
    changes, spread = (
        [
            sum(one.value for group in each.groups for one in group.figures if one.aim is aim)
            for each in (few, fair)
        ]
        for aim in (Aim.CHANGES, Aim.SPREAD)
    )
    assert lost and changes[0] == lost <= changes[1]
    assert spread[0] >= spread[1]
    assert {group.proof for group in few.groups} == {Proof.OPTIMAL}


def test_what_was_told_stays_if_nothing_speaks_against_it() -> None:
    spots: tuple[Place, ...] = places(4)
    told = tuple(Given(1 + n % 2, spot.duty) for n, spot in enumerate(spots))
    found = answer(Problem(spots, people(2), told=told))
    assert set(found.given) == set(told)
    assert figure(found, Aim.CHANGES) == Figure(Aim.CHANGES, 0, 0)
