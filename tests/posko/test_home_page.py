"""`/`: where do I go, and is somebody there now? With five posts, and with 317."""

from datetime import date, time
from typing import Any

import pytest
from django.db.models import Q
from django.test import Client

from posko.clock import now
from posko.demonstration import load_posts
from posko.hours import opening
from posko.models import Announcement, HoursException, Operation, Post, Region, WeeklyHours
from posko.overview import MOST_AREAS, MOST_CARDS, overview
from tests.bench.many_posts import load
from tests.conftest import Travel
from tests.factories.posko import make_operation, make_post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions")]


@pytest.fixture
def all_posts(voting_eve: Any) -> Operation:
    """All Jakarta has its posts: 6 of cities, 44 of kecamatan, 267 of kelurahan."""
    load(317)
    return Operation.objects.get()


def page(client: Client, path: str = "/") -> str:
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_it_answers_before_it_explains(client: Client, voting_eve: Any) -> None:
    load_posts()
    text = page(client)
    places = [
        text.index(words)
        for words in ("5 dari 5 posko buka sekarang.", 'name="q"', 'id="posts"', "Dasar hukum")
    ]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2024-02-13 17:00", "1 dari 5 posko buka sekarang."),
        ("2024-02-13 20:00", "Posko berikutnya buka Rabu, 14 Februari 2024 pukul 08.00 WIB."),
        ("2023-12-01 10:00", "Posko berikutnya buka Selasa, 9 Januari 2024 pukul 08.00 WIB."),
        ("2024-02-29 19:00", "tidak ada yang buka lagi."),
        ("2025-02-13 09:00", "Saat ini tidak ada Pemilu dengan Posko Bersama."),
    ],
)
def test_it_says_whether_anybody_is_there(
    client: Client, at: Travel, moment: str, words: str
) -> None:
    at(moment)
    load_posts()
    assert words in page(client)


def test_in_english_one_post_is_one(client: Client, voting_eve: Any) -> None:
    make_post()
    assert "1 of 1 post is open now." in page(client, "/en/")
    make_post("31.73")
    assert "2 of 2 posts are open now." in page(client, "/en/")


def test_without_a_post_it_says_so_and_counts_nothing(client: Client, voting_eve: Any) -> None:
    make_operation()
    text = page(client)
    assert "Belum ada posko" in text
    assert "posko buka sekarang" not in text
    assert "Posko menurut kota" not in text


def test_a_post_without_hours_is_not_open(client: Client, voting_eve: Any) -> None:
    make_post()
    # Kecamatan have no common hours here.
    make_post("31.71.06", name="Posko Kecamatan")
    assert "1 dari 2 posko buka sekarang." in page(client)


def test_a_few_posts_are_all_shown(client: Client, voting_eve: Any) -> None:
    operation = make_operation()
    codes = Region.objects.filter(level="kelurahan").values_list("code", flat=True)
    for code in codes[:MOST_CARDS]:
        make_post(code, operation=operation)
    text = page(client)
    assert text.count('class="card__title"') == MOST_CARDS
    assert "Posko menurut kota" not in text
    make_post(codes[MOST_CARDS], operation=operation)
    assert "Posko menurut kota" in page(client)


def test_many_posts_are_counted_city_by_city(client: Client, all_posts: Operation) -> None:
    text = page(client)
    assert "317 dari 317 posko buka sekarang." in text
    assert text.count("card--short") == 6
    assert "Jakarta Timur</a></h3> <p>76 posko<span data-now>, 76 buka sekarang</span></p>" in text
    assert "Kepulauan Seribu</a></h3> <p>9 posko<span data-now>, 9 buka sekarang</span></p>" in text


def test_of_many_posts_those_of_cities_stay_cards(client: Client, all_posts: Operation) -> None:
    text = page(client)
    assert text.count("<article") == 6
    assert "Posko Bersama Jakarta Utara" in text
    assert "Posko Bersama Menteng" not in text


def test_open_ones_are_counted_by_their_own_hours(
    client: Client, all_posts: Operation, at: Travel
) -> None:
    at("2024-02-13 14:30")
    assert "Jakarta Timur</a></h3> <p>76 posko<span data-now>, 11 buka sekarang</span></p>" in page(
        client
    )
    HoursException.objects.create(
        post=Post.objects.get(slug="jakarta-timur"), day=date(2024, 2, 13), reason="Banjir"
    )
    assert "Jakarta Timur</a></h3> <p>76 posko<span data-now>, 10 buka sekarang</span></p>" in page(
        client
    )
    at("2024-02-13 23:00")
    assert (
        "Jakarta Timur</a></h3> <p>76 posko<span data-now>, tidak ada yang buka sekarang</span></p>"
        in page(client)
    )


