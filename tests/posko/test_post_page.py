"""The page of one post: every state in words, nothing said that nobody knows."""

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project
from django.test import Client

from posko.models import HoursException, Post, WeeklyHours
from tests.conftest import Travel
from tests.factories.posko import make_operation, make_post
from tests.posko.test_activities import activity, announcement
from tests.posko.test_photos import make_photo
from tests.visiting import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

PATH = "/posko/jakarta-pusat/"


def page(client: Client, prefix: str = "") -> str:
    answer = client.get(prefix + PATH)
    assert answer.status_code == 200
    return text(answer)


def state(client: Client, prefix: str = "") -> str:
    """The sentence that says whether the post is open."""
    words = page(client, prefix).partition('<p class="state')[2]
    return words.partition(">")[2].partition("</p>")[0].strip()


def weekly(post: Post, opens: time, closes: time) -> None:
    for day in range(7):
        WeeklyHours.objects.create(post=post, weekday=day, opens=opens, closes=closes)


@pytest.mark.parametrize(
    ("moment", "hours", "indonesian", "english"),
    [
        ("2024-02-13 09:00", (8, 16), "Buka sekarang - sampai 16.00 WIB",
         "Open now - until 16:00 WIB"),
        ("2024-02-13 07:59", (8, 16), "Tutup, buka hari ini pukul 08.00 WIB",
         "Closed, opens today at 08:00 WIB"),
        ("2024-02-13 16:00", (8, 16), "Tutup, buka lagi Rabu, 14 Februari 2024, 08.00 WIB",
         "Closed, opens again Wednesday 14 February 2024, 08:00 WIB"),
        ("2024-01-02 10:00", (8, 16), "Belum buka, mulai Selasa, 9 Januari 2024, 08.00 WIB",
         "Not open yet, opens Tuesday 9 January 2024, 08:00 WIB"),
        ("2024-02-29 16:00", (8, 16), "Tutup, tidak buka lagi", "Closed, does not open again"),
        ("2024-03-05 10:00", (8, 16), "Masa tugas posko ini sudah berakhir",
         "This post's period is over"),
        # Over midnight: the morning belongs to the evening before.
        ("2024-02-13 22:00", (20, 4), "Buka sekarang - sampai Rabu, 14 Februari 2024, 04.00 WIB",
         "Open now - until Wednesday 14 February 2024, 04:00 WIB"),
        ("2024-02-13 03:00", (20, 4), "Buka sekarang - sampai 04.00 WIB",
         "Open now - until 04:00 WIB"),
        # Midnight is the end of a day, not the beginning of the next.
        ("2024-02-13 22:00", (8, 0), "Buka sekarang - sampai 24.00 WIB",
         "Open now - until 24:00 WIB"),
        ("2024-02-13 22:00", (0, 0),
         "Buka sekarang - sampai Kamis, 29 Februari 2024, 24.00 WIB",
         "Open now - until Thursday 29 February 2024, 24:00 WIB"),
    ],
)  # fmt: skip
def test_each_state_reads_right_in_both_languages(
    client: Client,
    at: Travel,
    moment: str,
    hours: tuple[int, int],
    indonesian: str,
    english: str,
) -> None:
    at(moment)
    weekly(make_post(), time(hours[0]), time(hours[1]))
    assert state(client) == indonesian
    assert state(client, "/en").replace("&#x27;", "'") == english


def test_hours_that_nobody_announced_are_not_called_closed(client: Client) -> None:
    post = make_post()
    post.operation.common_hours.all().delete()
    assert state(client) == "Jam buka belum diumumkan"
    words = page(client)
    assert "Tutup" not in words
    assert '"openingHoursSpecification": []' in words
    assert "belum diumumkan" in text(client.get("/"))


def test_days_say_when_they_end_on_the_next_one_or_never(client: Client) -> None:
    post = make_post()
    weekly(post, time(20), time(4))
    other = {"opens": time(0), "closes": time(0), "reason": "Pemungutan suara"}
    HoursException.objects.create(post=post, day=date(2024, 2, 14), **other)
    HoursException.objects.create(post=post, day=date(2024, 2, 15), reason="Pindahan")
    words = page(client)
    assert "20.00-04.00 WIB</span> (keesokan harinya)" in words
    assert "24 jam" in words
    assert '<strong><span class="nowrap">Tutup' in words
    assert 'Pengecualian: <span lang="id">Pindahan</span>' in words


def test_fourteen_days_with_today_marked_and_holidays_named(client: Client, at: Travel) -> None:
    at("2024-02-08 09:00")
    make_post()
    table = page(client).partition("<tbody>")[2].partition("</tbody>")[0]
    assert table.count("<tr") == 14
    assert table.count("is-today") == 1
    assert "Kamis, 8 Februari 2024 <span" in table
    assert "Isra Mikraj" in table
    english = page(client, "/en")
    assert "Thursday 8 February 2024" in english


