"""Hours for programs, day by day."""

from datetime import date, time

import pytest

from posko.models import HoursException, Post, Region
from tests.conftest import Travel
from tests.factories.posko import make_post
from tests.posko.api.asking import ask

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

PATH = "/posts/jakarta-pusat/hours"


@pytest.fixture
def post() -> Post:
    """A post with the common hours of 08.00 to 16.00."""
    return make_post()


def test_a_fortnight_from_today_is_told_unless_asked_otherwise(post: Post) -> None:
    answer = ask(PATH)
    assert answer["time_zone"] == "Asia/Jakarta"
    assert answer["common_hours"] is True
    assert [day["date"] for day in answer["items"]][::13] == ["2024-02-13", "2024-02-26"]
    assert [day["date"] for day in ask(f"{PATH}?from=2024-02-14&days=2")["items"]] == [
        "2024-02-14", "2024-02-15",
    ]  # fmt: skip


def test_a_day_tells_its_hours_with_their_offset(post: Post) -> None:
    (day,) = ask(f"{PATH}?days=1")["items"]
    assert day == {
        "date": "2024-02-13", "is_open": True,
        "opens": "2024-02-13T08:00:00+07:00", "closes": "2024-02-13T16:00:00+07:00",
        "over_midnight": False, "all_day": False, "source": "common", "reason": "", "holiday": "",
    }  # fmt: skip


def test_over_midnight_closes_on_the_next_date(post: Post) -> None:
    hours = {"opens": time(20), "closes": time(2)}
    HoursException.objects.create(post=post, day=date(2024, 2, 14), reason="Hitung", **hours)
    (day,) = ask(f"{PATH}?from=2024-02-14&days=1")["items"]
    assert day["closes"] == "2024-02-15T02:00:00+07:00"
    assert (day["over_midnight"], day["all_day"]) == (True, False)
    assert (day["source"], day["reason"]) == ("exception", "Hitung")


def test_round_the_clock_lasts_24_hours(post: Post) -> None:
    hours = {"opens": time(0), "closes": time(0)}
    HoursException.objects.create(post=post, day=date(2024, 2, 14), reason="Hitung", **hours)
    (day,) = ask(f"{PATH}?from=2024-02-14&days=1")["items"]
    assert day["opens"] == "2024-02-14T00:00:00+07:00"
    assert day["closes"] == "2024-02-15T00:00:00+07:00"
    assert day["all_day"] is True


def test_a_closed_day_says_why_and_holidays_have_names_in_both_languages(post: Post) -> None:
    HoursException.objects.create(post=post, day=date(2024, 2, 10), reason="Libur")
    path = f"{PATH}?from=2024-02-10&days=1"
    (day,) = ask(path)["items"]
    assert (day["is_open"], day["opens"], day["closes"]) == (False, None, None)
    assert day["reason"] == "Libur"
    assert "Imlek" in day["holiday"]
    assert "Lunar" in ask(f"{path}&lang=en")["items"][0]["holiday"]


def test_days_outside_of_the_period_are_closed_and_none_is_left_out(post: Post) -> None:
    days = ask(f"{PATH}?from=2024-01-08&days=2")["items"]
    assert [(day["date"], day["source"]) for day in days] == [
        ("2024-01-08", "none"), ("2024-01-09", "common"),
    ]  # fmt: skip
    assert not any(day["is_open"] for day in ask(f"{PATH}?from=2199-12-31&days=60")["items"])


def test_a_post_without_hours_is_closed_not_broken(post: Post) -> None:
    post.operation.common_hours.all().delete()
    assert {day["source"] for day in ask(PATH)["items"]} == {"none"}
    state = ask("/posts/jakarta-pusat")["state"]
    assert state == {"is_open": False, "phase": "during", "changes_at": None}


def test_today_and_offsets_are_those_of_the_posts_own_zone(post: Post, at: Travel) -> None:
    Region.objects.filter(code="31.71").update(time_zone="Asia/Jayapura")
    at("2024-02-13 22:30")
    day = ask(PATH)["items"][0]
    assert day["date"] == "2024-02-14"
    assert day["opens"] == "2024-02-14T08:00:00+09:00"


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("from=yesterday", "from"), ("from=9999-12-31", "from"), ("from=0001-01-01", "from"),
        ("from=2024-02-30", "from"), ("from=%00", "from"), ("days=0", "days"), ("days=61", "days"),
        ("days=-1", "days"), ("days=99999999999999999999", "days"),
    ],
)  # fmt: skip
def test_days_that_cant_be_told_are_named(post: Post, query: str, field: str) -> None:
    assert [each["name"] for each in ask(f"{PATH}?{query}", 422)["fields"]] == [field]
