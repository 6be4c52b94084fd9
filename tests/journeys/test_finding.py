"""Where do I go, what happens there: with a position or without, by hand or by keyboard."""

from datetime import datetime
from typing import Any

import pytest

from tests.journeys.conftest import Opens
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser
phone = pytest.mark.parametrize("size", ["phone"], indirect=True)


@pytest.fixture
def story(posts_alone: datetime) -> datetime:
    """Nobody logs in here."""
    return posts_alone


PULO_GEBANG: dict[str, Any] = {"latitude": -6.2115, "longitude": 106.944}
# What a phone answers instead of a position: a stand-in for hardware that fails.
ANSWERS = "navigator.geolocation.getCurrentPosition = (found, refused) => refused({ code: %d });"


def taps_near_me(voter: Visitor, answer: str) -> None:
    """Reach the button by keyboard, press it and wait for words of the answer."""
    voter.part("#near button").focus()
    voter.page.keyboard.press("Enter")
    voter.page.locator("main").get_by_text(answer).first.wait_for()


@phone
def test_a_position_that_is_allowed_leads_to_the_nearest_post(opens: Opens) -> None:
    voter = opens(permissions=["geolocation"], geolocation=PULO_GEBANG)
    voter.goes_to("/cari/")
    taps_near_me(voter, "Posko di dekat Anda")
    voter.sees("0,1 km")
    assert voter.texts(".card__title")[0] == "Posko Bersama Jakarta Timur"
    assert "106" not in voter.page.url
    voter.looks_around()
    voter.page.go_back()
    assert voter.page.input_value("[name=latitude]") == ""


@phone
def test_far_from_all_posts_it_is_told_how_far(opens: Opens) -> None:
    surabaya = {"latitude": -7.2575, "longitude": 112.7521}
    voter = opens(permissions=["geolocation"], geolocation=surabaya)
    voter.goes_to("/cari/")
    taps_near_me(voter, "Posko terdekat sekitar 652 km dari tempat Anda.")


@pytest.mark.parametrize(
    ("code", "words"),
    [(1, "tidak mengizinkan posisi"), (2, "ketik nama kelurahan"), (3, "terlalu lama")],
)
@phone
def test_without_a_position_it_says_why_and_what_to_do(opens: Opens, code: int, words: str) -> None:
    voter = opens()
    voter.page.add_init_script(ANSWERS % code)
    voter.goes_to("/cari/")
    taps_near_me(voter, words)
    voter.looks_around()
    assert voter.part("#near button").get_attribute("aria-disabled") == "false"


@phone
def test_a_browser_that_refuses_says_so(opens: Opens) -> None:
    voter = opens(permissions=[])
    voter.goes_to("/cari/")
    taps_near_me(voter, "Silakan ketik nama kelurahan Anda")


@phone
def test_an_insecure_connection_is_named(opens: Opens) -> None:
    voter = opens()
    voter.page.add_init_script("Object.defineProperty(window, 'isSecureContext', {value: false})")
    voter.goes_to("/cari/")
    taps_near_me(voter, "sambungan aman (https)")


@phone
def test_without_scripts_there_is_no_such_button_and_typing_works(opens: Opens) -> None:
    voter = opens(java_script_enabled=False)
    voter.goes_to("/cari/")
    assert not voter.part("#near").is_visible()
    voter.page.fill("#find-q", "kel. mentng")
    voter.page.press("#find-q", "Enter")
    voter.sees("Menteng belum punya posko sendiri; dilayani oleh Posko Bersama Jakarta Pusat.")


@phone
def test_every_answer_is_accessible(opens: Opens) -> None:
    voter = opens()
    for query in ("menteng", "sunter agung", "atlantis", "m", "posko", "31.71"):
        assert voter.goes_to(f"/cari/?q={query}") == 200
        voter.looks_around()


def test_the_calendar_is_walked_by_keyboard(opens: Opens) -> None:
    voter = opens()
    voter.goes_to("/kegiatan/")
    voter.looks_around()
    voter.follows("Kalender")
    voter.sees("Februari 2024", "Hari Pemilihan Umum", "Hari ini")
    voter.looks_around()
    voter.part("a[rel=prev]").focus()
    voter.page.keyboard.press("Enter")
    voter.sees("Januari 2024", "Pembekalan petugas posko")
    voter.part("a[rel=next]").focus()
    # What follows by Tab: the days' activities, in their order.
    for title in ("Sosialisasi cara memberikan suara", "Pembekalan petugas posko"):
        voter.page.keyboard.press("Tab")
        focused = voter.page.evaluate("document.activeElement.textContent")
        assert title in focused
    voter.page.keyboard.press("Enter")
    voter.waits_for("Kegiatan ini sudah selesai.")
    voter.sees("Contoh untuk demonstrasi")
    voter.looks_around()
    voter.goes_to("/en/kegiatan/?bulan=2024-02")
    voter.sees("Coordination before voting day")
    voter.looks_around()
