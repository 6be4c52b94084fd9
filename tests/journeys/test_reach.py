"""Reaching things: by keyboard, by thumb, in the dark."""

import pytest

from tests.journeys.conftest import Opens

pytestmark = pytest.mark.browser

# What somebody at a post opens in a day.
PAGES = [
    "/masalah/",
    "/masalah/lapor/",
    "/masalah/JP-2024-000001/",
    "/masalah/JP-2024-000001/catatan/",
    "/masalah/JP-2024-000001/lampirkan/",
    "/masalah/kotak-masuk/",
    "/masalah/pemberitahuan/",
    "/masalah/pemberitahuan/pengaturan/",
    "/jadwal/",
    "/jadwal/saya/",
]
PUBLIC_PAGES = ["/", "/posko/jakarta-pusat/", "/lapor/", "/lacak/", "/masuk/"]
SEND = "Simpan dan beri nomor"


def test_the_keyboard_alone_reaches_the_button_that_sends(opens: Opens) -> None:
    officer = opens("petugas.jp")
    officer.goes_to("/masalah/lapor/")
    passed: list[str] = []
    while SEND not in passed:
        assert len(passed) < 60, passed
        officer.page.keyboard.press("Tab")
        passed.append(officer.page.evaluate("document.activeElement.textContent.trim()"))
    assert passed[0] == "Langsung ke isi"

    officer.goes_to("/masalah/lapor/")
    officer.page.keyboard.press("Tab")
    officer.page.keyboard.press("Enter")
    officer.page.keyboard.press("Tab")
    inside = "document.querySelector('main form').contains(document.activeElement)"
    assert officer.page.evaluate(inside)


def test_what_a_thumb_hits_is_large_enough(opens: Opens) -> None:
    officer = opens("petugas.jp")
    for page in PUBLIC_PAGES[:-1] + PAGES:
        officer.goes_to(page)
        assert officer.small_targets() == [], page


def test_the_dark_theme_is_as_readable(opens: Opens) -> None:
    visitor = opens(color_scheme="dark")
    for page in PUBLIC_PAGES:
        visitor.goes_to(page)
    coordinator = opens("koordinator.jp", color_scheme="dark")
    for page in PAGES:
        assert coordinator.goes_to(page) == 200
