"""News of duties at `/masalah/pemberitahuan/` and in the header, beside the notices of problems."""

import re
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.notices import NoticeKind, notify
from roster.absences import report
from roster.models import AbsenceKind, DutyNews, Officer, Role
from roster.replacing import replace
from roster.swapping import accept, ask
from roster.swapping.terms import Terms
from roster.telling import tell
from tests.factories.posko import make_post
from tests.factories.roster import assign, make_duty, make_institution, make_officer
from tests.incidents.pages import text
from tests.visiting import browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

PAGE, READ = "/masalah/pemberitahuan/", "/masalah/pemberitahuan/dibaca/"
DAY = date(2024, 2, 15)


def count_of(officer: Officer) -> str:
    found = re.search(r'news__count">(\S+)', text(browser(officer).get("/jadwal/saya/")))
    return found[1] if found else ""


def counts(*people: Officer) -> list[str]:
    return [count_of(officer) for officer in people]


def told(officer: Officer, words: str = "Tugas berubah.", **changed: Any) -> DutyNews:
    tell([officer], "Jadwal", words, changed.get("path", "/jadwal/saya/"))
    return DutyNews.objects.of(officer).latest("pk")


@pytest.fixture
def budi() -> Officer:
    return make_officer("budi", institution=make_institution())


@pytest.fixture
def sari() -> Officer:
    return make_officer("sari", institution=make_institution())


@pytest.fixture
def rini() -> Officer:
    return make_officer("rini", Role.KOORDINATOR)


def test_a_swap_is_told_to_whose_turn_it_is_and_never_to_who_took_the_step(
    budi: Officer, sari: Officer, rini: Officer
) -> None:
    other = make_officer("joko", institution=make_institution())
    mine = assign(make_duty(make_post(), DAY), budi)
    swap = ask(Terms(budi, sari, mine), note="", key=uuid4())
    assert counts(budi, sari, rini, other) == ["", "1", "", ""]
    assert "Budi meminta tukar jaga" in text(browser(sari).get(PAGE))
    assert "meminta tukar jaga" not in text(browser(other).get(PAGE))
    accept(swap, sari)
    assert counts(budi, sari, rini, other) == ["1", "1", "1", ""]


def test_a_replacement_is_told_to_both(budi: Officer, sari: Officer, rini: Officer) -> None:
    replace(assign(make_duty(make_post(), DAY), budi), sari)
    assert counts(budi, sari, rini) == ["1", "1", ""]


def test_an_absence_is_told_to_who_plans(budi: Officer, rini: Officer) -> None:
    report(budi, AbsenceKind.ILLNESS, DAY, DAY)
    assert counts(budi, rini) == ["", "1"]


def test_opening_marks_that_one_and_leads_to_its_page(budi: Officer) -> None:
    told(budi)
    item = told(budi, path="/jadwal/tukar/7/")
    response = browser(budi).post(READ, {"duty": item.pk, "open": "1"})
    assert response["Location"] == "/jadwal/tukar/7/"
    assert count_of(budi) == "1"
    assert '<a href="/jadwal/tukar/7/">' in text(browser(budi).get(PAGE))


def test_one_is_marked_without_opening_it(budi: Officer) -> None:
    item = told(budi)
    for _ in range(2):
        assert browser(budi).post(READ, {"duty": item.pk})["Location"] == PAGE
    assert count_of(budi) == ""


def test_another_persons_news_can_not_be_marked_or_opened(budi: Officer, sari: Officer) -> None:
    item = told(budi)
    for form in ({"duty": item.pk}, {"duty": item.pk, "open": "1"}):
        assert browser(sari).post(READ, form).status_code == 404
    browser(sari).post(READ, {"duties_until": item.pk})
    assert count_of(budi) == "1"


@pytest.mark.parametrize("junk", ["", "0", "x", "-1", "9" * 30, "\x00", "²"])
def test_odd_numbers_are_no_error(budi: Officer, junk: str) -> None:
    told(budi)
    for field in ("duty", "duties_until"):
        assert browser(budi).post(READ, {field: junk}).status_code == 404
    assert count_of(budi) == "1"


def test_one_button_reads_both_kinds(budi: Officer) -> None:
    told(budi)
    notify([budi], NoticeKind.INBOX, None, "Pesan baru.")
    assert count_of(budi) == "2"
    client = browser(budi)
    shown = client.get(PAGE).context
    form = {"until": shown["newest"], "duties_until": shown["duties_until"]}
    assert client.post(READ, form)["Location"] == PAGE
    assert count_of(budi) == ""
    assert READ not in text(client.get(PAGE))


def test_both_kinds_together_count_to_99(budi: Officer) -> None:
    tell([budi] * 60, "Jadwal", "Tugas berubah.", "/jadwal/saya/")
    for number in range(40):
        notify([budi], NoticeKind.INBOX, None, f"Pesan {number}.")
    assert count_of(budi) == "99+"


def test_unread_news_comes_first_and_the_list_ends(budi: Officer) -> None:
    for number in range(55):
        told(budi, f"Kabar {number}.")
    first = DutyNews.objects.of(budi).order_by("pk")[10:11].get()
    DutyNews.objects.of(budi).exclude(pk=first.pk).read_now(first.created_at)
    news = browser(budi).get(PAGE).context["duty_news"]
    assert [item.title for item in news][:3] == ["Kabar 10.", "Kabar 54.", "Kabar 53."]
    assert len(news) == 50


def test_the_lines_of_a_plan_stand_below_its_sentence(budi: Officer) -> None:
    told(budi, "Jadwal baru.\n\nBaru:\n- <b>Kamis</b>")
    page = text(browser(budi).get(PAGE))
    assert "</span> Jadwal baru.</p>" in page
    assert "<p>Baru:<br>- &lt;b&gt;Kamis&lt;/b&gt;</p>" in page


@pytest.mark.parametrize("path", [PAGE, "/jadwal/saya/"])
def test_queries_do_not_grow_with_news(budi: Officer, path: str) -> None:
    numbers, client = [], browser(budi)
    for times in (1, 60):
        tell([budi] * times, "Jadwal", "Tugas berubah.", "/jadwal/saya/")
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]
