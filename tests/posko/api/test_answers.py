"""How the API answers: to anybody, without cookies, kept briefly, never in HTML."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from posko.demonstration import load_posts
from posko.models import Post
from tests.factories.roster import make_officer
from tests.posko.api.asking import ask
from tests.visiting import browser as logged_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

ALL = [
    "/", "/openapi.json", "/operations", "/operations/pemilu-2024", "/posts", "/posts.geojson",
    "/posts/jakarta-pusat", "/posts/jakarta-pusat/hours", "/activities", "/announcements",
    "/stages",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _posts() -> None:
    load_posts()


@pytest.mark.parametrize("path", ALL)
def test_an_answer_is_the_same_for_all_and_holds_for_two_seconds(path: str) -> None:
    response = Client().get(f"/api/v1{path}")
    assert response["Cache-Control"] == "public, max-age=2"
    assert response["Content-Language"] == "id"
    assert "creativecommons.org/licenses/by/4.0" in response["Link"]
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies


def test_somebody_who_is_logged_in_gets_the_same_and_their_session_is_left_alone(
    django_assert_num_queries: Any,
) -> None:
    officer = logged_in(make_officer("petugas.baru"))
    stranger = Client().get("/api/v1/posts/jakarta-pusat")
    with django_assert_num_queries(6):
        known = officer.get("/api/v1/posts/jakarta-pusat")
    assert known.content == stranger.content
    assert known["Cache-Control"] == "public, max-age=2"
    assert "Cookie" not in known.get("Vary", "")


@pytest.mark.parametrize("path", ALL)
def test_an_unchanged_answer_costs_304(path: str) -> None:
    etag = Client().get(f"/api/v1{path}")["ETag"]
    again = Client().get(f"/api/v1{path}", headers={"If-None-Match": etag})
    assert again.status_code == 304
    assert again.content == b""
    assert again["ETag"] == etag
    assert again["Cache-Control"] == "public, max-age=2"


def test_a_changed_post_changes_the_etag_at_once() -> None:
    etag = Client().get("/api/v1/posts")["ETag"]
    Post.objects.filter(slug="jakarta-pusat").update(address="Jalan Baru 2")
    again = Client().get("/api/v1/posts", headers={"If-None-Match": etag})
    assert again.status_code == 200
    assert "Jalan Baru 2" in again.content.decode()


def test_pages_of_other_origins_may_read_without_credentials() -> None:
    response = Client().get("/api/v1/posts", headers={"Origin": "https://kota.example"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    page = Client().get("/", headers={"Origin": "https://kota.example"})
    assert "Access-Control-Allow-Origin" not in page


def test_a_preflight_allows_reading_alone() -> None:
    asked = {"Origin": "https://kota.example", "Access-Control-Request-Method": "GET"}
    response = Client().options("/api/v1/posts", headers=asked)
    assert response.status_code == 200
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "Access-Control-Allow-Credentials" not in response


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["/posts", "/openapi.json", "/", "/nothing"])
def test_nothing_can_be_written(method: str, path: str) -> None:
    response = getattr(Client(enforce_csrf_checks=True), method)(f"/api/v1{path}")
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response.json()["status"] == 405


@pytest.mark.parametrize("path", ALL)
def test_head_tells_what_get_would_tell(path: str) -> None:
    head, get = Client().head(f"/api/v1{path}"), Client().get(f"/api/v1{path}")
    assert head.status_code == 200
    assert head.content == b""
    assert head["ETag"] == get["ETag"]


def test_options_names_what_may_be_done() -> None:
    response = Client().options("/api/v1/posts")
    assert (response.status_code, response["Allow"]) == (204, "GET, HEAD, OPTIONS")


def test_the_index_leads_on() -> None:
    index = ask("/")
    assert index["openapi"].endswith("/api/v1/openapi.json")
    assert index["documentation"].endswith("/api/")
    assert ask("/?lang=en")["documentation"].endswith("/en/api/")
    assert index["licence"]["name"] == "CC BY 4.0"
    assert Client().get("/api/v1").status_code == 404


def test_problems_are_named_as_such_in_both_languages() -> None:
    response = Client().get("/api/v1/posts?limit=0&near=x")
    assert response["Content-Type"] == "application/problem+json; charset=utf-8"
    problem = response.json()
    assert problem["title_en"] == "The question can't be read"
    assert {field["name"] for field in problem["fields"]} == {"limit", "near"}


def test_even_what_nobody_foresaw_is_json(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*args: object) -> None:
        raise RuntimeError("rahasia")

    monkeypatch.setattr("posko.api.posts.select", broken)
    response = Client().get("/api/v1/posts")
    assert response.status_code == 500
    assert response.json()["status"] == 500
    assert "rahasia" not in response.content.decode()
    assert response["Cache-Control"] == "no-store"
    assert "rahasia" in caplog.text


class TestDocument:
    """The OpenAPI document."""

    def walked(self, found: Callable[[str, dict[str, Any]], None]) -> None:
        """Call ``found`` with the name of every property of every schema."""
        for schema, details in ask("/openapi.json")["components"]["schemas"].items():
            for name, about in details.get("properties", {}).items():
                found(f"{schema}.{name}", about)

    def test_every_field_is_described_with_an_example(self) -> None:
        bare: list[str] = []

        def look(name: str, about: dict[str, Any]) -> None:
            nested = "$ref" in str(about)
            if not about.get("description") or not (nested or about.get("examples")):
                bare.append(name)

        self.walked(look)
        assert bare == []

    def test_every_parameter_is_described(self) -> None:
        for path, methods in ask("/openapi.json")["paths"].items():
            for parameter in methods["get"]["parameters"]:
                assert parameter.get("description"), (path, parameter["name"])
                assert "example" in parameter or "examples" in parameter, (path, parameter)

    def test_it_names_the_media_types_that_are_sent(self) -> None:
        for path, methods in ask("/openapi.json")["paths"].items():
            for status, answer in methods["get"]["responses"].items():
                (media,) = answer["content"]
                if status == "200" and "{" not in path:
                    sent = Client().get(path)["Content-Type"]
                    assert sent.startswith(media), path
                if status != "200":
                    assert media == "application/problem+json"

    def test_it_states_the_licence(self) -> None:
        info = ask("/openapi.json")["info"]
        assert info["license"]["url"].startswith("https://creativecommons.org/licenses/by/")

    def test_the_page_for_people_names_every_address_and_parameter(self) -> None:
        paths = ask("/openapi.json")["paths"]
        for address in ("/api/", "/en/api/"):
            page = Client().get(address).content.decode()
            for path, methods in paths.items():
                assert f"<code>{path}</code>" in page
                for parameter in methods["get"]["parameters"]:
                    if parameter["in"] == "query":
                        assert parameter["name"] in page
