"""Opening hours: before, during and after the period, around midnight, on exceptional days."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from posko.hours import Exceptional, Hours, Phase, Schedule, Source, opening

WIB = ZoneInfo("Asia/Jakarta")
DAY = Hours(time(8), time(16))
NIGHT = Hours(time(20), time(4))
ROUND_THE_CLOCK = Hours(time(0), time(0))


def schedule(**fields: Any) -> Schedule:
    facts: dict[str, Any] = {
        "first_day": date(2024, 1, 9),
        "last_day": date(2024, 2, 29),
        "zone": WIB,
        "common": DAY,
    }
    return Schedule(**{**facts, **fields})


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WIB)


@pytest.mark.parametrize(
    ("moment", "is_open", "phase", "changes_at"),
    [
        ("2024-01-01 12:00", False, Phase.BEFORE, "2024-01-09 08:00"),
        ("2024-01-08 23:59", False, Phase.BEFORE, "2024-01-09 08:00"),
        ("2024-01-09 00:00", False, Phase.DURING, "2024-01-09 08:00"),
        ("2024-01-09 07:59", False, Phase.DURING, "2024-01-09 08:00"),
        ("2024-01-09 08:00", True, Phase.DURING, "2024-01-09 16:00"),
        ("2024-02-13 15:59", True, Phase.DURING, "2024-02-13 16:00"),
        ("2024-02-13 16:00", False, Phase.DURING, "2024-02-14 08:00"),
        ("2024-02-14 00:00", False, Phase.DURING, "2024-02-14 08:00"),
        ("2024-02-29 15:59", True, Phase.DURING, "2024-02-29 16:00"),
        ("2024-02-29 16:00", False, Phase.DURING, None),
        ("2024-03-01 09:00", False, Phase.AFTER, None),
    ],
)
def test_a_post_through_its_period(
    moment: str, is_open: bool, phase: Phase, changes_at: str | None
) -> None:
    state = opening(schedule(), at(moment))
    expected = at(changes_at) if changes_at else None
    assert (state.is_open, state.phase, state.changes_at) == (is_open, phase, expected)


def test_a_moment_in_another_zone_is_the_same_moment() -> None:
    assert opening(schedule(), datetime(2024, 2, 13, 1, tzinfo=ZoneInfo("UTC"))).is_open
    assert not opening(schedule(), datetime(2024, 2, 13, 0, 59, tzinfo=ZoneInfo("UTC"))).is_open


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2024-02-13 19:59", False),
        ("2024-02-13 20:00", True),
        ("2024-02-14 00:00", True),
        ("2024-02-14 03:59", True),
        ("2024-02-14 04:00", False),
        ("2024-01-09 03:00", False),
        ("2024-03-01 03:59", True),
        ("2024-03-01 04:00", False),
    ],
)
def test_hours_over_midnight_belong_to_the_day_they_began_on(moment: str, is_open: bool) -> None:
    assert opening(schedule(common=NIGHT), at(moment)).is_open is is_open


def test_round_the_clock_is_open_until_the_period_ends() -> None:
    state = opening(schedule(common=ROUND_THE_CLOCK), at("2024-02-13 12:00"))
    assert (state.is_open, state.changes_at) == (True, at("2024-03-01 00:00"))


def test_own_weekly_hours_win_over_the_common_ones() -> None:
    own = schedule(weekly={day: Hours(time(8), time(19)) for day in range(7)})
    assert opening(own, at("2024-02-13 18:00")).is_open
    assert not own.is_common


def test_a_weekday_without_own_hours_is_closed() -> None:
    weekdays = schedule(weekly=dict.fromkeys(range(5), DAY))
    state = opening(weekdays, at("2024-02-10 10:00"))
    assert (state.is_open, state.changes_at) == (False, at("2024-02-12 08:00"))


def test_unknown_hours_are_the_common_ones_and_say_so() -> None:
    assert schedule().is_common
    assert schedule().on(date(2024, 2, 13)).source == Source.COMMON


def test_a_closed_exception_wins_over_everything() -> None:
    closed = schedule(
        weekly=dict.fromkeys(range(7), DAY),
        exceptions={date(2024, 2, 14): Exceptional(None, "Hari pemungutan suara")},
    )
    state = opening(closed, at("2024-02-14 10:00"))
    assert (state.is_open, state.changes_at) == (False, at("2024-02-15 08:00"))
    assert closed.on(date(2024, 2, 14)).reason == "Hari pemungutan suara"


def test_an_exception_can_be_longer_than_the_rule() -> None:
    longer = schedule(exceptions={date(2024, 2, 14): Exceptional(Hours(time(6), time(0)))})
    assert opening(longer, at("2024-02-14 23:59")).is_open
    assert not opening(longer, at("2024-02-15 00:00")).is_open


def test_a_post_without_any_hours_never_opens() -> None:
    state = opening(schedule(common=None), at("2024-02-13 10:00"))
    assert (state.is_open, state.changes_at) == (False, None)


def test_days_are_cut_to_the_period() -> None:
    assert [d.day.day for d in schedule().days(date(2024, 2, 27), 7)] == [27, 28, 29]
    assert schedule().days(date(2024, 3, 1), 7) == []
    assert schedule().days(date(2024, 1, 1), 2)[0].day == date(2024, 1, 9)


def test_a_day_outside_the_period_has_no_hours() -> None:
    assert schedule().on(date(2024, 3, 1)).hours is None
