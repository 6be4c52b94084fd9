"""The days of a month."""

from datetime import date, datetime

import pytest

from posko.clock import JAKARTA
from posko.month_days import Month, days_of

FEBRUARY = Month(2024, 2)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=JAKARTA)


def days(starts: str, ends: str, month: Month = FEBRUARY) -> list[int]:
    return [day.day for day in days_of(at(starts), at(ends), JAKARTA, month)]


def test_a_month_is_read_and_written_the_same() -> None:
    assert Month.read("2024-02") == FEBRUARY
    assert str(FEBRUARY) == "2024-02"


@pytest.mark.parametrize(
    "odd",
    ["", "2024", "2024-13", "2024-00", "0000-01", "24-02", "2024-2", "2024-02-01", "x" * 9999,
     "٢٠٢٤-٠٢", "2024-²2", "-024-02", "2024 02", "\x00"],
)  # fmt: skip
def test_what_is_no_month_is_none(odd: str) -> None:
    assert Month.read(odd) is None


def test_months_follow_each_other_over_the_years_end_and_know_leap_days() -> None:
    assert Month(2023, 12).after == Month(2024, 1)
    assert Month(2024, 1).before == Month(2023, 12)
    assert len(FEBRUARY.days()) == 29
    assert FEBRUARY.days()[-1] == date(2024, 2, 29)


def test_over_midnight_and_over_days_it_stands_on_each() -> None:
    assert days("2024-02-14T07:00", "2024-02-14T09:00") == [14]
    assert days("2024-02-14T22:00", "2024-02-15T02:00") == [14, 15]
    assert days("2024-02-10T09:00", "2024-02-13T10:00") == [10, 11, 12, 13]


def test_what_ends_at_midnight_does_not_stand_on_the_next_day() -> None:
    assert days("2024-02-14T22:00", "2024-02-15T00:00") == [14]


def test_only_days_of_the_month_count() -> None:
    assert days("2024-01-30T09:00", "2024-02-02T10:00") == [1, 2]
    assert days("2024-02-28T09:00", "2034-02-02T10:00") == [28, 29]
    assert days("2024-03-01T09:00", "2024-03-01T10:00") == []
