"""`/cari/`: what was typed, or where the phone is, leads to a post."""

import logging
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from posko.demonstration import load_posts
from posko.models import Post
from posko.regions import load_regions
from tests.factories.posko import make_post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("voting_eve")]


@pytest.fixture
def jakarta() -> None:
    load_regions()
    load_posts()


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_a_kelurahan_leads_to_its_citys_post_and_says_whether_it_is_open(
    client: Client, jakarta: None
) -> None:
    page = text(client.get("/cari/?q=kebon sirih"))
    assert "Posko Bersama Jakarta Pusat" in page
    assert "Buka sekarang" in page
    assert "Petunjuk arah" in page


def test_what_is_not_found_is_said_with_what_was_typed(client: Client, jakarta: None) -> None:
    page = text(client.get("/cari/?q=Atlantis <b>"))
    assert "Tidak ditemukan apa pun untuk “Atlantis &lt;b&gt;”." in page
    assert 'value="Atlantis &lt;b&gt;"' in page


@pytest.mark.parametrize("typed", ["", "😀", "x" * 10_000, "%_\\", "漢字", "\x00", "' OR 1=1"])
def test_no_search_breaks_it(client: Client, jakarta: None, typed: str) -> None:
    assert client.get("/cari/", {"q": typed}).status_code == 200


def test_search_engines_find_what_leads_to_posts_and_nothing_that_anybody_types(
    client: Client, jakarta: None
) -> None:
    assert "noindex" not in text(client.get("/cari/?q=menteng"))
    assert "noindex" in text(client.get("/cari/?q=obat kuat murah"))
    assert "cari" not in text(client.get("/robots.txt"))


def test_a_position_leads_to_the_nearest_post_first(client: Client, jakarta: None) -> None:
    page = text(client.post("/cari/", {"latitude": "-6.2115", "longitude": "106.9440"}))
    first, second = page.index("Jakarta Timur"), page.index("Jakarta Pusat")
    assert first < second
    assert "0,1 km" in page


def test_a_position_sets_no_cookie_and_needs_none(jakarta: None) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/cari/", {"latitude": "-6.2", "longitude": "106.8"})
    assert (response.status_code, response.cookies) == (200, {})


@pytest.mark.parametrize(
    "position", [{}, {"latitude": "91", "longitude": "0"}, {"latitude": "nan", "longitude": "x"}]
)
def test_no_place_on_earth_is_told(client: Client, jakarta: None, position: dict[str, str]) -> None:
    response = client.post("/cari/", position)
    assert response.status_code == 422
    assert "tidak ada di bumi" in text(response)


def test_between_elections_it_offers_no_search(client: Client) -> None:
    response = client.get("/cari/?q=menteng")
    assert response.status_code == 200
    assert 'name="q"' not in text(response)


def test_a_kelurahan_without_a_post_says_who_serves_it_and_how_far_that_is(
    client: Client, jakarta: None
) -> None:
    page = text(client.get("/cari/?q=kel. gambir"))
    assert "Gambir belum punya posko sendiri; dilayani oleh Posko Bersama Jakarta Pusat." in page
    assert "sekitar 1 km dari pusat kelurahan" in page


def test_a_city_with_a_post_of_its_own_says_nothing_of_the_kind(
    client: Client, jakarta: None
) -> None:
    page = text(client.get("/cari/?q=jakpus"))
    assert "Posko Bersama Jakarta Pusat" in page
    assert "belum punya posko" not in page
    assert "dari pusat" not in page


def test_the_islands_are_served_from_the_mainland_and_told_how_far(
    client: Client, jakarta: None
) -> None:
    page = text(client.get("/cari/?q=pulau tidung"))
    assert "Pulau Tidung belum punya posko sendiri" in page
    assert "Posko Bersama Kepulauan Seribu" in page
    assert "sekitar 54 km dari pusat kelurahan" in page


