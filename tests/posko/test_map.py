"""`/peta/`: every post is in the list, and on the drawing where its place is known."""

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from posko.models import Operation, Post, Region
from tests.factories.posko import make_operation, make_post
from tests.visiting import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


def page(client: Client, query: str = "") -> str:
    answer = client.get(f"/peta/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def listed(html: str) -> list[str]:
    return re.findall(r'class="place".*?<a href="[^"]*">([^<]*)</a>', html)


def drawn(html: str) -> list[str]:
    return re.findall(r'<g class="sketch__post.*?<text[^>]*>([^<]*)</text>', html)


def many(count: int) -> None:
    """Store ``count`` posts, one a kelurahan."""
    villages = Region.objects.filter(level="kelurahan")[:count]
    operation = make_operation()
    Post.objects.bulk_create(
        Post(
            operation=operation, region=village, name=f"Posko {village.name}",
            slug=f"posko-{village.code.replace('.', '-')}", address=f"Jalan {village.name} 1",
            latitude=village.latitude, longitude=village.longitude, published=True,
        )
        for village in villages
    )  # fmt: skip


def test_the_list_has_every_post_by_city_with_its_state_and_the_way(client: Client) -> None:
    make_post("31.71")
    make_post("31.74", latitude=-6.26, longitude=106.81)
    html = page(client)
    assert listed(html) == ["Posko Jakarta Pusat", "Posko Jakarta Selatan"]
    assert html.index("Jakarta Pusat</h2>") < html.index("Jakarta Selatan</h2>")
    assert html.count("Buka sekarang - sampai 16.00 WIB") == 2
    assert html.count("Petunjuk arah") == 2


def test_the_drawing_bears_the_numbers_of_the_list(client: Client) -> None:
    make_post("31.71")
    make_post("31.74", latitude=-6.26, longitude=106.81)
    html = page(client)
    assert drawn(html) == ["1", "2"]
    assert re.findall(r'place__number"[^>]*>(\d+)<', html) == ["1", "2"]


def test_posts_at_one_place_are_one_mark_that_says_how_many(client: Client) -> None:
    make_post("31.71")
    make_post("31.73")
    assert drawn(page(client)) == ["2×"]


def test_a_post_without_a_position_is_in_the_list_alone_and_says_so(client: Client) -> None:
    make_post("31.71")
    make_post("31.74", latitude=None, longitude=None)
    html = page(client)
    assert drawn(html) == ["1"]
    assert html.count("data-at=") == 1
    assert html.count("Letaknya di peta belum diketahui.") == 1


def test_without_any_position_the_list_is_enough(client: Client) -> None:
    make_post("31.71", latitude=None, longitude=None)
    html = page(client)
    assert listed(html) == ["Posko Jakarta Pusat"]
    assert 'class="sketch"' not in html
    assert "leaflet" not in html


@pytest.mark.parametrize("position", [(-6.18, 106.83), (55.75, 37.61), (90.0, 180.0), (0.0, 0.0)])
def test_any_place_on_earth_can_be_drawn(client: Client, position: tuple[float, float]) -> None:
    make_post("31.71")
    make_post("31.74", latitude=position[0], longitude=position[1])
    assert len(listed(page(client))) == 2


def test_what_is_not_published_is_not_there(client: Client) -> None:
    make_post("31.71")
    make_post("31.74", published=False)
    html = page(client)
    assert listed(html) == ["Posko Jakarta Pusat"]
    assert "Jakarta Selatan" not in html


def test_coordinates_are_written_with_a_point_in_both_languages(client: Client) -> None:
    make_post("31.71")
    assert 'data-at="-6.18,106.83"' in page(client)
    assert 'data-at="-6.18,106.83"' in client.get("/en/peta/").content.decode()


def test_a_city_can_be_seen_alone(client: Client) -> None:
    make_post("31.71")
    make_post("31.74")
    html = page(client, "?kota=31.74")
    assert listed(html) == ["Posko Jakarta Selatan"]
    assert "<h1>Peta: Jakarta Selatan</h1>" in html


def test_a_city_without_a_post_says_so(client: Client) -> None:
    make_post("31.71")
    html = page(client, "?kota=31.72")
    assert "Belum ada posko yang diumumkan di Jakarta Utara." in html


@pytest.mark.parametrize("odd", ["x", "31.7", "31", "31.71.06", "%00", "%F0%9F%97%BA", "9" * 5000])
def test_odd_cities_show_all_posts(client: Client, odd: str) -> None:
    make_post("31.71")
    assert listed(page(client, f"?kota={odd}")) == ["Posko Jakarta Pusat"]


def test_between_elections_it_says_so(client: Client) -> None:
    make_post("31.71")
    Operation.objects.update(published=False)
    assert "peta" in page(client)
    assert "Posko Jakarta Pusat" not in page(client)


def test_many_posts_are_folded_by_city_in_as_many_queries_as_few(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_post("31.71")
    with django_assert_num_queries(8):
        page(client)
    many(250)
    with django_assert_num_queries(8):
        html = page(client)
    assert len(listed(html)) == 251
    assert html.count("<details") == 6
    assert re.search(r"<summary>Jakarta Pusat.*?\d+ posko, \d+ buka sekarang", html, re.S)


@pytest.mark.parametrize(
    ("tiles", "allowed"),
    [
        ("https://tiles.example/{z}/{x}/{y}.png", "img-src 'self' data: https://tiles.example;"),
        (
            "https://{s}.tiles.example/{z}/{x}/{y}.png",
            "img-src 'self' data: https://*.tiles.example;",
        ),
        ("", "img-src 'self' data:;"),
        ("nonsense", "img-src 'self' data:;"),
    ],
)
def test_pictures_come_from_the_tile_server_on_this_page_alone(
    client: Client, settings: Any, tiles: str, allowed: str
) -> None:
    settings.TILES_URL = tiles
    make_post("31.71")
    assert allowed in client.get("/peta/").headers["Content-Security-Policy"] + ";"
    assert "img-src 'self';" in client.get("/").headers["Content-Security-Policy"] + ";"


def test_it_reads_without_pictures(client: Client) -> None:
    make_post("31.71")
    words = text(client.get("/peta/"))
    assert "Gambar tanpa garis pantai dan jalan" in words
