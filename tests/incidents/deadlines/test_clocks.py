"""When deadlines end: dates of February 2024, counted by hand on the calendar."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from incidents.deadlines.clocks import Pause, Skipped, Term, Unit, Why, days_left, deadline, horizon
from posko.holidays import holidays_between

WIB, WIT = ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Jayapura")
HOLIDAYS = holidays_between(date(2024, 1, 1), date(2024, 12, 31))
WORKING, CALENDAR, HOURS = Unit.WORKING_DAYS, Unit.DAYS, Unit.HOURS


def at(text: str, zone: ZoneInfo = WIB) -> datetime:
    return datetime.fromisoformat(f"2024-{text}").replace(tzinfo=zone)


def last_day(start: str, amount: int, unit: Unit, zone: ZoneInfo = WIB, first: bool = False) -> str:
    found = deadline(at(start, zone), Term(amount, unit, first), zone, HOLIDAYS).due_at
    assert (found.hour, found.minute, found.second) == (23, 59, 59)
    assert found.tzinfo is zone
    return f"{found:%m-%d}"


def test_seven_working_days_pass_over_the_long_weekend_and_voting_day() -> None:
    # 6, 7, (8 Isra Mikraj, 9 joint leave, 10 Imlek, 11 Sunday), 12, 13, (14 vote), 15, 16, 19
    assert last_day("02-05 09:00", 7, WORKING) == "02-19"


def test_what_was_not_counted_is_named_in_order() -> None:
    found = deadline(at("02-05 09:00"), Term(7, WORKING), WIB, HOLIDAYS)
    assert found.skipped == (
        Skipped(date(2024, 2, 8), Why.HOLIDAY, "Isra Mikraj Nabi Muhammad"),
        Skipped(date(2024, 2, 9), Why.HOLIDAY, "Cuti Bersama Tahun Baru Imlek"),
        Skipped(date(2024, 2, 10), Why.SATURDAY, "Tahun Baru Imlek"),
        Skipped(date(2024, 2, 11), Why.SUNDAY),
        Skipped(date(2024, 2, 14), Why.HOLIDAY, "Hari Pemilihan Umum"),
        Skipped(date(2024, 2, 17), Why.SATURDAY),
        Skipped(date(2024, 2, 18), Why.SUNDAY),
    )


@pytest.mark.parametrize(
    ("start", "amount", "end"),
    [
        ("02-16 18:30", 1, "02-19"),  # Friday evening: Monday
        ("02-07 23:59", 1, "02-12"),  # the minute before the holidays
        ("02-08 00:00", 1, "02-12"),  # begins on Isra Mikraj itself
        ("02-10 12:00", 1, "02-12"),  # begins on Imlek, a Saturday
        ("02-13 09:00", 1, "02-15"),  # the eve of the vote
        ("02-14 09:00", 1, "02-15"),  # the vote itself
        ("02-13 09:00", 3, "02-19"),
    ],
)
def test_working_days_begin_after_the_day_of_the_start(start: str, amount: int, end: str) -> None:
    assert last_day(start, amount, WORKING) == end


def test_the_first_and_the_last_minute_of_a_day_give_the_same_end() -> None:
    assert last_day("02-12 00:00", 3, CALENDAR) == last_day("02-12 23:59", 3, CALENDAR) == "02-15"
    assert last_day("02-13 00:00", 3, CALENDAR) == "02-16"


def test_calendar_days_count_holidays_even_as_the_last_day() -> None:
    assert last_day("02-07 09:00", 3, CALENDAR) == "02-10"
    assert last_day("02-14 00:00", 10, CALENDAR) == "02-24"


def test_the_first_day_counts_if_the_rule_says_so_and_it_is_a_working_day() -> None:
    assert last_day("02-12 09:00", 2, WORKING, first=True) == "02-13"
    assert last_day("02-10 09:00", 2, WORKING, first=True) == "02-13"
    assert last_day("02-12 23:59", 1, CALENDAR, first=True) == "02-12"


def test_a_day_is_that_of_the_place() -> None:
    # 23.00 WIB on the 12th is 01.00 WIT on the 13th.
    late = at("02-12 23:00")
    there = deadline(late, Term(1, CALENDAR), WIT, {}).due_at
    assert there.isoformat() == "2024-02-14T23:59:59.999999+09:00"
    assert deadline(late, Term(1, CALENDAR), WIB, {}).due_at.day == 13


def test_hours_run_through_nights_and_holidays() -> None:
    found = deadline(at("02-09 18:00"), Term(72, HOURS), WIB, HOLIDAYS)
    assert (found.due_at, found.skipped) == (at("02-12 18:00"), ())


def test_hours_stop_while_paused() -> None:
    pauses = [
        Pause(at("02-13 10:00"), at("02-13 12:30")),
        Pause(at("02-13 14:00"), at("02-14 14:00")),
    ]
    found = deadline(at("02-13 09:00"), Term(4, HOURS), WIB, {}, pauses)
    assert found.due_at == at("02-14 15:30")


def test_a_pause_after_the_end_does_not_put_it_off() -> None:
    pause = Pause(at("02-13 14:00"), at("02-20 14:00"))
    assert deadline(at("02-13 09:00"), Term(4, HOURS), WIB, {}, [pause]).due_at.day == 13
    days = deadline(at("02-10 09:00"), Term(2, CALENDAR), WIB, {}, [pause])
    assert (days.due_at.day, days.skipped) == (12, ())


def test_of_days_only_those_wholly_inside_a_pause_are_not_counted() -> None:
    pause = Pause(at("02-19 16:00"), at("02-22 08:00"))
    found = deadline(at("02-16 09:00"), Term(3, WORKING), WIB, HOLIDAYS, [pause])
    # 19 counts, 20 and 21 lie inside, 22 and 23 count.
    assert found.due_at.day == 23
    assert [s.day.day for s in found.skipped if s.why == Why.PAUSED] == [20, 21]


def test_a_pause_within_a_day_or_over_one_midnight_costs_no_day() -> None:
    for until in ("02-19 17:00", "02-20 08:00"):
        pause = Pause(at("02-19 08:00"), at(until))
        assert deadline(at("02-16 09:00"), Term(2, WORKING), WIB, {}, [pause]).due_at.day == 20


def test_a_paused_saturday_is_not_taken_off_twice() -> None:
    pause = Pause(at("02-16 16:00"), at("02-19 08:00"))
    found = deadline(at("02-15 09:00"), Term(2, WORKING), WIB, {}, [pause])
    assert found.due_at.day == 19
    assert [s.why for s in found.skipped] == [Why.SATURDAY, Why.SUNDAY]


def test_days_left_are_counted_days_after_today() -> None:
    found = deadline(at("02-05 09:00"), Term(7, WORKING), WIB, HOLIDAYS)
    left = [
        days_left(at(now), found.due_at, found.skipped, WIB)
        for now in ("02-05 09:00", "02-07 23:59", "02-10 12:00", "02-13 09:00", "02-19 08:00")
    ]
    assert left == [7, 5, 5, 3, 0]


@pytest.mark.parametrize("amount", [1, 7, 30, 999])
def test_holidays_are_known_until_the_end(amount: int) -> None:
    for month in range(1, 13):
        start = datetime(2024, month, 1, tzinfo=WIB)
        reach = horizon(start.date(), Term(amount, WORKING))
        holidays = holidays_between(start.date(), reach)
        end = deadline(start, Term(amount, WORKING), WIB, holidays).due_at.date()
        assert end < reach


@pytest.mark.parametrize("amount", [0, -7])
def test_a_deadline_of_nothing_or_less_is_refused(amount: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        Term(amount, HOURS)


def test_pauses_may_come_in_any_order() -> None:
    first, second = (
        Pause(at("02-13 10:00"), at("02-13 11:00")),
        Pause(at("02-13 12:00"), at("02-13 12:00") + timedelta(hours=3)),
    )
    term = Term(2, HOURS)
    for pauses in ([first, second], [second, first]):
        assert deadline(at("02-13 09:00"), term, WIB, {}, pauses).due_at == at("02-13 15:00")
