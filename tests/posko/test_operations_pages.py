"""Elections that run, come and are over: what the public sees of each, and between them."""

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from posko.clock import JAKARTA
from posko.models import Activity, ActivityKind, Operation, Post, Stage
from tests.conftest import Travel
from tests.factories.posko import make_operation, make_post
from tests.visiting import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions")]

DURING, AFTER, PILKADA = "2024-02-13 09:00", "2024-03-05 10:00", "2024-11-01 10:00"


def pilkada(**fields: Any) -> Operation:
    """Store the election after Pemilu 2024."""
    days = {
        "name": "Pilkada 2024",
        "slug": "pilkada-2024",
        "starts_on": date(2024, 10, 25),
        "ends_on": date(2024, 12, 15),
        "voting_day": date(2024, 11, 27),
    }
    return make_operation(**{**days, **fields})


def year(number: int) -> Operation:
    """Store an election of January of that year."""
    return make_operation(
        slug=f"pemilu-{number}",
        name=f"Pemilu {number}",
        starts_on=date(number, 1, 1),
        ends_on=date(number, 2, 1),
        voting_day=date(number, 1, 20),
    )


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return text(response)


@pytest.mark.parametrize("path", ["/", "/cari/", "/kegiatan/"])
def test_between_elections_pages_tell_the_last_one_and_lead_to_the_archive(
    client: Client, at: Travel, path: str
) -> None:
    at(AFTER)
    make_post()
    shown = page(client, path)
    assert "Saat ini tidak ada Pemilu dengan Posko Bersama" in shown
    assert "Kamis, 29 Februari 2024" in shown
    assert 'href="/operasi/pemilu-2024/"' in shown
    assert 'href="/operasi/"' in shown
    assert "Jalan Contoh 1" not in shown


@pytest.mark.parametrize("path", ["/", "/cari/", "/kegiatan/"])
def test_between_elections_the_next_one_is_shown_as_coming(
    client: Client, at: Travel, path: str
) -> None:
    at(AFTER)
    make_post()
    make_post(operation=pilkada(), name="Posko Pilkada", address="Jalan Nanti 2")
    shown = page(client, path)
    assert "Jumat, 25 Oktober 2024" in shown
    assert 'href="/operasi/pemilu-2024/"' in shown
    assert ("Jalan Nanti 2" in shown) == (path == "/")
    assert "Jalan Contoh 1" not in shown


@pytest.mark.parametrize("path", ["/", "/cari/", "/kegiatan/"])
def test_while_posts_are_open_nothing_is_said_of_other_elections(
    client: Client, at: Travel, path: str
) -> None:
    at(DURING)
    make_post()
    pilkada()
    assert "/operasi/" not in page(client, path)


@pytest.mark.parametrize("path", ["/", "/cari/", "/kegiatan/", "/operasi/", "/en/operasi/"])
def test_before_the_very_first_election_pages_are_empty_and_whole(
    client: Client, at: Travel, path: str
) -> None:
    at(DURING)
    make_operation(published=False)
    assert "Pemilu 2024" not in page(client, path)


def test_the_archive_parts_what_runs_what_comes_and_what_is_over(
    client: Client, at: Travel
) -> None:
    at(PILKADA)
    make_operation()
    pilkada()
    year(2029)
    shown = page(client, "/operasi/")
    order = [shown.index(word) for word in ("Pilkada 2024", "Pemilu 2029", "Pemilu 2024")]
    assert order == sorted(order)


def test_a_draft_of_an_operation_is_invisible_everywhere(client: Client, at: Travel) -> None:
    at(AFTER)
    make_operation()
    draft = pilkada(published=False)
    make_post(operation=draft, name="Posko Rahasia")
    for path in ("/", "/cari/", "/kegiatan/", "/operasi/", "/sitemap.xml", "/kegiatan.atom"):
        assert "pilkada" not in page(client, path).lower()
    assert client.get("/operasi/pilkada-2024/").status_code == 404
    assert client.get("/operasi/pilkada-2024/posko/jakarta-pusat/").status_code == 404


def test_an_operation_that_is_over_shows_what_was(client: Client, at: Travel) -> None:
    at(AFTER)
    operation = make_operation()
    make_post(published=False, slug="draf", name="Posko Draf")
    post = make_post()
    Stage.objects.create(
        operation=operation, name="Masa tenang", source="Peraturan",
        starts_on=date(2024, 2, 11), ends_on=date(2024, 2, 13),
    )  # fmt: skip
    hours = [datetime(2024, 2, 1, hour, tzinfo=JAKARTA) for hour in (9, 10)]
    for title, published in (("Sosialisasi warga", True), ("Rapat tertutup", False)):
        Activity.objects.create(
            operation=operation, post=post, kind=ActivityKind.OUTREACH, title=title,
            starts_at=hours[0], ends_at=hours[1], published=published,
        )  # fmt: skip
    shown = page(client, "/operasi/pemilu-2024/")
    assert "Sudah selesai: posko tutup pada Kamis, 29 Februari 2024" in shown
    for there in ("Masa tenang", "Sosialisasi warga", "/operasi/pemilu-2024/posko/jakarta-pusat/"):
        assert there in shown
    for hidden in ("Posko Draf", "Rapat tertutup", 'href="/posko/'):
        assert hidden not in shown