def test_a_place_that_nobody_serves_is_found_and_shown_the_nearest_posts(
    client: Client, jakarta: None
) -> None:
    page = text(client.get("/cari/?q=Sunter Agung"))
    assert "Belum ada posko yang kami ketahui melayani Sunter Agung." in page
    assert page.index("Posko terdekat di tempat lain") < page.index("Kepulauan Seribu")
    assert "Jakarta Utara</a>" not in page


def test_a_post_is_shown_once(client: Client, jakarta: None) -> None:
    page = text(client.get("/cari/?q=posko bersama jakarta pusat"))
    assert page.count('href="/posko/jakarta-pusat/"') == 1


def test_other_places_of_the_name_are_a_tap_away(client: Client, jakarta: None) -> None:
    page = text(client.get("/cari/?q=menteng"))
    assert "Tempat lain dengan nama serupa" in page
    assert "/cari/?q=31.71.06.1001" in page
    assert "Menteng" in text(client.get("/cari/?q=31.71.06.1001"))


def test_one_letter_is_told_to_be_too_short(client: Client, jakarta: None) -> None:
    assert "sedikitnya dua huruf" in text(client.get("/cari/?q=m"))


def test_what_was_typed_is_told_back_shortened_and_without_control_signs(
    client: Client, jakarta: None
) -> None:
    response = client.get("/cari/", {"q": "q\x00\x07" + "z" * 10_000})
    # The link to the other language leads to the same address, however long that is.
    shown = response.content.partition(b"<main")[2]
    assert shown.count(b"z") < 500
    assert b"\x00" not in response.content
    assert b"\x07" not in response.content


def test_far_from_all_posts_it_says_how_far(client: Client, jakarta: None) -> None:
    surabaya = {"latitude": "-7.2575", "longitude": "112.7521"}
    assert "Posko terdekat sekitar 652 km dari tempat Anda." in text(
        client.post("/cari/", surabaya)
    )
    central = {"latitude": "-6.18", "longitude": "106.83"}
    assert "dari tempat Anda" not in text(client.post("/cari/", central))


def test_without_any_posts_position_nothing_near_is_said_in_words(
    client: Client, jakarta: None
) -> None:
    Post.objects.update(latitude=None, longitude=None)
    page = text(client.post("/cari/", {"latitude": "-6.2", "longitude": "106.8"}))
    assert "belum mengetahui posisi posko" in page
    assert "Buka sekarang" in text(client.get("/cari/?q=menteng"))


def test_a_position_is_kept_nowhere(
    client: Client, jakarta: None, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), CaptureQueriesContext(connection) as queries:
        response = client.post("/cari/", {"latitude": "-6.2345", "longitude": "106.9876"})
    asked = [query["sql"] for query in queries]
    assert all(sql.startswith("SELECT") for sql in asked)
    assert not any("2345" in sql or "9876" in sql for sql in asked)
    told = [r for r in caplog.records if not r.name.startswith("django.db")]
    assert not any("2345" in record.getMessage() for record in told)
    assert "no-store" in response["Cache-Control"]
    assert "2345" not in text(response)
    assert not response.cookies


def test_what_was_typed_may_be_kept_for_seconds(client: Client, jakarta: None) -> None:
    response = client.get("/cari/?q=menteng")
    assert response["Cache-Control"] == "public, max-age=2, s-maxage=1"


def test_it_asks_the_database_the_same_for_five_posts_and_for_many(
    client: Client, jakarta: None
) -> None:
    def count(**request: Any) -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/cari/?q=menteng")
            client.post("/cari/", {"latitude": "-6.2", "longitude": "106.8"})
        return len(queries)

    few = count()
    for number in range(1001, 1006):
        make_post(f"31.71.06.{number}", slug=f"k{number}")
    assert count() == few


@pytest.mark.parametrize(
    ("typed", "is_told"),
    [
        ("Kemang", True),
        ("mentng", True),
        ("menteng", False),
        ("kel. menteng", False),
        ("jakpus", False),
    ],
)
def test_a_guess_is_called_a_guess(
    client: Client, jakarta: None, typed: str, is_told: bool
) -> None:
    page = text(client.get("/cari/", {"q": typed}))
    assert ("Mungkin maksud Anda tempat ini." in page) is is_told
