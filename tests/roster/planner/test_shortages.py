"""What stays open, and why."""

from collections.abc import Iterable

import pytest

from roster.planner.answer import Shortage
from roster.planner.problem import Given, Person
from roster.planner.shortages import Reason, shortages
from tests.roster.planner.building import day, named, person, place, problem, turn


def test_a_full_rota_misses_nobody() -> None:
    asked = problem([place()], [person(1)])
    assert shortages(asked, [Given(1, named())]) == ()


def test_days_that_follow_each_other_are_one_shortage() -> None:
    """Kejari: 2 people can come, 3 are needed, on 8 to 10 February."""
    people = [person(1), person(2), person(3, absent=[(0, 2)])]
    asked = problem([place(n, 3) for n in range(4)], people)
    given = [Given(1, named(n)) for n in range(4)] + [Given(2, named(n)) for n in range(4)]
    given.append(Given(3, named(3)))
    assert shortages(asked, given) == (
        Shortage("kejari", 1, day(0), day(2), 3, 3, 2, 3, Reason.ABSENT),
    )


def test_a_day_between_makes_two_shortages() -> None:
    asked = problem([place(0), place(1), place(2)], [person(1, absent=[(0, 0), (2, 2)])])
    found = shortages(asked, [Given(1, named(1))])
    assert [(one.first, one.last, one.missing) for one in found] == [
        (day(0), day(0), 1),
        (day(2), day(2), 1),
    ]


def test_two_shifts_of_a_day_are_one_shortage() -> None:
    asked = problem([place(0, start=8), place(0, start=16), place(1)], [])
    (found,) = shortages(asked, [])
    assert (found.first, found.last, found.missing) == (day(0), day(1), 3)


def test_another_number_of_people_is_another_shortage() -> None:
    people = [person(1, absent=[(0, 2)]), person(2, absent=[(1, 2)])]
    asked = problem([place(0, 2), place(1, 2), place(2, 1)], people)
    found = shortages(asked, [Given(2, named(0))])
    assert [(one.first, one.available, one.wanted) for one in found] == [
        (day(0), 1, 2),
        (day(1), 0, 2),
        (day(2), 0, 1),
    ]


def test_posts_and_kinds_are_told_apart() -> None:
    places = [place(0), place(1, post=2), place(0, kind="polres")]
    found = shortages(problem(places, []), [])
    assert [(one.kind, one.post) for one in found] == [("kejari", 1), ("kejari", 2), ("polres", 1)]


@pytest.mark.parametrize(
    ("people", "reason"),
    [
        ([], Reason.NOBODY),
        ([person(1, kind="polres")], Reason.NOBODY),
        ([person(1, posts=[2])], Reason.NOBODY),
        ([person(1)], Reason.TOO_FEW),
        ([person(1), person(2, absent=[(1, 1)])], Reason.ABSENT),
        ([person(1), person(2, never=frozenset({4}))], Reason.ABSENT),
        ([person(1), person(2, most=1, fixed=[turn(0)])], Reason.LIMITS),
        ([person(1), person(2, fixed=[turn(0, 20)])], Reason.LIMITS),
        ([person(1), person(2, fixed=[turn(1, 10)])], Reason.ELSEWHERE),
        ([person(1), person(2)], Reason.UNFINISHED),
    ],
)
def test_the_reason_is_named(people: Iterable[Person], reason: Reason) -> None:
    """Friday 9 February asks for two, and the first comes if there is one."""
    asked = problem([place(1, 2)], people)
    given = (
        [Given(1, named(1))] if {1} & {one.key for one in people if one.kind == "kejari"} else []
    )
    assert {one.reason for one in shortages(asked, given)} == {reason}


def test_duties_at_other_posts_of_the_same_rota_count() -> None:
    asked = problem([place(0), place(0, post=2)], [person(1, posts=[1, 2])])
    (found,) = shortages(asked, [Given(1, named(0))])
    assert (found.post, found.reason) == (2, Reason.ELSEWHERE)


def test_a_pin_of_another_kind_takes_no_place_but_time() -> None:
    people = [person(1, kind="polres"), person(2)]
    asked = problem([place(0), place(0, kind="polres", post=2, duty="far")], people)
    (found,) = shortages(asked, [Given(2, named(0)), Given(1, named(0))])
    assert (found.kind, found.missing) == ("polres", 1)
