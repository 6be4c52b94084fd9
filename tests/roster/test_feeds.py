"""A person's calendar feed: the secret is the key, and what it opens tells of nobody else."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from roster.feeds import feed_of, make_feed, turn_off
from roster.models import CalendarFeed, Duty, Officer
from roster.staffing import take_off
from tests.conftest import Travel
from tests.factories.posko import make_post
from tests.factories.roster import assign, make_duty, make_officer
from tests.together import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


@pytest.fixture
def budi() -> Officer:
    return make_officer("budi")


@pytest.fixture
def duty() -> Duty:
    return make_duty(make_post(venue="Gedung A"), date(2024, 2, 14), "22:00", "06:00")


def read(token: str, **headers: Any) -> Any:
    return Client().get(f"/jadwal/kalender/{token}.ics", headers=headers)


def events(token: str) -> list[Any]:
    calendar: Any = Calendar.from_ical(read(token).content)
    return list(calendar.walk("VEVENT"))


def test_a_calendar_reads_ones_duties_without_a_login(budi: Officer, duty: Duty) -> None:
    assign(duty, budi, leads=True)
    assign(duty, make_officer("wati.rahasia"))
    assign(make_duty(duty.post, date(2024, 1, 2)), budi)
    response = read(make_feed(budi))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "private, no-cache"
    assert "Wati" not in response.content.decode()
    calendar: Any = Calendar.from_ical(response.content)
    (event,) = calendar.walk("VEVENT")
    assert event["SUMMARY"] == "Tugas jaga Posko Jakarta Pusat (ketua)"
    assert event["LOCATION"] == "Gedung A, Jalan Contoh 1"
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (duty.starts_at, duty.ends_at)
    assert b"DTSTART:20240214T150000Z" in response.content
    assert event["URL"].endswith("/jadwal/saya/")
    assert event["DTSTAMP"]


def test_a_changed_duty_keeps_its_uid_and_counts_up(budi: Officer, duty: Duty) -> None:
    assign(duty, budi)
    token = make_feed(budi)
    (before,) = events(token)
    moved = Duty.objects.get(pk=duty.pk)
    moved.ends_at = moved.ends_at.replace(hour=22)
    moved.save()
    (after,) = events(token)
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"] == 0
    assert after.decoded("LAST-MODIFIED") >= before.decoded("LAST-MODIFIED")


def test_a_cancelled_duty_vanishes(budi: Officer, duty: Duty) -> None:
    assignment = assign(duty, budi)
    token = make_feed(budi)
    take_off(assignment)
    assert events(token) == []


def test_an_unchanged_calendar_costs_no_bytes(budi: Officer, duty: Duty) -> None:
    assign(duty, budi)
    token = make_feed(budi)
    etag = read(token)["ETag"]
    again = read(token, if_none_match=etag)
    assert (again.status_code, again.content) == (304, b"")


def test_the_old_address_dies_with_the_new_one(budi: Officer) -> None:
    old, new = make_feed(budi), make_feed(budi)
    assert read(old).status_code == 404
    assert read(new).status_code == 200


def test_what_is_turned_off_opens_nothing(budi: Officer) -> None:
    token = make_feed(budi)
    turn_off(budi)
    assert read(token).status_code == 404


def test_a_deactivated_officers_address_opens_nothing(budi: Officer) -> None:
    token = make_feed(budi)
    Officer.objects.update(is_active=False)
    assert read(token).status_code == 404


@pytest.mark.parametrize("token", ["x", "0" * 64, "a" * 3000])
def test_a_guessed_address_is_404(token: str, budi: Officer) -> None:
    make_feed(budi)
    assert read(token).status_code == 404


def test_the_stored_hash_is_no_key(budi: Officer) -> None:
    make_feed(budi)
    assert read(CalendarFeed.objects.get().token_hash).status_code == 404


def test_who_guesses_on_and_on_has_to_wait(budi: Officer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roster.views.feed.MISSES", 2)
    token = make_feed(budi)
    assert [read(f"x{n}").status_code for n in range(3)] == [404, 404, 429]
    assert read(token).status_code == 200


def test_when_it_was_read_last_is_kept_without_a_write_for_every_look(
    budi: Officer, at: Travel
) -> None:
    token = make_feed(budi)
    first = at("2024-02-13 10:00")
    feed_of(token)
    at("2024-02-13 10:30")
    feed_of(token)
    assert CalendarFeed.objects.get().last_read_at == first
    stored: Any = CalendarFeed.objects.get()
    assert stored.events.count() == 1


class TestPage:
    def test_the_address_is_shown_once(self, budi: Officer) -> None:
        client = Client()
        client.force_login(budi)
        made = client.post("/jadwal/kalender/", {"langkah": "buat"})
        address = made.context["address"]
        assert address in made.content.decode()
        assert "webcal://testserver/" in made.content.decode()
        assert "no-store" in made["Cache-Control"]
        assert Client().get(address).status_code == 200
        token = address.rsplit("/", 1)[1].removesuffix(".ics")
        for path in ("/jadwal/kalender/", "/jadwal/saya/"):
            assert token not in client.get(path).content.decode()

    def test_it_is_turned_off(self, budi: Officer) -> None:
        token = make_feed(budi)
        client = Client()
        client.force_login(budi)
        client.post("/jadwal/kalender/", {"langkah": "matikan"})
        assert read(token).status_code == 404

    def test_a_look_makes_nothing(self, budi: Officer) -> None:
        client = Client()
        client.force_login(budi)
        client.get("/jadwal/kalender/?langkah=buat")
        assert not CalendarFeed.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_made_at_once_one_works(budi: Officer) -> None:
    tokens = at_once(*[lambda: make_feed(budi)] * 3)
    assert sum(feed_of(token) is not None for token in tokens) == 1