def test_a_post_of_the_past_does_not_pretend_to_be_open(client: Client, at: Travel) -> None:
    at(PILKADA)
    make_post()
    make_post(operation=pilkada(), name="Posko Sekarang", address="Jalan Baru 2")
    past = page(client, "/operasi/pemilu-2024/posko/jakarta-pusat/")
    assert "Sudah selesai" in past
    assert "Jalan Contoh 1" in past
    assert "noindex" in past
    for word in ("Buka sekarang", "08.00", "destination="):
        assert word not in past
    assert "Posko Sekarang" in page(client, "/posko/jakarta-pusat/")


def test_a_post_of_the_current_operation_has_one_page(client: Client, at: Travel) -> None:
    at(DURING)
    make_post()
    answer = client.get("/operasi/pemilu-2024/posko/jakarta-pusat/")
    assert (answer.status_code, answer["Location"]) == (302, "/posko/jakarta-pusat/")
    assert 'href="/posko/jakarta-pusat/"' in page(client, "/operasi/pemilu-2024/")


def test_of_two_that_overlap_the_one_begun_last_is_current_and_both_are_open(
    client: Client, at: Travel
) -> None:
    at(DURING)
    make_post()
    later = make_operation(slug="psu", name="Pemungutan ulang", starts_on=date(2024, 2, 10))
    make_post(operation=later, name="Posko PSU")
    assert "Posko PSU" in page(client, "/posko/jakarta-pusat/")
    assert "Buka sekarang" in page(client, "/operasi/pemilu-2024/posko/jakarta-pusat/")
    assert "Pemilu 2024" in page(client, "/operasi/")


def test_two_that_begin_on_one_day_are_told_apart_always_alike(at: Travel) -> None:
    make_operation()
    second = make_operation(slug="kedua")
    assert {Operation.objects.current(date(2024, 2, 1)) for _ in range(5)} == {second}


def test_a_post_unpublished_later_leaves_the_archive(client: Client, at: Travel) -> None:
    at(AFTER)
    make_post()
    Post.objects.update(published=False)
    assert client.get("/operasi/pemilu-2024/posko/jakarta-pusat/").status_code == 404
    assert "belum pernah" not in page(client, "/operasi/pemilu-2024/")


def test_a_long_archive_comes_in_pages_that_lose_and_repeat_nothing(
    client: Client, at: Travel
) -> None:
    at("2101-06-01 09:00")
    for number in range(2050, 2095):
        year(number)
    twin = year(2094)
    make_operation(slug="kembar", name="Kembar", starts_on=twin.starts_on, ends_on=twin.ends_on,
                   voting_day=twin.voting_day)  # fmt: skip
    seen, path = [], "/operasi/"
    while path:
        response = client.get(path)
        seen += response.context["over"]
        path = "/operasi/" + response.context["next_url"] if response.context["next_url"] else ""
    assert len(seen) == len({one.pk for one in seen}) == 46
    assert [one.starts_on for one in seen] == sorted((o.starts_on for o in seen), reverse=True)


@pytest.mark.parametrize(
    "place", ["%00", "2024-13-01.1", "x", "2024-01-01.99999999999999999999", "٢٠٢٤-01-01.1", "🗳"]
)
def test_a_forged_place_in_the_archive_is_no_error(client: Client, at: Travel, place: str) -> None:
    at(AFTER)
    make_operation()
    assert "Pemilu 2024" in page(client, f"/operasi/?sebelum={place}")


@pytest.mark.parametrize("slug", ["tidak-ada", "%00", "a%20b", "🗳"])
def test_what_never_was_is_404(client: Client, at: Travel, slug: str) -> None:
    at(AFTER)
    make_post()
    assert client.get(f"/operasi/{slug}/").status_code == 404
    assert client.get(f"/operasi/pemilu-2024/posko/{slug}/").status_code == 404


def test_many_posts_cost_no_more_queries(
    client: Client, at: Travel, django_assert_num_queries: Any
) -> None:
    at(AFTER)
    make_post()
    with django_assert_num_queries(8):
        client.get("/operasi/pemilu-2024/")
    for number in range(60):
        make_post("31.75.01", slug=f"posko-{number}", name=f"Posko {number}")
    with django_assert_num_queries(8):
        shown = page(client, "/operasi/pemilu-2024/")
    assert shown.count("<details") == 2