def test_after_the_period_no_hours_are_shown(client: Client, at: Travel) -> None:
    at("2024-03-05 10:00")
    make_post()
    words = page(client)
    assert "<tbody>" not in words
    assert "Jam bukanya tidak berlaku lagi" in words
    assert "08.00" not in words


def test_before_the_period_its_first_days_are_shown(client: Client, at: Travel) -> None:
    at("2024-01-02 10:00")
    make_post()
    words = page(client)
    assert "Selasa, 9 Januari 2024" in words
    assert "is-today" not in words


def test_access_says_yes_no_and_not_known(client: Client) -> None:
    make_post(step_free=True, lift=False, access_note="Lewat pintu barat.")
    part = page(client).partition('id="access-title"')[2].partition("</section>")[0]
    assert part.count("<dd>Ya</dd>") == 1
    assert part.count("<strong>Tidak</strong>") == 1
    assert part.count("Tidak diketahui") == 2
    assert "Lewat pintu barat." in part


def test_of_a_building_that_nobody_looked_at_nothing_is_claimed(client: Client) -> None:
    make_post()
    part = page(client).partition('id="access-title"')[2].partition("</section>")[0]
    assert "Belum diketahui" in part
    assert "<dd>" not in part


def test_contacts_are_links_and_what_is_unknown_is_left_out(client: Client) -> None:
    post = make_post()
    assert 'id="contact-title"' not in page(client)
    Post.objects.filter(pk=post.pk).update(phone="+62 (21) 555-0100", email="posko@example.go.id")
    words = page(client)
    assert 'href="tel:+62215550100"' in words
    assert 'href="mailto:posko@example.go.id"' in words


def test_a_post_without_a_position_says_that_there_are_no_directions(client: Client) -> None:
    make_post(latitude=None, longitude=None)
    words = page(client)
    assert "petunjuk arah belum tersedia" in words
    assert "destination=" not in words


def test_it_can_be_shared_and_kept_without_a_script(client: Client, settings: Any) -> None:
    settings.SITE_URL = "https://posko.example.go.id"
    make_post(name="Posko A & B #1?")
    words = page(client, "/en")
    shared = "https%3A%2F%2Fposko.example.go.id%2Fen%2Fposko%2Fjakarta-pusat%2F"
    assert "https://wa.me/?text=Posko%20A%20%26%20B%20%231%3F" in words
    assert words.count(shared) == 2
    assert 'href="webcal://posko.example.go.id/en/posko/jakarta-pusat/kegiatan.ics"' in words
    assert 'id="share" hidden' in words


@pytest.mark.parametrize("name", ["", "kegiatan.ics", "poster.pdf", "foto/{photo}-640.jpg"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_an_unpublished_post_has_nothing_to_show(client: Client, name: str, prefix: str) -> None:
    post = make_post()
    path = prefix + PATH + name.format(photo=make_photo(post).pk)
    assert client.get(path).status_code == 200
    for hidden in (Post.objects.all(), type(post.operation).objects.all()):
        hidden.update(published=False)
        assert client.get(path).status_code == 404
        hidden.update(published=True)


@pytest.mark.parametrize(
    "slug", ["%00", "a%20b", "..%2F", "<b>", "%F0%9F%98%80", "a" * 5000, "JAKARTA-PUSAT", "'--"]
)
def test_odd_slugs_are_404(client: Client, slug: str) -> None:
    make_post()
    for name in ("", "kegiatan.ics", "poster.pdf", "foto/1-640.jpg"):
        assert client.get(f"/posko/{slug}/{name}").status_code == 404


def test_queries_stay_the_same_however_much_happens(
    client: Client, django_assert_num_queries: Any
) -> None:
    post = make_post()
    client.get(PATH)
    make_photo(post)
    activity(post=post)
    announcement(post=post)
    with django_assert_num_queries(10) as one:
        client.get(PATH)
    for number in range(5):
        make_photo(post)
        activity(f"Kegiatan {number}", post=post)
        announcement(f"Kabar {number}", post=post)
        make_post("31.73", slug=f"posko-{number}", operation=make_operation())
    with django_assert_num_queries(len(one.captured_queries)):
        client.get(PATH)


def test_the_page_asks_for_one_script(client: Client) -> None:
    make_post()
    words = page(client)
    assert words.count("<script") == 2  # one of them is data
    assert words.count('rel="stylesheet"') == 1
    assert (Path(project.BASE_DIR) / "static" / "js" / "share.js").stat().st_size < 1200
