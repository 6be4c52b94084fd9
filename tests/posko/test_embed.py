"""Posts in frames of other sites: bare, the same for all, and nothing else may be framed."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from posko.demonstration import load_posts
from posko.models import Operation, Post
from tests.conftest import Travel
from tests.factories.posko import make_operation, make_post
from tests.factories.roster import make_officer
from tests.visiting import browser as logged_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

FRAMES = ["/sematkan/posko/", "/sematkan/posko/jakarta-pusat/", "/en/sematkan/posko/"]


def text(response: Any) -> str:
    """Return the words of an answer, runs of white space as one space."""
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("path", [*FRAMES, "/sematkan/posko/tidak-ada/"])
def test_other_sites_may_frame_what_is_made_for_it(path: str) -> None:
    load_posts()
    response = Client().get(path)
    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
    assert "script-src" not in response["Content-Security-Policy"]
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "X-Frame-Options" not in response


@pytest.mark.parametrize(
    "path", ["/", "/sematkan/", "/posko/jakarta-pusat/", "/masuk/", "/api/", "/api/v1/posts",
             "/sematkan/posko/jakarta-pusat/x/"],
)  # fmt: skip
def test_nothing_else_may_be_framed(path: str) -> None:
    load_posts()
    response = Client().get(path)
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("path", FRAMES)
def test_a_frame_is_the_same_for_all_and_sets_no_cookie(path: str) -> None:
    load_posts()
    stranger = Client().get(path)
    known = logged_in(make_officer("petugas.baru")).get(path)
    assert stranger.content == known.content
    for response in (stranger, known):
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        assert response["Cache-Control"] == "public, max-age=2"
    again = Client().get(path, headers={"If-None-Match": stranger["ETag"]})
    assert again.status_code == 304


def test_a_frame_shows_a_post_and_its_links_open_pages_of_their_own(at: Travel) -> None:
    load_posts()
    page = text(Client().get("/sematkan/posko/jakarta-pusat/"))
    assert "Posko Bersama Jakarta Pusat" in page
    assert "16.00 WIB" in page
    assert '<base target="_blank">' in page
    assert 'href="/posko/jakarta-pusat/" rel="noopener"' in page
    assert "<nav" not in page
    assert "<script" not in page
    at("2024-02-13 17:00")
    assert "state--shut" in text(Client().get("/sematkan/posko/jakarta-pusat/"))


def test_the_english_frame_is_english() -> None:
    load_posts()
    page = text(Client().get("/en/sematkan/posko/jakarta-pusat/"))
    assert '<html lang="en">' in page
    assert "Open now - until 16:00 WIB" in page
    assert 'href="/en/posko/jakarta-pusat/"' in page


def test_a_post_that_is_not_published_is_missed_within_the_frame() -> None:
    load_posts()
    for slug in ("jakarta-utara", "tidak-ada"):
        response = Client().get(f"/sematkan/posko/{slug}/")
        assert response.status_code == 404
        assert "Jakarta Utara" not in text(response)
        assert "X-Frame-Options" not in response
    assert "Jakarta Utara" not in text(Client().get("/sematkan/posko/"))
    Operation.objects.update(published=False)
    assert Client().get("/sematkan/posko/").status_code == 200
    assert Client().get("/sematkan/posko/jakarta-pusat/").status_code == 404
    assert Client().get("/sematkan/").status_code == 200


def test_the_lines_to_copy_lead_to_the_frame_that_was_chosen() -> None:
    load_posts()
    assert 'src="http://127.0.0.1:8000/sematkan/posko/"' in text(Client().get("/sematkan/"))
    page = text(Client().get("/sematkan/?posko=jakarta-pusat"))
    assert 'src="http://127.0.0.1:8000/sematkan/posko/jakarta-pusat/"' in page
    assert 'title="Posko Bersama Jakarta Pusat"' in page
    english = text(Client().get("/en/sematkan/?posko=jakarta-pusat"))
    assert 'src="http://127.0.0.1:8000/en/sematkan/posko/jakarta-pusat/"' in english


@pytest.mark.parametrize("slug", ["tidak-ada", "jakarta-utara", "%00", "%3Cscript%3E", "x" * 3000])
def test_an_unknown_post_is_told_at_the_field(slug: str) -> None:
    load_posts()
    response = Client().get(f"/sematkan/?posko={slug}")
    assert response.status_code == 422
    assert "field__error" in text(response)
    assert "<script>" not in text(response)


def test_a_name_with_marks_cant_break_out_of_the_lines() -> None:
    make_post(name='Posko "Dua" <b>')
    page = text(Client().get("/sematkan/?posko=jakarta-pusat"))
    assert "<b>" not in page
    assert "Posko &quot;Dua&quot; &lt;b&gt;" in page


def test_317_posts_cost_a_frame_no_more_queries_than_one() -> None:
    first = make_post(operation=make_operation())

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            Client().get("/sematkan/posko/")
        return len(caught)

    few = queries()
    Post.objects.bulk_create(
        Post(operation=first.operation, region=first.region, name=f"P {n}", slug=f"p-{n}",
             address="Jalan Contoh 1", published=True) for n in range(316)
    )  # fmt: skip
    assert queries() == few
