"""Which rules a duty breaks for a person."""

from datetime import date, datetime, timedelta

import pytest

from posko.clock import JAKARTA
from roster.limits import Broken, Life, Limits, Turn, broken, most_in_7_days

DAY = date(2024, 2, 13)


def turn(days_later: int = 0, start: int = 8, hours: int = 8) -> Turn:
    """A duty some days after 13 February."""
    day = DAY + timedelta(days=days_later)
    begins = datetime(day.year, day.month, day.day, start, tzinfo=JAKARTA)
    return Turn(day, begins, begins + timedelta(hours=hours))


def test_nothing_speaks_against_a_duty_of_somebody_who_has_none() -> None:
    assert broken(turn(), [], Life()) == []


def test_two_duties_at_the_same_time_are_two_places() -> None:
    assert broken(turn(), [turn(start=15)], Life()) == [Broken.ELSEWHERE]


@pytest.mark.parametrize(("start", "rules"), [(2, [Broken.REST]), (3, [])])
def test_rest_is_counted_from_the_end_to_the_start(start: int, rules: list[Broken]) -> None:
    assert broken(turn(1, start), [turn()], Life()) == rules
    assert broken(turn(), [turn(1, start)], Life()) == rules


def test_duties_that_touch_leave_no_rest() -> None:
    assert broken(turn(start=16), [turn()], Life()) == [Broken.REST]


def test_any_seven_days_in_a_row_count_whichever_day_is_added_last() -> None:
    life = Life(Limits(most_in_7_days=3))
    spread_out = [turn(-6), turn(-5), turn(1), turn(2)]
    assert most_in_7_days(turn(), spread_out) == 3
    assert broken(turn(), spread_out, life) == []
    assert broken(turn(), [*spread_out, turn(-1)], life) == [Broken.TOO_MANY]


def test_the_eighth_day_is_not_in_the_same_seven() -> None:
    assert most_in_7_days(turn(), [turn(-7), turn(7)]) == 1


@pytest.mark.parametrize(("first", "last", "away"), [(0, 0, True), (-3, -1, False), (1, 4, False)])
def test_absences_include_both_their_ends(first: int, last: int, away: bool) -> None:
    life = Life(absences=((DAY + timedelta(days=first), DAY + timedelta(days=last)),))
    assert broken(turn(), [], life) == ([Broken.ABSENT] if away else [])


@pytest.mark.parametrize("day", [1, DAY])
def test_a_day_that_never_goes_is_a_weekday_or_a_date(day: int | date) -> None:
    assert broken(turn(), [], Life(never=frozenset({day}))) == [Broken.NEVER]
    assert broken(turn(1), [], Life(never=frozenset({day}))) == []
