"""Posts for programs: which, in which order, and what is said of each."""

from datetime import date, time
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from posko.demonstration import load_posts
from posko.models import HoursException, Operation, Post
from tests.conftest import Travel
from tests.factories.posko import make_operation, make_post
from tests.posko.api.asking import ask, below_root, slugs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

FIVE = [
    "jakarta-barat", "jakarta-pusat", "jakarta-selatan", "jakarta-timur", "kepulauan-seribu",
]  # fmt: skip


def test_only_published_posts_of_public_operations_are_listed() -> None:
    load_posts()
    assert slugs("/posts") == FIVE
    ask("/posts/jakarta-utara", 404)
    ask("/posts/jakarta-utara/hours", 404)
    Operation.objects.update(published=False)
    ask("/posts", 404)
    ask("/posts/jakarta-pusat", 404)


def test_a_post_tells_where_it_is_and_until_when_it_is_open() -> None:
    load_posts()
    post = ask("/posts/jakarta-pusat")
    assert post["name"] == "Posko Bersama Jakarta Pusat"
    assert post["region"]["code"] == "31.71"
    assert post["region"]["level"] == "kota"
    assert (post["latitude"], post["longitude"]) == (-6.1735, 106.8186)
    assert post["state"] == {
        "is_open": True, "phase": "during", "changes_at": "2024-02-13T16:00:00+07:00",
    }  # fmt: skip
    assert post["today"]["opens"] == "2024-02-13T08:00:00+07:00"
    assert post["today"]["source"] == "own"
    assert post["url"] == "http://127.0.0.1:8000/posko/jakarta-pusat/"
    assert post["distance_km"] is None
    assert "destination=-6.1735" in post["contacts"]["directions_url"]


def test_what_nobody_has_looked_at_is_null_not_false() -> None:
    make_post(step_free=True, accessible_toilet=False, access_note="Landai di sisi timur")
    access = ask("/posts/jakarta-pusat")["access"]
    assert access == {
        "step_free": True, "lift": None, "accessible_toilet": False, "accessible_parking": None,
        "note": "Landai di sisi timur",
    }  # fmt: skip


def test_the_language_of_links_follows_the_question_alone() -> None:
    make_post()
    assert ask("/posts/jakarta-pusat?lang=en")["url"].endswith("/en/posko/jakarta-pusat/")
    client = Client(headers={"Accept-Language": "en"})
    shown = client.get("/api/v1/posts/jakarta-pusat").json()
    assert shown["url"].endswith("8000/posko/jakarta-pusat/")


def test_open_now_is_true_of_the_moment(at: Travel) -> None:
    load_posts()
    at("2024-02-13 17:00")
    assert slugs("/posts?open_now=true") == ["jakarta-timur"]
    assert slugs("/posts?open_now=false") == [slug for slug in FIVE if slug != "jakarta-timur"]
    assert ask("/posts?open_now=true&limit=1")["next"] is None


def test_a_post_open_over_midnight_is_open_after_midnight(at: Travel) -> None:
    post = make_post()
    night = {"opens": time(20), "closes": time(2), "reason": "Penghitungan"}
    HoursException.objects.create(post=post, day=date(2024, 2, 14), **night)
    at("2024-02-15 01:30")
    assert slugs("/posts?open_now=true") == ["jakarta-pusat"]
    at("2024-02-15 02:00")
    assert slugs("/posts?open_now=true") == []


def test_the_nearest_come_first_with_their_distance() -> None:
    load_posts()
    Post.objects.filter(slug="jakarta-barat").update(latitude=None, longitude=None)
    items = ask("/posts?near=-6.18,106.83&limit=3")["items"]
    assert items[0]["slug"] == "jakarta-pusat"
    assert items[0]["distance_km"] == pytest.approx(1.45, abs=0.1)
    far = [item["distance_km"] for item in items]
    assert far == sorted(far)
    assert len(items) == 3
    assert "jakarta-barat" not in slugs("/posts?near=-6.18,106.83")
    assert slugs("/posts?near=-6.18,106.83&within_km=3") == ["jakarta-pusat"]


