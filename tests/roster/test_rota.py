"""The rota as it is calculated: days, gaps, one's own place, in a fixed number of queries."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from posko import clock
from posko.models import Level, Operation, Post
from roster.models import DayKind, InstitutionKind, Requirement
from roster.rota import PostRota, asked_week, rota, week_of
from tests.factories.posko import make_operation, make_post
from tests.factories.roster import assign, make_duty, make_institution, make_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

MONDAY, SUNDAY = date(2024, 2, 12), date(2024, 2, 18)
TUESDAY = 1


def week(scope: str = "31", me: int | None = None) -> list[PostRota]:
    """The rota of the week of voting day."""
    return rota(Operation.objects.get(), scope, MONDAY, SUNDAY, me)


def need(kind: InstitutionKind, people: int = 1, **fields: Any) -> None:
    """State what duties of the city need."""
    if "post" not in fields:
        fields["level"] = Level.CITY
    Requirement.objects.create(
        operation=make_operation(), institution_kind=kind, people=people, **fields
    )


def gaps_on(day: int) -> list[str]:
    """What is missing at the first post's duties on a day of the week."""
    return [words for staffing in week()[0].days[day].duties for words in staffing.gap_words]


def test_a_week_has_seven_days_and_begins_on_monday() -> None:
    make_post()
    (row,) = week()
    assert [day.day for day in row.days] == [MONDAY + timedelta(days=n) for n in range(7)]
    assert week_of(date(2024, 2, 18)) == week_of(MONDAY) == (MONDAY, SUNDAY)


def test_days_off_are_marked_and_holidays_are_named() -> None:
    make_post()
    days = week()[0].days
    assert [day.day_off for day in days] == [False, False, True, False, False, True, True]
    assert days[2].holiday == "Hari Pemilihan Umum"


def test_only_posts_of_the_scope_are_in_it() -> None:
    make_post("31.71")
    make_post("31.73")
    assert [row.post.region_id for row in week("31.73")] == ["31.73"]
    assert len(week("31")) == 2


def test_a_duty_over_midnight_stands_on_the_day_it_begins() -> None:
    make_duty(make_post(), MONDAY, "20:00", "04:00")
    days = week()[0].days
    assert [len(day.duties) for day in days] == [1, 0, 0, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("day", "shown_on"),
    [(MONDAY, 0), (SUNDAY, 6), (MONDAY - timedelta(days=1), None), (date(2024, 2, 19), None)],
)
def test_a_day_is_the_posts_own_day_not_jakartas(day: date, shown_on: int | None) -> None:
    post = make_post()
    post.region.time_zone = "Asia/Jayapura"
    post.region.save()
    make_duty(Post.objects.get(), day, "00:00", "01:00")
    found = [place for place, day in enumerate(week()[0].days) if day.duties]
    assert found == ([] if shown_on is None else [shown_on])


def test_what_is_missing_is_said_by_kind() -> None:
    need(InstitutionKind.POLRES)
    need(InstitutionKind.KEJARI, 2)
    police = make_officer("budi.santoso", institution=make_institution(InstitutionKind.POLRES))
    assign(make_duty(make_post()), police)
    assert gaps_on(TUESDAY) == ["2 Kejari"]


def test_a_post_can_be_asked_for_less_than_its_level() -> None:
    post = make_post()
    need(InstitutionKind.KEJARI, 2)
    need(InstitutionKind.KEJARI, 0, post=post)
    make_duty(post)
    assert gaps_on(TUESDAY) == []


def test_needs_of_days_off_hold_on_holidays_only() -> None:
    post = make_post()
    need(InstitutionKind.KODIM, days=DayKind.OFF)
    make_duty(post, date(2024, 2, 13))
    make_duty(post, date(2024, 2, 14))
    assert (gaps_on(TUESDAY), gaps_on(TUESDAY + 1)) == ([], ["1 Kodim"])


def test_whoever_reads_comes_first_even_before_the_lead() -> None:
    duty = make_duty(make_post())
    lead, me = make_officer("a.pimpinan"), make_officer("z.saya")
    assign(duty, lead, leads=True)
    assign(duty, me)
    order = [a.officer for a in week(me=me.pk)[0].days[TUESDAY].duties[0].assignments]
    assert order == [me, lead]
    order = [a.officer for a in week()[0].days[TUESDAY].duties[0].assignments]
    assert order == [lead, me]


@pytest.mark.parametrize("text", ["", "besok", "2024-02-30", "1999-12-31", "2100-01-01", "\0"])
def test_a_week_that_cannot_be_is_this_week(text: str) -> None:
    assert asked_week(text) == week_of(clock.today())


def test_a_week_is_asked_by_any_of_its_days() -> None:
    assert asked_week("2024-02-18") == (MONDAY, SUNDAY)
    assert asked_week("2000-01-01")[0] == date(1999, 12, 27)


def test_queries_are_the_same_for_one_post_and_for_three() -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            for row in week():
                [staffing.gap_words for day in row.days for staffing in day.duties]
        return len(queries)

    need(InstitutionKind.POLRES)
    assign(make_duty(make_post("31.71")), make_officer("petugas.31.71"))
    one = count()
    for code in ("31.73", "31.74"):
        post = make_post(code)
        for day in (12, 13, 14):
            officer = make_officer(f"petugas.{code}.{day}", institution=make_institution())
            assign(make_duty(post, date(2024, 2, day)), officer)
    assert count() == one
