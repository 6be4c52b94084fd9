"""Activities and announcements: on pages, in calendars, in the feed."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from posko import clock
from posko.clock import JAKARTA
from posko.models import Activity, Announcement
from tests.factories.posko import make_operation, make_post
from tests.factories.roster import make_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


def activity(
    title: str = "Sosialisasi pemilih pemula", hours: float = 2, **fields: Any
) -> Activity:
    """Store an activity that begins in so many hours and lasts one."""
    start = clock.now() + timedelta(hours=hours)
    defaults = {"kind": "outreach", "starts_at": start, "ends_at": start + timedelta(hours=1)}
    defaults |= {"published": True, "operation": make_operation()}
    if "post" not in fields:
        defaults["place"] = "Balai Warga"
    return Activity.objects.create(title=title, **{**defaults, **fields})


def announcement(title: str = "Posko pindah", **fields: Any) -> Announcement:
    """Store an announcement that is shown since an hour."""
    defaults = {"body": "Ke lantai 2.", "shown_from": clock.now() - timedelta(hours=1)}
    return Announcement.objects.create(
        operation=make_operation(), title=title, **{**defaults, **fields}
    )


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_what_comes_is_listed_by_day_and_what_is_over_is_not(client: Client) -> None:
    activity()
    activity("Rapat kemarin", hours=-30)
    activity("Rapat yang belum selesai", hours=-0.5)
    page = text(client.get("/kegiatan/"))
    assert "Selasa, 13 Februari 2024" in page
    assert "Sosialisasi pemilih pemula" in page
    assert "Rapat yang belum selesai" in page
    assert "Rapat kemarin" not in page


def test_drafts_and_activities_of_drafts_are_nobodys_business(client: Client) -> None:
    activity("Konsep", published=False)
    activity("Di posko yang belum terbit", post=make_post("31.71", published=False))
    for path in ("/kegiatan/", "/kegiatan.ics", "/kegiatan.atom"):
        page = client.get(path).content.decode()
        assert "Konsep" not in page
        assert "Di posko" not in page


def test_a_post_shows_its_own_and_those_of_all_but_no_other_posts(client: Client) -> None:
    here, there = make_post("31.71"), make_post("31.73")
    activity("Di sini", post=here)
    activity("Di sana", post=there)
    activity("Di mana-mana")
    page = text(client.get(here.get_absolute_url()))
    assert "Di sini" in page
    assert "Di mana-mana" in page
    assert "Di sana" not in page


def test_announcements_are_shown_in_their_time(client: Client) -> None:
    now = clock.now()
    announcement("Sekarang", shown_until=now + timedelta(hours=1))
    announcement("Nanti", shown_from=now + timedelta(minutes=1))
    announcement("Lewat", shown_until=now)
    announcement("Konsep", shown_from=None)
    page = text(client.get("/kegiatan/"))
    assert "Sekarang" in page
    for hidden in ("Nanti", "Lewat", "Konsep"):
        assert hidden not in page


def test_what_is_announced_for_all_stands_on_the_first_page(client: Client) -> None:
    announcement("Untuk semua")
    announcement("Untuk satu", post=make_post())
    page = text(client.get("/"))
    assert "Untuk semua" in page
    assert "Untuk satu" not in page


def test_markup_stays_text(client: Client) -> None:
    announcement("<script>x</script>", body="<img src=x onerror=y>")
    page = client.get("/kegiatan/").content.decode()
    assert "<script>x" not in page
    assert "<img src=x" not in page


def test_a_calendar_holds_them_with_their_times_and_places(client: Client) -> None:
    post = make_post()
    one = activity(post=post)
    response = client.get("/kegiatan.ics")
    assert response["Content-Type"].startswith("text/calendar")
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert event["SUMMARY"] == one.title
    assert event.decoded("DTSTART") == one.starts_at
    assert event["LOCATION"] == f"{post.name}, {post.address}"


def test_a_posts_calendar_leaves_other_posts_out(client: Client) -> None:
    here = make_post("31.71")
    activity("Di sini", post=here)
    activity("Di sana", post=make_post("31.73"))
    found = Calendar.from_ical(client.get(f"/posko/{here.slug}/kegiatan.ics").content)
    assert [str(event["SUMMARY"]) for event in found.walk("VEVENT")] == ["Di sini"]
    assert client.get("/posko/tidak-ada/kegiatan.ics").status_code == 404


def test_the_feed_names_both_and_stays_the_same_for_the_same(client: Client) -> None:
    activity()
    announcement()
    first, again = client.get("/kegiatan.atom"), client.get("/kegiatan.atom")
    assert first["Content-Type"].startswith("application/atom+xml")
    assert "Posko pindah" in first.content.decode()
    assert "Sosialisasi pemilih pemula" in first.content.decode()
    assert first.content == again.content


def test_queries_do_not_grow(client: Client, django_assert_num_queries: Any) -> None:
    post = make_post()
    activity(post=post)
    announcement(post=post)
    with django_assert_num_queries(4) as one:
        client.get("/kegiatan/")
    for number in range(5):
        activity(f"Nomor {number}", post=make_post(slug=f"p{number}"))
    with django_assert_num_queries(len(one.captured_queries)):
        client.get("/kegiatan/")


def test_kesbangpol_announces_for_a_post_of_its_own_only() -> None:
    here, there = make_post("31.71"), make_post("31.73")
    client = Client()
    client.force_login(make_officer("kesbangpol", "kesbangpol"))
    start = datetime(2024, 2, 15, 9, tzinfo=JAKARTA)

    def send(post: Any) -> Any:
        return client.post(
            "/admin/posko/activity/add/",
            {
                "operation": here.operation_id, "post": post, "kind": "meeting", "title": "Rapat",
                "starts_at_0": f"{start:%Y-%m-%d}", "starts_at_1": "09:00:00",
                "ends_at_0": f"{start:%Y-%m-%d}", "ends_at_1": "10:00:00", "published": "on",
            },
        )  # fmt: skip

    assert send("").status_code == 200
    assert send(there.pk).status_code == 200
    assert not Activity.objects.exists()
    assert send(here.pk).status_code == 302
    assert Activity.objects.get().post == here
