"""The map of `/peta/`: with and without scripts, whatever the tile server does."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from posko.models import Operation, Post, Region
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("size", ["phone"], indirect=True)]

PINS = "() => [...document.querySelectorAll('.pin')].map((p) => p.textContent).join()"
type Opens = Callable[..., Visitor]


@pytest.fixture
def story(posts_alone: datetime) -> datetime:
    """Nobody logs in here."""
    return posts_alone


TILES = "https://tiles.example/{z}/{x}/{y}.png"
# The smallest PNG there is: one clear point.
TILE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c02"
    "0000000b4944415478da6364f80f00010501012718e3660000000049454e44ae426082"
)


@pytest.fixture(autouse=True)
def tiles(settings: Any) -> None:
    settings.TILES_URL = TILES
    settings.TILES_ATTRIBUTION = "© Contoh"


def answer_tiles(page: Page) -> list[str]:
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.headers.get("referer", ""))
        route.fulfill(body=TILE, content_type="image/png")

    page.route("https://tiles.example/**", answer)
    return asked


def test_the_map_takes_the_place_of_the_drawing_and_tells_of_a_post(opens: Opens) -> None:
    stranger = opens()
    page = stranger.page
    asked = answer_tiles(page)
    stranger.goes_to("/peta/")
    expect(page.locator(".leaflet-container .pin").first).to_be_visible()
    assert page.locator(".sketch").count() == 0
    expect(page.locator("#map-status")).to_have_text("")
    assert asked
    # The tile server learns from which site it is asked, not who looks at what.
    assert all(referer.count("/") == 3 for referer in asked)
    page.get_by_role("button", name="Lihat di peta Posko Bersama Jakarta Barat").click()
    popup = page.locator(".leaflet-popup")
    expect(popup).to_contain_text("Buka sekarang")
    popup.get_by_role("link", name="Posko Bersama Jakarta Barat", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Posko Bersama Jakarta Barat")


def test_marks_are_reached_and_opened_by_keyboard(opens: Opens) -> None:
    stranger = opens()
    page = stranger.page
    answer_tiles(page)
    stranger.goes_to("/peta/")
    pin = page.get_by_role("button", name="Posko Bersama Jakarta Timur", exact=True)
    pin.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".leaflet-popup")).to_contain_text("Posko Bersama Jakarta Timur")


def test_a_broken_tile_server_leaves_the_marks_and_says_so(opens: Opens) -> None:
    stranger = opens()
    page = stranger.page
    page.route(
        "https://tiles.example/**", lambda route: route.fulfill(body="", content_type="image/png")
    )
    stranger.goes_to("/peta/")
    expect(page.locator("#map-status")).to_contain_text("Latar peta tidak dapat dimuat.")
    expect(page.locator(".pin").first).to_be_visible()
    expect(page.locator(".city").first).to_be_visible()


def test_many_posts_are_clusters_that_open(opens: Opens) -> None:
    operation = Operation.objects.get(slug="pemilu-2024")
    villages = Region.objects.filter(level="kelurahan")
    Post.objects.bulk_create(
        Post(
            operation=operation, region=village, name=f"Posko {village.name}",
            slug=f"posko-{village.code.replace('.', '-')}", address="Jalan Contoh",
            latitude=village.latitude, longitude=village.longitude, published=True,
        )
        for village in villages
    )  # fmt: skip
    stranger = opens()
    page = stranger.page
    answer_tiles(page)
    stranger.goes_to("/peta/")
    cluster = page.get_by_role("button", name="posko di sini, perbesar").first
    expect(cluster).to_be_visible()
    assert page.locator(".pin").count() < 80
    before = page.evaluate(f"({PINS})()")
    cluster.focus()
    page.keyboard.press("Enter")
    page.wait_for_function(
        f"before => ({PINS})() !== before",
        arg=before,
    )


def test_without_scripts_the_drawing_and_the_list_tell_all(opens: Opens) -> None:
    stranger = opens(java_script_enabled=False)
    page = stranger.page
    stranger.goes_to("/peta/")
    expect(page.get_by_role("img", name="Letak posko")).to_be_visible()
    expect(page.locator(".place")).to_have_count(5)
    page.get_by_role("link", name="Posko Bersama Jakarta Pusat", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Posko Bersama Jakarta Pusat")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_stands_in_the_way_of_anybody(opens: Opens, scheme: str) -> None:
    stranger = opens(color_scheme=scheme)
    answer_tiles(stranger.page)
    stranger.goes_to("/peta/")
    expect(stranger.page.locator(".pin").first).to_be_visible()
    stranger.looks()
