"""A page of another site shows a post in a frame and asks the API, in a real browser."""

from collections.abc import Iterator
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.journeys.conftest import Opens
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("size", ["phone"], indirect=True)]

PAGE = """<!doctype html><html lang="id"><head><title>Situs kota</title>
<link rel="icon" href="data:,"></head><body><main><h1>Situs kota</h1>
<iframe src="{framed}" title="Posko" width="100%" height="420" loading="lazy" frameborder="0">
</iframe></main></body></html>"""
ASKS = """async (url) => {
  const answer = await fetch(url);
  return [answer.status, (await answer.json()).items.length];
}"""


@pytest.fixture
def story(posts_alone: datetime) -> datetime:
    """Nobody logs in here."""
    return posts_alone


@pytest.fixture
def city_site() -> Iterator[str]:
    """A site of another origin, whose page frames the address after its question mark."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = PAGE.format(framed=self.path.partition("?")[2]).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def visits(visitor: Visitor, address: str) -> None:
    """Open a page of another site, without the looks that are meant for ours."""
    visitor.page.goto(address)
    visitor.page.wait_for_load_state("networkidle")


def test_a_page_of_a_city_shows_a_post_and_asks_the_api(opens: Opens, city_site: str) -> None:
    voter = opens()
    visits(voter, f"{city_site}/?{voter.address}/sematkan/posko/jakarta-pusat/")
    frame = voter.page.frame_locator("iframe")
    frame.get_by_text("Buka sekarang - sampai 16.00 WIB").wait_for()
    assert frame.get_by_role("heading", name="Posko Bersama Jakarta Pusat").is_visible()
    assert voter.page.evaluate(ASKS, f"{voter.address}/api/v1/posts?open_now=true") == [200, 5]
    assert voter.complaints == []
    assert voter.page.context.cookies() == []
    with voter.page.context.expect_page() as opened:
        frame.get_by_role("link", name="Posko Bersama Jakarta Pusat", exact=True).click()
    assert opened.value.url == f"{voter.address}/posko/jakarta-pusat/"
    opened.value.wait_for_load_state("networkidle")
    assert voter.page.url.startswith(city_site)


def test_no_other_page_lets_itself_be_framed(opens: Opens, city_site: str) -> None:
    voter = opens()
    for path in ("/", "/masuk/", "/sematkan/"):
        voter.complaints.clear()
        visits(voter, f"{city_site}/?{voter.address}{path}")
        # What is there instead is the browser's own page of an error.
        assert voter.page.frame_locator("iframe").locator("#main").count() == 0
        assert any("frame-ancestors" in complaint for complaint in voter.complaints), path


def test_the_pages_about_it_and_what_stands_in_frames_are_accessible(opens: Opens) -> None:
    voter = opens()
    for path in ("/sematkan/", "/api/", "/en/api/", "/sematkan/posko/", "/sematkan/posko/x/"):
        voter.goes_to(path)
        voter.looks_around()
    voter.goes_to("/sematkan/")
    voter.picks("Posko mana?", "Posko Bersama Jakarta Timur")
    voter.presses("Tampilkan kodenya")
    voter.sees("/sematkan/posko/jakarta-timur/")
