"""`/cari/`: what was typed, or where the phone is, leads to a post."""

from typing import Any

import pytest
from django.test import Client

from posko.demonstration import load_posts
from posko.regions import load_regions

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
