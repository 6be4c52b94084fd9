"""The invented rosters are what the benchmark says they are."""

from collections import Counter

import pytest

from roster.planner.problem import Problem
from tests.bench.instances import DAYS, SCALES, one_post, problem


@pytest.fixture(scope="module")
def all_posts() -> Problem:
    """The large roster."""
    return problem(SCALES["317 posts"])


def test_the_same_seed_gives_the_same_roster() -> None:
    assert problem(SCALES["5 posts"]) == problem(SCALES["5 posts"])
    assert problem(SCALES["5 posts"]) != problem(SCALES["5 posts"], seed=1)


def test_317_posts_have_52_days_and_four_kinds(all_posts: Problem) -> None:
    assert len(all_posts.places) == 317 * 52 * 4
    assert len({place.post for place in all_posts.places}) == 317
    assert len(DAYS) == 52


def test_people_are_absent_on_eight_days_of_a_hundred(all_posts: Problem) -> None:
    away = sum(one.life.is_absent(day) for one in all_posts.people for day in DAYS)
    assert away / len(all_posts.people) / len(DAYS) == pytest.approx(0.08, abs=0.01)


def test_five_posts_are_the_first_of_317(all_posts: Problem) -> None:
    five = problem(SCALES["5 posts"])
    assert five.places == all_posts.places[: len(five.places)]
    assert [one.life for one in five.people[:19]] == [one.life for one in all_posts.people[:19]]


def test_some_kejari_serve_three_posts_with_fewer_people(all_posts: Problem) -> None:
    crews = Counter(one.posts for one in all_posts.people if len(one.posts) > 1)
    assert {one.kind for one in all_posts.people if len(one.posts) > 1} == {"kejari"}
    assert len(crews) > 20
    assert set(crews.values()) <= {3, 4, 5}


def test_every_post_has_people_of_every_kind(all_posts: Problem) -> None:
    served = {(one.kind, post) for one in all_posts.people for post in one.posts}
    assert served == {(place.kind, place.post) for place in all_posts.places}


def test_one_post_keeps_to_itself(all_posts: Problem) -> None:
    alone = one_post(all_posts, 1)
    assert {place.post for place in alone.places} == {1}
    assert {one.posts for one in alone.people} == {frozenset({1})}
    assert {one.kind for one in alone.people} == {"kesbangpol", "kodim", "polres", "kejari"}
