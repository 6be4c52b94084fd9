"""Everything that can be wrong with a planned rota is named."""

from dataclasses import replace
from datetime import timedelta

import pytest

from roster.planner.answer import Aim, Answer, Figure, Proof
from roster.planner.problem import Carried, Given, Person, Place, Problem
from roster.planner.validate import validate
from tests.roster.planner.building import answer, day, named, person, place, problem, turn


def wrong(asked: Problem, *given: Given) -> list[str]:
    """What the validator says of a rota that tells its figures and gaps truly."""
    return validate(asked, answer(asked, *given))


def test_a_rota_that_keeps_all_rules_is_right() -> None:
    asked = problem([place(0), place(1, leads=True)], [person(1), person(2)])
    assert wrong(asked, Given(1, named(0)), Given(2, named(1), leads=True)) == []


def test_an_empty_rota_is_right_as_long_as_its_gaps_are_told() -> None:
    asked = problem([place(0, 2)], [person(1)])
    empty = answer(asked)
    assert validate(asked, empty) == []
    assert validate(asked, replace(empty, shortages=())) == [
        "kejari at post 1 misses 2, the shortages tell of 0."
    ]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (Given(9, named()), "Person 9 at 1/2024-02-08/8 is not in the problem."),
        (
            Given(1, "elsewhere"),
            "Orang 1 (1) is at elsewhere, which has no place for kejari.",
        ),
        (
            Given(2, named()),
            "Orang 2 (2) is at 1/2024-02-08/8, which has no place for polres.",
        ),
        (
            Given(3, named()),
            "Orang 3 (3) is at 1/2024-02-08/8, but does not serve at post 1.",
        ),
    ],
)
def test_only_people_of_the_kind_who_serve_there_may_come(given: Given, sentence: str) -> None:
    people = [person(1), person(2, kind="polres"), person(3, posts=[2])]
    asked = problem([place()], people)
    assert sentence in wrong(asked, given)


def test_nobody_is_twice_at_a_duty() -> None:
    asked = problem([place(people=2)], [person(1)])
    assert "Person 1 is 2 times at 1/2024-02-08/8." in wrong(
        asked, Given(1, named()), Given(1, named())
    )


def test_no_more_people_come_than_are_asked_for() -> None:
    asked = problem([place()], [person(1), person(2)])
    assert wrong(asked, Given(1, named()), Given(2, named())) == [
        "2 of kejari are at 1/2024-02-08/8, asked for are 1."
    ]


def two(one: Place, other: Place, **fields: object) -> Problem:
    """Two places and a person who is to have both."""
    return problem([one, other], [replace(person(1), **fields)])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (two(place(0), place(0, post=2), posts=frozenset({1, 2})), "is elsewhere at that time"),
        (two(place(0, start=16), place(1, start=8)), "has too little rest"),
        (two(place(0), place(6), life=person(1, most=1).life), "has too many duties in 7 days"),
        (two(place(0), place(1), life=person(1, absent=[(1, 1)]).life), "is absent"),
        (
            two(place(0), place(1), life=person(1, never=frozenset({day(1)})).life),
            "never serves on that day",
        ),
    ],
)
def test_every_rule_counts_for_all_duties_of_a_person(asked: Problem, why: str) -> None:
    one, other = (here.duty for here in asked.places)
    found = wrong(asked, Given(1, one), Given(1, other))
    assert f"Orang 1 (1) at {other} {why}." in found
    assert all(why in sentence for sentence in found)


def test_duties_outside_of_what_is_planned_count_too() -> None:
    asked = problem([place(1)], [person(1, fixed=[turn(0, 16)])])
    assert wrong(asked, Given(1, named(1))) == [
        "Orang 1 (1) at 1/2024-02-09/8 has too little rest."
    ]


def test_a_pin_has_to_be_kept() -> None:
    asked = problem([place()], [person(1), person(2)], pins=[Given(1, named())])
    assert wrong(asked, Given(2, named())) == [
        "Person 1 is pinned to 1/2024-02-08/8, but not there."
    ]


def test_a_pinned_lead_has_to_lead() -> None:
    asked = problem([place(leads=True)], [person(1)], pins=[Given(1, named(), leads=True)])
    assert wrong(asked, Given(1, named())) == [
        "Person 1 is pinned to lead 1/2024-02-08/8, but does not."
    ]


def test_pins_may_break_rules_and_fill_a_place_beyond_what_is_asked() -> None:
    people = [person(1, absent=[(0, 0)], may_lead=False), person(2, posts=[2])]
    pins = [Given(1, named(), leads=True), Given(2, named())]
    asked = problem([place()], people, pins=pins)
    assert wrong(asked, *pins) == []


def test_a_pin_of_somebody_of_a_kind_not_asked_for_takes_no_place() -> None:
    pin = Given(2, named())
    asked = problem([place()], [person(1), person(2, kind="polres")], pins=[pin])
    right = answer(asked, pin, Given(1, named()))
    only_kejari = replace(right.groups[0], people=(1,))
    assert validate(asked, replace(right, groups=(only_kejari,))) == []


def test_a_pin_from_another_group_fills_the_place() -> None:
    pin = Given(2, named(), leads=True)
    asked = problem([place(leads=True)], [person(1), person(2, posts=[2])], pins=[pin])
    right = answer(asked, pin, figures={Aim.OPEN: 0, Aim.LEADS: 0, Aim.SPREAD: 0})
    only_here = replace(right, groups=(replace(right.groups[0], people=(1,)),))
    assert validate(asked, only_here) == []
    assert "2 of kejari are at 1/2024-02-08/8, asked for are 1." in validate(
        asked, replace(only_here, given=(pin, Given(1, named())))
    )


