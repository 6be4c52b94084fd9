"""A real Chromium before the demonstration's story, cut short, on the eve of the vote."""

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright
from pytest_django.live_server_helper import LiveServer

from config.catalogue import compile_catalogues
from incidents import demonstration
from posko.demonstration import load_posts
from posko.regions import load_regions
from tests.factories.roster import PASSWORD
from tests.journeys.browser import SWITCHES, chromium_path
from tests.journeys.visitor import Visitor

type Opens = Callable[..., Visitor]

SIZES = {"phone": ViewportSize(width=360, height=800), "desk": ViewportSize(width=1280, height=900)}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser, started once."""
    # Playwright runs an event loop in this thread, in which Django would refuse to ask a database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    compile_catalogues()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture
def story(
    transactional_db: None, voting_eve: datetime, monkeypatch: pytest.MonkeyPatch
) -> datetime:
    """The demonstration is loaded, with few incidents; gives what its clock shows."""
    monkeypatch.setattr(demonstration, "INCIDENTS", 30)
    demonstration.load_demonstration(PASSWORD)
    return voting_eve


@pytest.fixture
def posts_alone(transactional_db: None, voting_eve: datetime) -> datetime:
    """The public's part of the story: loads in a moment, for modules in which nobody logs in."""
    load_regions()
    load_posts()
    return voting_eve


@pytest.fixture(params=list(SIZES))
def size(request: pytest.FixtureRequest) -> ViewportSize:
    """How large the screen is."""
    return SIZES[request.param]


@pytest.fixture
def opens(
    chromium: Browser, live_server: LiveServer, story: datetime, size: ViewportSize
) -> Iterator[Opens]:
    """Open a browser for one more person, logged in if a username is given."""
    contexts, visitors = [], []

    def open_browser(username: str = "", **options: Any) -> Visitor:
        context = chromium.new_context(viewport=size, locale="id-ID", **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page: Page = context.new_page()
        visitor = Visitor(page, live_server.url, options.get("java_script_enabled", True))
        visitors.append(visitor)
        if username:
            visitor.logs_in(username)
        return visitor

    yield open_browser
    for visitor in visitors:
        visitor.rests()
    for context in contexts:
        context.close()
