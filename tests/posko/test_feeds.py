"""What calendar programs (RFC 5545) and feed readers (RFC 4287) get."""

from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from icalendar import Calendar

from posko import clock
from posko.models import Activity
from tests.conftest import Travel
from tests.factories.activities import make_activity, make_announcement
from tests.factories.posko import make_operation, make_post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

ATOM = "{http://www.w3.org/2005/Atom}"
NASTY = "Rapat; \\ 'a', \"b\"\nBEGIN:VALARM\x07\x0b " + "é😀" * 60


def events(response: Any) -> list[Any]:
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


def feed(client: Client, path: str = "/kegiatan.atom") -> ElementTree.Element:
    return ElementTree.fromstring(client.get(path).content)  # noqa: S314 - our own


def inside(element: ElementTree.Element, *names: str) -> Any:
    for name in names:
        element = element.find(f"{ATOM}{name}")  # type: ignore[assignment]
    return element


def test_a_calendar_is_folded_utc_and_says_when_to_look_again(client: Client) -> None:
    make_activity(description=NASTY)
    body = client.get("/kegiatan.ics").content
    lines = body.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert b"DTSTART:20240213T040000Z" in lines
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H" in lines
    assert b"VERSION:2.0" in lines
    assert b"BEGIN:VALARM" not in lines
    (event,) = events(client.get("/kegiatan.ics"))
    # Control signs, which the format can't hold, are gone; all else is as it was typed.
    assert str(event["DESCRIPTION"]) == NASTY.replace("\x07", "").replace("\x0b", "")


def test_a_cancelled_activity_is_taken_out_of_calendars(client: Client) -> None:
    activity = make_activity()
    (before,) = events(client.get("/kegiatan.ics"))
    Activity.objects.filter(pk=activity.pk).update(
        cancelled=True, changed_at=activity.changed_at + timedelta(seconds=5)
    )
    (after,) = events(client.get("/kegiatan.ics"))
    assert str(before["STATUS"]) == "CONFIRMED"
    assert str(after["STATUS"]) == "CANCELLED"
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] == before["SEQUENCE"] + 5 < 2**31
    assert str(after["SUMMARY"]).startswith("Dibatalkan: ")


def test_the_same_rows_give_the_same_file_and_the_address_stays(client: Client) -> None:
    activity = make_activity()
    first = client.get("/kegiatan.ics").content
    assert first == client.get("/kegiatan.ics").content
    (event,) = events(client.get("/kegiatan.ics"))
    assert str(event["UID"]) == f"kegiatan-{activity.pk}@127.0.0.1"
    assert str(event["URL"]) == f"http://127.0.0.1:8000/kegiatan/{activity.pk}/"


def test_one_activity_is_a_file_of_its_own(client: Client) -> None:
    activity = make_activity()
    make_activity("Lain")
    response = client.get(f"/kegiatan/{activity.pk}.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert "attachment" in response["Content-Disposition"]
    assert [str(event["SUMMARY"]) for event in events(response)] == [activity.title]


def test_yesterday_stays_in_the_calendar_and_last_year_goes(client: Client) -> None:
    make_activity("Kemarin", clock.now() - timedelta(days=1))
    make_activity("Lama", clock.now() - timedelta(days=31))
    assert [str(event["SUMMARY"]) for event in events(client.get("/kegiatan.ics"))] == ["Kemarin"]


def test_english_calendars_and_feeds_stand_under_their_own_address(client: Client) -> None:
    make_activity("Rapat", title_en="Meeting", description="Isi", description_en="Contents")
    (event,) = events(client.get("/en/kegiatan.ics"))
    assert str(event["SUMMARY"]) == "Meeting"
    assert str(event["DESCRIPTION"]) == "Contents"
    english, indonesian = feed(client, "/en/kegiatan.atom"), feed(client)
    assert inside(english, "entry", "title").text == "Meeting"
    assert "Contents" in inside(english, "entry", "summary").text
    assert inside(english, "id").text != inside(indonesian, "id").text
    assert inside(english, "entry", "id").text != inside(indonesian, "entry", "id").text


def test_the_feed_has_what_the_standard_wants(client: Client) -> None:
    activity = make_activity()
    make_announcement()
    found = feed(client)
    assert found.tag == f"{ATOM}feed"
    assert inside(found, "author", "name").text == "Posko Bersama"
    links = {link.get("rel"): link.get("href") for link in found.findall(f"{ATOM}link")}
    assert links["self"] == "http://127.0.0.1:8000/kegiatan.atom"
    entries = found.findall(f"{ATOM}entry")
    assert len(entries) == 2
    for part in (found, *entries):
        assert inside(part, "id").text.startswith("tag:127.0.0.1,2024:")
        assert inside(part, "title").text
        assert datetime.fromisoformat(inside(part, "updated").text).tzinfo
    ids = [inside(part, "id").text for part in (found, *entries)]
    assert len(set(ids)) == 3
    hrefs = [inside(entry, "link").get("href") for entry in entries]
    assert f"http://127.0.0.1:8000/kegiatan/{activity.pk}/" in hrefs


def test_an_announcement_is_as_new_as_the_moment_it_was_shown(client: Client) -> None:
    item = make_announcement()
    type(item).objects.filter(pk=item.pk).update(changed_at=datetime(2024, 1, 1, tzinfo=UTC))
    updated = datetime.fromisoformat(inside(feed(client), "entry", "updated").text)
    assert updated == item.shown_from


def test_no_sign_and_no_markup_breaks_the_feed(client: Client) -> None:
    make_announcement("<b>\x0b&\x07", body=NASTY + "<script>x</script> 1 < 2")
    entry = inside(feed(client), "entry")
    assert inside(entry, "title").text == "<b>&"
    # Readers take the text for HTML: what was typed is escaped in it.
    assert "&lt;script&gt;x&lt;/script&gt; 1 &lt; 2" in inside(entry, "summary").text
    assert inside(entry, "summary").get("type") == "html"


def test_an_empty_feed_is_valid_and_does_not_change_by_itself(client: Client, at: Travel) -> None:
    make_operation()
    first = client.get("/kegiatan.atom").content
    at("2024-02-14 09:00")
    assert client.get("/kegiatan.atom").content == first
    assert inside(feed(client), "updated").text == "2024-01-01T00:00:00+00:00"


def test_what_was_taken_out_is_noticed_by_who_asks_by_date(client: Client) -> None:
    make_activity()
    response = client.get("/kegiatan.atom")
    assert "Last-Modified" not in response
    assert response["Cache-Control"] == "public, max-age=2, s-maxage=1"
    assert client.post("/kegiatan.atom").status_code == 405


def test_a_posts_page_of_activities_offers_its_own_calendar(client: Client) -> None:
    post = make_post()
    make_activity(post=post)
    page = client.get("/kegiatan/").content.decode()
    assert 'href="webcal://127.0.0.1:8000/kegiatan.ics"' in page
    assert f'value="{post.slug}"' in page
