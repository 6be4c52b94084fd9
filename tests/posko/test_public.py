"""What strangers see is kept for a moment; nobody ever gets what was made for somebody else."""

import gzip
from collections.abc import Iterator
from datetime import time
from time import sleep
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from posko import public
from posko.keeping import GRACE
from posko.models import Post, WeeklyHours
from posko.public import FRESH, FRESH_BETWEEN, ROOM, shelf
from tests.conftest import Travel
from tests.factories.posko import make_post
from tests.factories.roster import make_officer
from tests.posko import kept_views
from tests.posko.kept_views import PERSONAL, asked
from tests.together import at_once

KEPT = 30.0

pytestmark = [pytest.mark.django_db, pytest.mark.urls(kept_views.__name__)]


@pytest.fixture(autouse=True)
def keeping(settings: LazySettings) -> Iterator[None]:
    """Pages are kept, for longer than a test takes."""
    settings.PUBLIC_PAGES_KEPT = KEPT
    shelf.clear()
    asked.clear()
    yield
    shelf.clear()


def page_of(client: Client, path: str = "/plain/", **options: Any) -> bytes:
    return client.get(path, **options).content


def test_strangers_share_one_page(client: Client) -> None:
    assert page_of(client) == page_of(Client())
    assert asked == ["/plain/"]


def test_a_page_is_made_anew_when_its_time_is_over(client: Client, settings: Any) -> None:
    settings.PUBLIC_PAGES_KEPT = 0.1
    page_of(client)
    sleep(0.11)
    page_of(client)
    assert len(asked) == 2


def test_a_change_is_seen_everywhere_within_five_seconds(settings: Any) -> None:
    from config.settings import base

    assert base.PUBLIC_PAGES_KEPT + GRACE + FRESH_BETWEEN + FRESH <= 5
    response = Client().get("/plain/")
    told = response["Cache-Control"]
    assert {"public", "max-age=2", "s-maxage=1"} == set(told.split(", "))


@pytest.mark.usefixtures("regions", "voting_eve")
def test_a_changed_hour_is_seen_once_the_kept_page_has_gone(settings: Any) -> None:
    settings.PUBLIC_PAGES_KEPT = 0.5
    post = make_post()
    for address in ("/", post.get_absolute_url()):
        assert b"16.00 WIB" in page_of(Client(), address)
    for weekday in range(7):
        WeeklyHours.objects.create(post=post, weekday=weekday, opens=time(8), closes=time(17, 30))
    assert b"17.30 WIB" not in page_of(Client())
    sleep(0.51)
    for address in ("/", post.get_absolute_url()):
        assert b"17.30 WIB" in page_of(Client(), address)


@pytest.mark.usefixtures("regions")
def test_posts_open_and_shut_at_the_full_minute(at: Travel) -> None:
    make_post()
    at("2024-02-13 15:59:59")
    assert "Buka sekarang" in page_of(Client(), "/posko/jakarta-pusat/").decode()
    at("2024-02-13 16:00")
    assert "Buka sekarang" not in page_of(Client(), "/posko/jakarta-pusat/").decode()


@pytest.mark.usefixtures("regions", "voting_eve")
def test_a_post_taken_back_is_404_once_the_kept_page_has_gone(settings: Any) -> None:
    settings.PUBLIC_PAGES_KEPT = 0.2
    make_post()
    assert Client().get("/posko/jakarta-pusat/").status_code == 200
    Post.objects.update(published=False)
    sleep(0.21)
    assert Client().get("/posko/jakarta-pusat/").status_code == 404


@pytest.mark.usefixtures("regions", "voting_eve")
def test_whoever_is_logged_in_neither_leaves_a_page_nor_gets_one(client: Client) -> None:
    make_post()
    client.force_login(make_officer("petugas.jp"))
    own = client.get("/")
    assert "/keluar/" in own.content.decode()
    assert len(shelf) == 0
    assert "private" in own["Cache-Control"]
    strangers = Client().get("/")
    assert "/keluar/" not in strangers.content.decode()
    assert "/keluar/" in page_of(client, "/").decode()
    assert page_of(Client(), "/") == strangers.content


def test_a_session_that_is_over_gets_a_page_of_its_own(client: Client) -> None:
    client.cookies["sessionid"] = "long-gone"
    page_of(client)
    page_of(client)
    assert len(asked) == 2
    assert len(shelf) == 0


def test_a_message_that_waits_is_told_to_its_person_alone(client: Client) -> None:
    client.get("/with_message/")
    assert "messages" in client.cookies
    assert "Only for you" in page_of(client, "/").decode()
    assert "Only for you" not in page_of(Client(), "/").decode()