def test_the_count_is_what_each_post_says_of_itself(all_posts: Operation, at: Travel) -> None:
    east = Post.objects.in_scope("31.75")
    for number, post in enumerate(east):
        WeeklyHours.objects.filter(post=post, weekday__lt=number % 7).update(closes=time(3))
        if number % 5 == 0:
            HoursException.objects.create(
                post=post, day=date(2024, 2, 12 + number % 3), opens=time(22), closes=time(4),
                reason="Malam",
            )  # fmt: skip
    all_posts.general_exceptions.create(day=date(2024, 2, 14), reason="Semua tutup")
    Region.objects.filter(code__startswith="31.75.01").update(time_zone="Asia/Makassar")
    for moment in ("2024-02-12 23:30", "2024-02-13 02:00", "2024-02-14 10:00", "2024-02-15 07:30"):
        at(moment)
        each = [opening(post.schedule, now()) for post in Post.objects.with_hours()]
        found = overview(Post.objects.public().of(all_posts), now())
        assert found.answer.open_now == sum(state.is_open for state in each)
        assert sum(area.open_now for area in found.areas) == found.answer.open_now
        assert sum(area.posts for area in found.areas) == len(each) == 317
        if not found.answer.open_now:
            assert found.answer.opens_at == min(s.changes_at for s in each if s.changes_at)


def test_each_city_leads_to_its_posts(client: Client, all_posts: Operation) -> None:
    text = page(client)
    found = "/cari/?q=Kota%20Administrasi%20Jakarta%20Timur"
    assert 'href="/peta/?kota=31.75"' in text or f'href="{found}"' in text
    assert "Kota Administrasi Jakarta Timur" in page(client, found)


def test_unpublished_posts_are_not_counted(client: Client, all_posts: Operation) -> None:
    Post.objects.filter(Q(slug="jakarta-utara") | Q(region__level="kelurahan")).update(
        published=False
    )
    assert "49 dari 49 posko buka sekarang." in page(client)
    assert "Jakarta Utara</a></h3> <p>6 posko" in page(client)


def test_a_country_of_posts_is_shown_by_province(voting_eve: Any) -> None:
    operation = make_operation()
    provinces = {"11": "Aceh", "12": "Sumatera Utara"}
    for code, name in provinces.items():
        province = Region.objects.create(
            code=code, name=name, level="provinsi", latitude=3.0, longitude=97.0
        )
        for number in range(1, MOST_AREAS // 2 + 2):
            city = Region.objects.create(
                code=f"{code}.{number:02}", name=f"Kota {number}", level="kota", parent=province,
                latitude=3.0, longitude=97.0,
            )  # fmt: skip
            make_post(city.code, operation=operation)
    found = overview(Post.objects.public().of(operation), now())
    assert [(area.region.name, area.posts) for area in found.areas] == [
        ("Aceh", 21),
        ("Sumatera Utara", 21),
    ]
    assert found.shown == []


def test_it_stays_light(client: Client, all_posts: Operation) -> None:
    many = len(client.get("/", headers={"Accept-Encoding": "gzip"}).content)
    Post.objects.exclude(region__level__in=["kota", "kabupaten"]).update(published=False)
    few = len(client.get("/", headers={"Accept-Encoding": "gzip"}).content)
    assert many < 5_000
    assert many < few + 1_000


def test_queries_do_not_grow_with_many_posts(
    client: Client, voting_eve: Any, django_assert_num_queries: Any
) -> None:
    load(40)
    with django_assert_num_queries(15) as some:
        client.get("/")
    load(317)
    with django_assert_num_queries(len(some.captured_queries)):
        client.get("/")


def test_the_newest_announcements_stand_on_it_and_lead_to_the_others(
    client: Client, voting_eve: Any
) -> None:
    operation = make_operation()
    make_post(operation=operation)
    for number in range(4):
        Announcement.objects.create(
            operation=operation, title=f"Kabar {number}", body="Isi.",
            shown_from=voting_eve.replace(hour=number),
        )  # fmt: skip
    text = page(client)
    assert "Semua pengumuman" in text
    assert [number for number in range(4) if f"Kabar {number}" in text] == [1, 2, 3]
