"""Whoever is told of a duty finds it on the page of news, with an address or without."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from posko import clock
from roster.models import DutyNews, Officer
from roster.models.news import TEXT_MAX
from roster.telling import tell, tell_each
from tests.factories.roster import make_officer
from tests.jobs import queued
from tests.visiting import browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

PAGE, READ = "/masalah/pemberitahuan/", "/masalah/pemberitahuan/dibaca/"


@pytest.fixture
def budi() -> Officer:
    return make_officer("budi")


def test_somebody_without_an_address_reads_it_on_the_page_and_in_the_header(budi: Officer) -> None:
    tell([budi], "Jadwal", "Anda menggantikan Adi.", "/jadwal/saya/")
    page = text(browser(budi).get(PAGE))
    assert "</span> Anda menggantikan Adi.</p>" in page
    assert '<span class="news__count">1 ' in page
    assert queued("roster.mail") == []


def test_an_address_gets_a_mail_too() -> None:
    tell([make_officer("adi", email="adi@contoh.id")], "Jadwal", "Tugas berubah.", "/jadwal/")
    assert len(queued("roster.mail")) == 1
    assert DutyNews.objects.count() == 1


def test_nobody_reads_what_others_were_told(budi: Officer) -> None:
    tell([budi], "Jadwal", "Rahasia Budi.", "/jadwal/saya/")
    assert "Rahasia Budi" not in text(browser(make_officer("sari")).get(PAGE))


def test_what_is_rolled_back_was_never_told(budi: Officer) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        tell([budi], "Jadwal", "Tidak jadi.", "/jadwal/")
        raise ZeroDivisionError
    assert not DutyNews.objects.exists()


def test_reading_counts_for_what_was_on_the_screen_and_for_oneself_only(budi: Officer) -> None:
    sari = make_officer("sari")
    tell([budi, sari], "Jadwal", "Tugas berubah.", "/jadwal/saya/")
    seen = DutyNews.objects.get(officer=budi)
    tell([budi], "Jadwal", "Berubah lagi.", "/jadwal/saya/")
    assert browser(budi).post(READ, {"duties_until": seen.pk}).status_code == 302
    unread = DutyNews.objects.unread()
    assert [(n.officer.username, n.text) for n in unread.order_by("pk")] == [
        ("sari", "Tugas berubah."), ("budi", "Berubah lagi."),
    ]  # fmt: skip
    seen.refresh_from_db()
    assert seen.read_at == clock.now()


@pytest.mark.parametrize("junk", ["x", "-1", "9" * 30, "\x00"])
def test_junk_marks_nothing(budi: Officer, junk: str) -> None:
    tell([budi], "Jadwal", "Tugas berubah.", "/jadwal/saya/")
    assert browser(budi).post(READ, {"duties_until": junk}).status_code in (302, 404)
    assert DutyNews.objects.unread().count() == 1


def test_markup_stays_text(budi: Officer) -> None:
    tell([budi], "Jadwal", "<b>Tebal</b>", "/jadwal/saya/")
    assert "&lt;b&gt;Tebal" in text(browser(budi).get(PAGE))


def test_a_long_text_ends_in_sight_and_the_mail_has_all_of_it() -> None:
    tell([make_officer("adi", email="adi@contoh.id")], "Jadwal", "x" * 3000, "/jadwal/")
    news = DutyNews.objects.get().text
    assert (len(news), news[-2:]) == (TEXT_MAX, "x…")
    (letter,) = queued("roster.mail")
    assert "x" * 3000 in letter["text"]


def test_what_each_is_told_is_stored_at_once() -> None:
    people = [make_officer(f"budi{number}") for number in range(12)]
    with CaptureQueriesContext(connection) as queries:
        tell_each([(one, f"Untuk {one.username}.") for one in people], "Jadwal", "/jadwal/saya/")
    assert len([q for q in queries if "roster_dutynews" in q["sql"]]) == 1
    assert DutyNews.objects.of(people[7]).get().text == "Untuk budi7."