def test_nothing_may_be_added_to_a_rule_that_a_pin_breaks() -> None:
    pins = [Given(1, named(0)), Given(1, named(1))]
    asked = problem([place(0), place(1), place(2)], [person(1, most=1)], pins=pins)
    assert wrong(asked, *pins) == []
    assert wrong(asked, *pins, Given(1, named(2))) == [
        "Orang 1 (1) at 1/2024-02-10/8 has too many duties in 7 days."
    ]


@pytest.mark.parametrize(
    ("somebody", "leads", "sentence"),
    [
        (person(1), False, "leads 1/2024-02-08/8, where kejari does not lead."),
        (person(1, may_lead=False), True, "leads 1/2024-02-08/8, but may not lead."),
    ],
)
def test_only_who_may_lead_where_a_lead_is_asked_for(
    somebody: Person, leads: bool, sentence: str
) -> None:
    asked = problem([place(leads=leads)], [somebody])
    assert wrong(asked, Given(1, named(), leads=True)) == [f"Orang 1 (1) {sentence}"]


def test_a_duty_has_one_lead() -> None:
    asked = problem([place(people=2, leads=True)], [person(1), person(2)])
    both = (Given(1, named(), leads=True), Given(2, named(), leads=True))
    assert wrong(asked, *both) == ["1/2024-02-08/8 has 2 leads."]


def figures(asked: Problem, *given: Given, **values: int) -> list[str]:
    """What the validator says of these figures."""
    told = {Aim(name): value for name, value in values.items()}
    return validate(asked, answer(asked, *given, figures=told))


def test_figures_are_counted_anew() -> None:
    asked = problem(
        [place(0, day_off=True), place(1), place(2, leads=True)],
        [
            person(1, carried=Carried(total=2), avoids=frozenset({day(0)})),
            person(2, prefers=frozenset({day(1), day(2)})),
        ],
        told=[Given(2, named(0)), Given(2, named(1))],
    )
    given = (Given(1, named(0)), Given(2, named(1)))
    right = {
        "open": 1,
        "changes": 1,
        "spread": 2,
        "spread_off": 1,
        "leads": 1,
        "spread_led": 0,
        "wishes": 2,
    }
    assert figures(asked, *given, **right) == []
    for name, value in right.items():
        assert figures(asked, *given, **{name: value + 1}) == [
            f"kejari at post 1: {name} is {value}, not {value + 1}."
        ]


def test_who_is_away_all_the_time_makes_no_rota_unfair() -> None:
    people = [person(1), person(2, absent=[(0, 1)])]
    asked = problem([place(0), place(1)], people)
    assert figures(asked, Given(1, named(0)), Given(1, named(1)), spread=0) == []


def test_duties_carried_over_alone_make_no_rota_unfair() -> None:
    people = [person(1, carried=Carried(total=9)), person(2), person(3)]
    asked = problem([place(0), place(1)], people)
    assert figures(asked, Given(2, named(0)), Given(3, named(1)), spread=0) == []
    assert figures(asked, Given(1, named(0)), Given(3, named(1)), spread=10) == []


def test_what_a_person_could_have_is_limited_by_the_rules() -> None:
    """The second has one duty and could not have another: there is nothing to even out."""
    people = [person(1), person(2, most=1)]
    asked = problem([place(n) for n in range(4)], people)
    given = [Given(2, named(0)), *(Given(1, named(n)) for n in (1, 2, 3))]
    assert figures(asked, *given, spread=0) == []


def proven(asked: Problem, bound: int) -> Answer:
    """An empty rota with one place open, said to be optimal."""
    found = answer(asked)
    group = replace(found.groups[0], proof=Proof.OPTIMAL, figures=(Figure(Aim.OPEN, 1, bound),))
    return replace(found, groups=(group,))


def test_optimal_is_what_is_proven() -> None:
    asked = problem([place()], [person(1, absent=[(0, 0)])])
    assert validate(asked, proven(asked, 1)) == []
    assert validate(asked, proven(asked, 0)) == [
        "kejari at post 1: open is not proven, but the group is called optimal."
    ]
    assert validate(asked, proven(asked, 2)) == ["kejari at post 1: open has a bound of 2 above 1."]


def test_each_place_and_person_is_in_one_group() -> None:
    asked = problem([place()], [person(1)])
    found = answer(asked)
    assert validate(asked, replace(found, groups=())) == ["kejari at post 1 is in 0 groups."]
    assert validate(asked, replace(found, groups=found.groups * 2)) == [
        "kejari at post 1 is in 2 groups.",
        "Orang 1 (1) is in 2 groups.",
    ]
    alone = replace(found.groups[0], people=())
    assert validate(asked, replace(found, groups=(alone,))) == ["Orang 1 (1) is in 0 groups."]


def test_a_group_says_how_many_places_it_has() -> None:
    asked = problem([place(people=2)], [person(1), person(2)])
    found = answer(asked, Given(1, named()), Given(2, named()))
    boasting = replace(found.groups[0], places=3)
    assert validate(asked, replace(found, groups=(boasting,))) == [
        "kejari at post 1 has 2 places, not 3."
    ]


def test_gaps_are_told_on_days_that_have_one() -> None:
    asked = problem([place(0), place(1)], [person(1)])
    found = answer(asked, Given(1, named(0)))
    (gap,) = found.shortages
    early = replace(gap, first=gap.first - timedelta(days=1))
    assert validate(asked, replace(found, shortages=(early,))) == [
        "kejari at post 1 misses nobody on 2024-02-08 or 2024-02-09."
    ]
