"""Take the pictures of the README from a running demonstration.

``python -m tests.pictures [address] [password]``; the password is the one that `make run` shows
(or ``DEMO_PASSWORD``).
"""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.journeys.browser import SWITCHES, chromium_path

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
PHONE = ViewportSize(width=360, height=740)
DESK = ViewportSize(width=1280, height=800)


def as_it_is(page: Page) -> None:
    """Leave the page as it came."""


def start_a_report(page: Page) -> None:
    """Fill in what an officer types first."""
    page.locator("label.choice", has_text="Hak pilih").click()


def down_to_today(page: Page) -> None:
    """Bring today's row up."""
    page.locator(".rota__today").first.evaluate("e => e.scrollIntoView()")


def open_a_referred_case(page: Page) -> None:
    """Go to the newest case that waits for an institution."""
    page.locator(".list__link").first.click()


def open_the_first_plan(page: Page) -> None:
    """Go to the newest plan."""
    page.locator("#result_list tbody th a").first.click()


@dataclass(frozen=True)
class Picture:
    """What one picture shows, and to whom."""

    name: str
    path: str
    size: ViewportSize
    username: str = ""
    prepare: Callable[[Page], None] = as_it_is


PICTURES = [
    Picture("home-phone", "/", PHONE),
    Picture("map-phone", "/peta/", PHONE),
    Picture("figures-desk", "/data/", DESK),
    Picture("intake-phone", "/masalah/lapor/", PHONE, "petugas.jp", start_a_report),
    Picture("case-desk", "/masalah/?status=referred", DESK, "koordinator.jp", open_a_referred_case),
    Picture("public-phone", "/lapor/", PHONE),
    Picture("inbox-phone", "/masalah/kotak-masuk/", PHONE, "petugas.jp"),
    Picture("rota-desk", "/jadwal/", DESK, "petugas.jp", down_to_today),
    Picture("mine-phone", "/jadwal/saya/", PHONE, "petugas.jp"),
    Picture("calendar-desk", "/admin/roster/duty/calendar/", DESK, "kesbangpol.jp"),
    Picture("plan-desk", "/admin/roster/plan/", DESK, "administrator", open_the_first_plan),
    Picture("week-desk", "/admin/roster/duty/week/", DESK, "kesbangpol.jp"),
]


def take(picture: Picture, browser: Browser, address: str, password: str) -> None:
    """Open the page as the person it is for and store what the screen shows."""
    page = browser.new_page(viewport=picture.size, locale="id-ID")
    if picture.username:
        page.goto(f"{address}/masuk/")
        page.fill("#id_username", picture.username)
        page.fill("#id_password", password)
        page.click("main button")
        page.locator("#id_password").wait_for(state="detached")
    page.goto(address + picture.path)
    picture.prepare(page)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=IMAGES / f"{picture.name}.png", animations="disabled")
    page.close()


def main(address: str = "http://127.0.0.1:8000", password: str = "") -> None:
    """Take all pictures."""
    password = password or os.environ.get("DEMO_PASSWORD", "")
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=[*SWITCHES, "--disable-lcd-text"]
        )
        for picture in PICTURES:
            take(picture, browser, address, password)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
