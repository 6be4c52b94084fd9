"""Which needs hold for a duty, and what is missing there."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

import pytest

from roster.coverage import Gap, Need, Slot, asked, gaps

TUESDAY, WEDNESDAY = Slot(date(2024, 2, 13), False), Slot(date(2024, 2, 14), True)
NIGHT = Slot(date(2024, 2, 13), False, shift=7)


def people(needs: Iterable[Need], slot: Slot) -> dict[str, int]:
    """How many of each kind are asked for."""
    return {kind: need.people for kind, need in asked(needs, slot).items()}


def test_a_posts_need_replaces_its_levels_kind_by_kind() -> None:
    needs = [Need("polres", 2), Need("kodim", 1), Need("polres", 0, of_post=True)]
    assert people(needs, TUESDAY) == {"polres": 0, "kodim": 1}


def test_needs_of_days_off_hold_on_days_off() -> None:
    needs = [Need("polres", 1), Need("polres", 3, days="off"), Need("kodim", 1, days="working")]
    assert people(needs, WEDNESDAY) == {"polres": 3}
    assert people(needs, TUESDAY) == {"polres": 1, "kodim": 1}


WAYS = [
    Need("polres", 1),
    Need("polres", 2, days="working"),
    Need("polres", 3, days="1"),
    Need("polres", 4, days="date", on=date(2024, 2, 13)),
    Need("polres", 5, of_post=True),
]


@pytest.mark.parametrize("narrower", range(1, len(WAYS)))
def test_the_narrower_need_holds_in_whichever_order_they_come(narrower: int) -> None:
    pair = WAYS[narrower - 1 : narrower + 1]
    assert people(pair, TUESDAY) == people(pair[::-1], TUESDAY) == {"polres": narrower + 1}


def test_a_date_is_asked_of_that_date_only() -> None:
    assert people([Need("polres", 4, days="date", on=date(2024, 2, 13))], WEDNESDAY) == {}


def test_several_days_hold_from_the_first_to_the_last() -> None:
    needs = [Need("polres", 4, days="date", on=date(2024, 2, 13), until=date(2024, 2, 14))]
    monday, thursday = Slot(date(2024, 2, 12), False), Slot(date(2024, 2, 15), False)
    asked_for = [people(needs, slot) for slot in (monday, TUESDAY, WEDNESDAY, thursday)]
    assert asked_for == [{}, {"polres": 4}, {"polres": 4}, {}]


def test_fewer_days_are_narrower_and_of_as_many_the_later_ones() -> None:
    def days(people: int, first: int, last: int) -> Need:
        begin, end = date(2024, 2, first), date(2024, 2, last)
        return Need("polres", people, days="date", on=begin, until=end, shift=7)

    one = Need("polres", 1, days="date", on=date(2024, 2, 13))
    narrower = [one, days(2, 13, 14), days(3, 12, 13), days(4, 11, 13), Need("polres", 5, days="1")]
    for pair in pairwise(narrower):
        assert people(pair, NIGHT) == people(pair[::-1], NIGHT) == {"polres": pair[0].people}


def test_what_is_asked_of_one_shift_holds_for_that_shift() -> None:
    needs = [Need("polres", 1), Need("polres", 3, shift=7)]
    assert people(needs, NIGHT) == {"polres": 3}
    assert people(needs, TUESDAY) == {"polres": 1}


def test_gaps_are_what_is_missing() -> None:
    needs = [Need("polres", 2), Need("kodim", 1)]
    assert gaps(needs, TUESDAY, ["polres", "kodim", "kejari"]) == [Gap("polres", 1)]
    assert gaps(needs, TUESDAY, ["polres", "polres", "kodim"]) == []