def test_a_place_leads_to_the_post_that_serves_it() -> None:
    load_posts()
    assert slugs("/posts?q=Kebon+Sirih")[0] == "jakarta-pusat"
    assert "jakarta-pusat" not in slugs("/posts?q=Kebon+Sirih&region=31.73")
    assert slugs("/posts?q=%F0%9F%98%80") == []
    assert slugs("/posts?q=a%00b") == slugs("/posts?q=ab")


def test_a_region_is_a_scope_of_codes() -> None:
    make_post("31.71")
    make_post("31.71.06")
    make_post("31.73")
    assert slugs("/posts?region=31.71") == ["jakarta-pusat", "posko-31-71-06"]
    assert slugs("/posts?region=31") == ["jakarta-barat", "jakarta-pusat", "posko-31-71-06"]
    assert slugs("/posts?region=32") == []


def test_an_older_operation_is_asked_for_by_its_slug() -> None:
    old = make_operation(
        slug="pilkada-2017", starts_on=date(2017, 1, 1), ends_on=date(2017, 3, 1),
        voting_day=date(2017, 2, 15),
    )  # fmt: skip
    make_post(operation=old)
    make_post("31.73")
    assert slugs("/posts") == ["jakarta-barat"]
    assert slugs("/posts?operation=pilkada-2017") == ["jakarta-pusat"]
    ask("/posts/jakarta-pusat", 404)
    older = ask("/posts/jakarta-pusat?operation=pilkada-2017")
    assert older["state"]["phase"] == "after"
    # At its address stands the current operation's post of that name, or none.
    assert older["url"] is None


def test_geojson_has_longitude_first_and_no_geometry_for_an_unknown_position() -> None:
    load_posts()
    Post.objects.filter(slug="jakarta-barat").update(latitude=None, longitude=None)
    response = Client().get("/api/v1/posts.geojson")
    assert response["Content-Type"] == "application/geo+json; charset=utf-8"
    found = response.json()
    assert found["type"] == "FeatureCollection"
    shapes = {feature["id"]: feature["geometry"] for feature in found["features"]}
    assert shapes["jakarta-barat"] is None
    assert shapes["jakarta-pusat"] == {"type": "Point", "coordinates": [106.8186, -6.1735]}
    assert found["features"][0]["properties"]["slug"] == "jakarta-barat"
    near = ask("/posts.geojson?near=-6.18,106.83&limit=1")["features"]
    assert [feature["id"] for feature in near] == ["jakarta-pusat"]


class TestPages:
    """Pages by keyset."""

    def walked(self, path: str) -> list[list[str]]:
        """The slugs of every page from ``path`` on."""
        pages = []
        link: str | None = path
        while link:
            page = ask(below_root(link) if "/api/" in link else link)
            pages.append([item["slug"] for item in page["items"]])
            link = page["next"]
        return pages

    def test_every_post_comes_once(self) -> None:
        load_posts()
        assert self.walked("/posts?limit=2") == [FIVE[:2], FIVE[2:4], FIVE[4:]]
        assert self.walked("/posts?limit=5") == [FIVE]

    def test_the_next_page_keeps_the_filters(self, at: Travel) -> None:
        load_posts()
        at("2024-02-13 17:00")
        closed = [[slug] for slug in FIVE if slug != "jakarta-timur"]
        assert self.walked("/posts?open_now=false&limit=1") == closed

    def test_what_is_added_or_taken_away_meanwhile_repeats_nothing(self) -> None:
        load_posts()
        page = ask("/posts?limit=2")
        Post.objects.filter(slug="jakarta-barat").update(published=False)
        make_post("31.71.06", slug="a-baru", operation=Operation.objects.get())
        assert slugs(below_root(page["next"])) == FIVE[2:4]

    def test_the_same_page_has_the_same_link(self) -> None:
        load_posts()
        assert ask("/posts?limit=2") == ask("/posts?limit=2")

    @pytest.mark.parametrize("cursor", ["x", "WyJhIl0", "WyJhIl0:x", "%00", "é", "1" * 3000])
    def test_a_forged_cursor_is_named_in_words(self, cursor: str) -> None:
        make_post()
        problem = ask(f"/posts?cursor={cursor}", 422)
        assert problem["fields"][0]["name"] == "cursor"

    def test_a_cursor_of_another_list_is_refused(self) -> None:
        load_posts()
        old = make_operation(
            slug="pilkada-2017", starts_on=date(2017, 1, 1), ends_on=date(2017, 3, 1),
            voting_day=date(2017, 2, 15),
        )  # fmt: skip
        link = below_root(ask("/posts?limit=2")["next"])
        ask(f"{link}&operation={old.slug}", 422)
        ask(link.replace("/posts", "/activities"), 422)
        ask(f"{link}&near=-6.18,106.83", 422)


