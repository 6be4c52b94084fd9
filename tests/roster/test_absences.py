"""Officers say when they can't come; planners see at once what is left open."""

from datetime import date
from typing import Any

import pytest

from roster.absences import Overlapping, gaps_of, report, take_back
from roster.models import Absence, Officer, Role
from tests.conftest import Travel
from tests.factories.posko import make_post
from tests.factories.roster import assign, make_duty, make_institution, make_officer
from tests.jobs import queued
from tests.visiting import browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


def feb(day: int) -> date:
    return date(2024, 2, day)


def spans() -> list[tuple[int, int]]:
    return [(a.first_day.day, a.last_day.day) for a in Absence.objects.order_by("first_day")]


@pytest.fixture
def budi() -> Officer:
    return make_officer("budi", institution=make_institution())


@pytest.fixture
def rini() -> Officer:
    return make_officer("rini", Role.KOORDINATOR, email="rini@contoh.id")


def send(officer: Officer, **changed: Any) -> Any:
    sent = {"kind": "illness", "first_day": "2024-02-14", "last_day": "", "note": "Demam"}
    return browser(officer).post("/jadwal/berhalangan/lapor/", {**sent, **changed})


def test_it_is_stored_and_those_who_plan_are_told(budi: Officer, rini: Officer) -> None:
    assign(make_duty(make_post(), feb(14)), budi)
    make_officer("lain", Role.KOORDINATOR, "31.73", email="lain@contoh.id")
    assert send(budi).status_code == 302
    assert spans() == [(14, 14)]
    [letter] = queued("roster.mail")
    assert letter["officer"] == rini.pk
    assert "1 tugas jaga memerlukan pengganti" in letter["text"]
    assert "Demam" not in letter["text"]


def test_the_duty_stays_published_and_shows_that_somebody_is_missing(
    budi: Officer, rini: Officer
) -> None:
    assign(make_duty(make_post(), feb(14)), budi)
    report(budi, "illness", feb(14), feb(14), "Demam")
    colleague = text(browser(make_officer("sari")).get("/jadwal/"))
    assert "berhalangan" in colleague
    assert "Demam" not in colleague
    assert "Sakit" not in colleague
    assert "Cari pengganti" not in colleague
    assert "Cari pengganti" in text(browser(rini).get("/jadwal/"))
    assert "Demam" in text(browser(rini).get("/jadwal/berhalangan/"))


def test_another_citys_coordinator_reads_nothing_of_it(budi: Officer) -> None:
    assign(make_duty(make_post(), feb(14)), budi)
    report(budi, "illness", feb(14), feb(14), "Demam")
    stranger = make_officer("lain", Role.KOORDINATOR, "31.73")
    assert "Demam" not in text(browser(stranger).get("/jadwal/berhalangan/"))


def test_a_duty_of_the_night_belongs_to_the_day_it_begins_on(budi: Officer) -> None:
    night = assign(make_duty(make_post(), feb(14), "22:00", "06:00"), budi)
    assert gaps_of(report(budi, "leave", feb(15), feb(15))) == []
    first = report(budi, "leave", feb(14), feb(14))
    assert [v.assignment for v in gaps_of(first)] == [night]


def test_one_of_the_same_kind_joins_what_it_overlaps(budi: Officer) -> None:
    for first, last in ((14, 15), (18, 19), (15, 18)):
        report(budi, "leave", feb(first), feb(last))
    assert spans() == [(14, 19)]


def test_one_of_another_kind_is_told(budi: Officer) -> None:
    report(budi, "leave", feb(14), feb(16))
    with pytest.raises(Overlapping, match="14 Feb"):
        report(budi, "illness", feb(16), feb(17))
    response = send(budi, first_day="2024-02-16")
    assert response.status_code == 422
    assert "Sudah dilaporkan" in text(response)
    assert "Demam" in text(response)


def test_sent_twice_it_is_one_and_told_once(budi: Officer, rini: Officer) -> None:
    for _ in range(2):
        assert send(budi).status_code == 302
    assert (len(spans()), len(queued("roster.mail"))) == (1, 1)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("first_day", "2024-02-05"),
        ("first_day", "2034-02-14"),
        ("first_day", "31.02.2024"),
        ("first_day", "0001-01-01"),
        ("first_day", ""),
        ("last_day", "2024-02-13"),
        ("last_day", "9999-12-31"),
        ("last_day", "2024-09-01"),
        ("kind", "malas"),
        ("note", "a\x00b"),
        ("note", "x" * 201),
        ("note", "\u200b"),
    ],
)
def test_bad_input_is_told_at_its_field(budi: Officer, field: str, value: str) -> None:
    response = send(budi, **{field: value})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not Absence.objects.exists()


def test_yesterdays_illness_can_still_be_reported(budi: Officer) -> None:
    assert send(budi, first_day="2024-02-12").status_code == 302


class TestTakingBack:
    """It is one's own, and only what is not over."""

    def test_one_that_is_to_come_is_gone(self, budi: Officer) -> None:
        absence = report(budi, "leave", feb(20), feb(22))
        path = f"/jadwal/berhalangan/{absence.pk}/batal/"
        assert browser(make_officer("sari")).post(path).status_code == 404
        assert browser(budi).post(path).status_code == 302
        assert spans() == []

    def test_one_that_runs_ends_before_today(self, budi: Officer) -> None:
        take_back(report(budi, "leave", feb(12), feb(22)))
        assert spans() == [(12, 12)]

    def test_one_that_is_over_stays(self, budi: Officer, at: Travel) -> None:
        absence = report(budi, "leave", feb(12), feb(13))
        at("2024-02-14 00:01")
        assert not take_back(absence)
        assert spans() == [(12, 13)]


def test_many_absences_want_no_more_queries(
    budi: Officer, rini: Officer, django_assert_max_num_queries: Any
) -> None:
    post, client = make_post(), browser(rini)
    for n in range(4):
        someone = make_officer(f"o{n}", institution=make_institution())
        assign(make_duty(post, feb(14 + n)), someone)
        report(someone, "leave", feb(14), feb(20))
    with django_assert_max_num_queries(8):
        client.get("/jadwal/berhalangan/")