def test_other_cookies_change_nothing(client: Client) -> None:
    page_of(client)
    client.cookies["_ga"] = "GA1.2"
    client.cookies["csrftoken"] = "x" * 32
    page_of(client)
    assert len(asked) == 1


@pytest.mark.parametrize("view", PERSONAL)
def test_what_is_not_the_same_for_all_is_not_kept(view: Any) -> None:
    for _ in range(2):
        Client().get(f"/{view.__name__}/")
    assert len(asked) == 2
    assert len(shelf) == 0


def test_a_request_of_htmx_gets_a_page_of_its_own(client: Client) -> None:
    page_of(client)
    page_of(client, headers={"HX-Request": "true"})
    assert len(asked) == 2


def test_addresses_with_anything_unknown_are_not_kept(client: Client) -> None:
    for number in range(50):
        page_of(client, f"/plain/?x={number}")
    page_of(client, "/city/?kota=31.71&utm=1")
    page_of(client, "/city/?kota=" + "9" * 100)
    assert len(asked) == 52
    assert len(shelf) == 0


def test_each_known_query_has_its_page(client: Client) -> None:
    for query in ("kota=31.71", "kota=31.72", "kota=31.71&q=", "kota=31.71"):
        page_of(client, f"/city/?{query}")
    assert len(asked) == 3


def test_each_host_scheme_and_language_has_its_page(client: Client) -> None:
    page_of(client)
    page_of(client, headers={"Host": "localhost"})
    page_of(client, secure=True)
    assert len(asked) == 3


def test_a_host_that_is_not_ours_is_refused_though_the_page_is_kept(client: Client) -> None:
    page_of(client)
    assert client.get("/plain/", headers={"Host": "elsewhere.example"}).status_code == 400


def test_thousands_of_addresses_do_not_fill_the_memory(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "_room", 50_000)
    for number in range(100):
        page_of(client, f"/city/?q={number}")
    assert 0 < shelf.weight <= 50_000 < ROOM


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_a_page_once() -> None:
    answers = at_once(*[lambda: page_of(Client(), "/slow/")] * 4)
    assert answers == [b"slow"] * 4
    assert asked == ["/slow/"]


def test_who_has_the_page_already_gets_304_without_a_body(client: Client) -> None:
    first = client.get("/plain/")
    assert first["ETag"].startswith('W/"')
    again = client.get("/plain/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert again["Cache-Control"] == first["Cache-Control"]
    assert len(asked) == 1
    other = client.get("/plain/", headers={"If-None-Match": '"other"'})
    assert other.content == first.content


def test_the_etag_follows_the_content_where_nothing_is_kept(client: Client, settings: Any) -> None:
    settings.PUBLIC_PAGES_KEPT = 0
    first = client.get("/framed/")
    assert client.get("/framed/", headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert client.get("/plain/")["ETag"] != client.get("/plain/")["ETag"]


def test_a_page_is_compressed_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    plain_body = page_of(client)
    packed = [client.get("/plain/", headers={"Accept-Encoding": "br, gzip"}) for _ in range(2)]
    for response in packed:
        assert response["Content-Encoding"] == "gzip"
        assert gzip.decompress(response.content) == plain_body
        assert int(response["Content-Length"]) == len(response.content) < len(plain_body) / 5
    assert packed[0].content == packed[1].content, "no padding of Django's own compression"
    assert len(asked) == 1


@pytest.mark.parametrize("accepted", ["", "gzip"])
def test_caches_are_told_what_pages_differ_by(client: Client, accepted: str) -> None:
    response = client.get("/plain/", headers={"Accept-Encoding": accepted})
    assert {"Cookie", "Accept-Encoding"} == set(response["Vary"].split(", "))


def test_a_kept_page_has_the_policy_of_its_view(client: Client) -> None:
    first, kept = client.get("/framed/"), client.get("/framed/")
    assert len(asked) == 1
    for response in (first, kept):
        assert "frame-ancestors *" in response["Content-Security-Policy"]
        assert "X-Frame-Options" not in response
    assert "frame-ancestors 'none'" in client.get("/plain/")["Content-Security-Policy"]


def test_a_look_at_the_head_alone_has_no_part_in_it(client: Client) -> None:
    page_of(client)
    assert client.head("/plain/").status_code == 200
    assert client.post("/plain/").status_code == 405
    assert len(shelf) == 1


def test_a_kept_page_asks_the_database_nothing(
    client: Client, django_assert_num_queries: Any
) -> None:
    page_of(client, "/")
    with django_assert_num_queries(0):
        page_of(client, "/")


def test_the_tests_of_the_product_see_changes_at_once() -> None:
    from config.settings import test

    assert test.PUBLIC_PAGES_KEPT == 0
    assert public.shelf is shelf