@pytest.mark.parametrize(
    "path",
    [
        "/posts?limit=200", "/posts?open_now=true&limit=200", "/posts?near=-6.2,106.8&limit=200",
        "/posts.geojson?limit=200", "/posts?q=menteng", "/posts/jakarta-pusat",
    ],
)  # fmt: skip
def test_317_posts_cost_no_more_queries_than_5(path: str, regions: int) -> None:
    operation = make_operation()
    first = [make_post(code, operation=operation) for code in ("31.71", "31.73", "31.74")]

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            ask(path)
        return len(caught)

    few = queries()
    others = [
        Post(operation=operation, region=first[n % 3].region, name=f"Posko {n}", slug=f"p-{n}",
             address="Jalan Contoh 1", latitude=-6.2, longitude=106.8, published=True)
        for n in range(314)
    ]  # fmt: skip
    Post.objects.bulk_create(others)
    assert queries() == few
    assert few <= 12


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=0", "limit"), ("limit=201", "limit"), ("limit=9999999999999999999999", "limit"),
        ("limit=x", "limit"), ("limit=1.5", "limit"), ("limit=%00", "limit"),
        ("near=1", "near"), ("near=91,0", "near"), ("near=0,181", "near"), ("near=nan,1", "near"),
        ("near=inf,1", "near"), ("near=1,2,3", "near"), ("near=a,b", "near"), ("near=%00", "near"),
        ("near=-6,1&within_km=nan", "within_km"), ("near=-6,1&within_km=0", "within_km"),
        ("near=-6,1&within_km=1e99", "within_km"), ("within_km=5", "within_km"),
        ("open_now=perhaps", "open_now"), ("region=Menteng", "region"), ("region=31.7", "region"),
        ("region=31%00", "region"), ("region=31%0A", "region"), ("lang=fr", "lang"),
        ("lang=%00", "lang"),
    ],
)  # fmt: skip
def test_bad_input_is_named_at_its_field_in_both_languages(query: str, field: str) -> None:
    make_post()
    for path in ("/posts", "/posts.geojson"):
        problem: dict[str, Any] = ask(f"{path}?{query}", 422)
        assert problem["status"] == 422
        assert [each["name"] for each in problem["fields"]] == [field]
        assert all(problem["fields"][0][key] for key in ("message", "message_en"))


@pytest.mark.parametrize(
    "path",
    [
        "/posts/tidak-ada", "/posts/%00", "/posts/%F0%9F%98%80", f"/posts/{'x' * 3000}",
        "/posts?operation=tidak-ada", "/posts?operation=%00", "/operations/%00",
        "/operations/pemilu-2029", "/posts/jakarta-pusat/x", "/posts/", "/nothing", "/x/y/z",
        "/posts/jakarta-pusat/hours?operation=x",
    ],
)  # fmt: skip
def test_what_is_not_there_is_404_in_json(path: str) -> None:
    make_post()
    problem = ask(path, 404)
    assert problem["status"] == 404
    assert problem["title"]
    assert problem["title_en"] == "There is nothing at this address"
