"""Counting strangers: windows, parallel requests, nobody's address on disk."""

from datetime import timedelta

import pytest

from posko.models import Attempt
from posko.throttle import allowed, forget_attempts, seconds_left
from tests.conftest import Travel
from tests.together import at_once

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


def test_the_limit_is_what_gets_through_in_one_window(at: Travel) -> None:
    at("2024-02-13 09:00:10")
    assert [allowed("lacak", "a", 3, MINUTE) for _ in range(5)] == [True] * 3 + [False] * 2
    assert seconds_left(MINUTE) == 51
    at("2024-02-13 09:01:00")
    assert allowed("lacak", "a", 3, MINUTE)


def test_one_persons_attempts_are_not_anothers_nor_another_pages(at: Travel) -> None:
    at("2024-02-13 09:00")
    assert allowed("lacak", "a", 1, MINUTE)
    assert not allowed("lacak", "a", 1, MINUTE)
    assert allowed("lacak", "b", 1, MINUTE)
    assert allowed("lapor", "a", 1, MINUTE)


def test_no_address_is_kept_and_none_can_be_followed(at: Travel) -> None:
    at("2024-02-13 09:00")
    allowed("lacak", "203.0.113.7", 1, MINUTE)
    at("2024-02-13 09:05")
    allowed("lacak", "203.0.113.7", 1, MINUTE)
    first, second = Attempt.objects.order_by("ends_at")
    assert first.key != second.key


def test_what_is_over_is_forgotten_and_the_rest_still_counts(at: Travel) -> None:
    at("2024-02-13 09:00")
    allowed("lacak", "a", 1, MINUTE)
    at("2024-02-13 09:30")
    allowed("lacak", "a", 1, MINUTE)
    assert forget_attempts() == 1
    assert not allowed("lacak", "a", 1, MINUTE)


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_get_no_more_than_the_limit(at: Travel) -> None:
    at("2024-02-13 09:00")
    assert sum(at_once(*[lambda: allowed("lacak", "a", 7, MINUTE)] * 20)) == 7
