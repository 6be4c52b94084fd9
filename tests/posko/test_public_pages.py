"""What the public sees, on the database."""

from datetime import date, time
from typing import Any

import pytest
from django.test import Client

from posko.demonstration import load_posts
from posko.models import HoursException, Operation, Post, WeeklyHours
from roster.models import InstitutionKind
from tests.conftest import Travel
from tests.factories.posko import make_operation, make_post
from tests.factories.roster import assign, make_duty, make_institution, make_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions")]


def page(client: Client, path: str) -> str:
    """Return the text of a page."""
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_home_page_lists_the_five_posts(client: Client, voting_eve: Any) -> None:
    load_posts()
    text = page(client, "/")
    for name in ("Pusat", "Barat", "Selatan", "Timur"):
        assert f"Posko Bersama Jakarta {name}" in text
    assert "Posko Bersama Kepulauan Seribu" in text
    assert "Jakarta Utara" not in text
    assert "9 Januari" in text
    assert "29 Februari 2024" in text


def test_an_unpublished_post_is_404(client: Client, voting_eve: Any) -> None:
    load_posts()
    assert client.get("/posko/jakarta-utara/").status_code == 404
    Post.objects.filter(slug="jakarta-utara").update(published=True)
    assert client.get("/posko/jakarta-utara/").status_code == 200


@pytest.mark.parametrize("path", ["/posko/tidak-ada/", "/posko/%00/", "/posko/a%20b/", "/x/"])
def test_what_is_not_there_is_404(client: Client, voting_eve: Any, path: str) -> None:
    load_posts()
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2024-01-02 10:00", "9 Januari 2024"),
        ("2024-02-13 09:00", "sampai 16.00 WIB"),
        ("2024-02-13 16:00", "08.00 WIB"),
        ("2024-03-05 10:00", "29 Februari 2024"),
    ],
)
def test_a_post_says_whether_it_is_open(
    client: Client, at: Travel, moment: str, words: str
) -> None:
    at(moment)
    load_posts()
    assert words in page(client, "/posko/jakarta-barat/")


def test_common_hours_are_named_as_such(client: Client, voting_eve: Any) -> None:
    load_posts()
    assert "jam umum" in page(client, "/posko/jakarta-barat/").lower()
    assert "jam umum" not in page(client, "/posko/jakarta-pusat/").lower()


def test_own_hours_and_an_exception_show(client: Client, voting_eve: Any) -> None:
    load_posts()
    east = Post.objects.get(slug="jakarta-timur")
    assert "08.00-19.00" in page(client, "/posko/jakarta-timur/")
    HoursException.objects.create(post=east, day=date(2024, 2, 15), reason="Pindahan ruang")
    assert "Pindahan ruang" in page(client, "/posko/jakarta-timur/")


def test_an_exception_for_all_posts_yields_to_the_posts_own(voting_eve: Any) -> None:
    operation = make_operation()
    post = make_post(operation=operation)
    operation.general_exceptions.create(day=date(2024, 2, 14), reason="Semua tutup")
    own = {"opens": time(6), "closes": time(20), "reason": "Hari pemungutan suara"}
    HoursException.objects.create(post=post, day=date(2024, 2, 14), **own)
    day = Post.objects.with_hours().get(pk=post.pk).schedule.on(date(2024, 2, 14))
    assert day.reason == "Hari pemungutan suara"


def test_holidays_are_named(client: Client, voting_eve: Any) -> None:
    load_posts()
    text = page(client, "/posko/jakarta-pusat/")
    for name in ("Isra Mikraj", "Tahun Baru Imlek", "Hari Pemilihan Umum"):
        assert name in text


def test_who_is_on_duty_is_named_by_institution_never_by_person(
    client: Client, voting_eve: Any
) -> None:
    load_posts()
    post = Post.objects.get(slug="jakarta-pusat")
    police = make_institution(InstitutionKind.POLRES, name="Polres Metro Jakarta Pusat")
    officer = make_officer("ratna.rahasia", institution=police)
    assign(make_duty(post, date(2024, 2, 13)), officer)
    text = page(client, "/posko/jakarta-pusat/")
    assert "Polres Metro Jakarta Pusat" in text
    assert "Ratna" not in text


def test_directions_need_a_position(client: Client, voting_eve: Any) -> None:
    load_posts()
    assert "destination=-6.1735,106.8186" in page(client, "/posko/jakarta-pusat/")
    Post.objects.update(latitude=None, longitude=None)
    assert "destination=" not in page(client, "/posko/jakarta-pusat/")


@pytest.mark.parametrize(
    ("moment", "now", "over"),
    [
        ("2024-02-10 23:59", "Masa kampanye", 0),
        ("2024-02-13 09:00", "Masa tenang", 1),
        ("2024-02-14 12:00", "Pemungutan suara", 2),
        ("2024-02-15 00:00", "Rekapitulasi hasil penghitungan suara", 3),
    ],
)
def test_the_stage_of_today_is_marked_and_each_names_its_source(
    client: Client, at: Travel, moment: str, now: str, over: int
) -> None:
    at(moment)
    load_posts()
    text = page(client, "/")
    assert (
        f'aria-current="step"> <strong>{now}</strong> <span class="tag" data-now>hari ini</span>'
        in text
    )
    assert text.count("timeline__step--over") == over
    assert text.count("Peraturan KPU Nomor 3 Tahun 2022") == 4


def test_between_elections_the_page_says_so(client: Client, voting_eve: Any) -> None:
    assert client.get("/").status_code == 200
    make_operation(published=False)
    assert client.get("/").status_code == 200
    assert client.get("/posko/jakarta-pusat/").status_code == 404


def test_the_running_operation_is_shown_before_the_next_and_the_last() -> None:
    def in_year(year: int) -> Operation:
        first, last = date(year, 1, 1), date(year, 2, 1)
        return make_operation(
            slug=str(year), starts_on=first, ends_on=last, voting_day=date(year, 1, 20)
        )

    old, new = in_year(2020), in_year(2029)
    now = make_operation()
    current = Operation.objects.current
    assert current(date(2024, 2, 13)) == now
    assert current(date(2025, 1, 1)) == new
    assert current(date(2030, 1, 1)) == new
    assert current(date(2019, 1, 1)) == old


def test_queries_do_not_grow_with_posts(
    client: Client, voting_eve: Any, django_assert_num_queries: Any
) -> None:
    operation = make_operation()
    make_post("31.71", operation=operation)
    with django_assert_num_queries(8) as one:
        client.get("/")
    for code in ("31.73", "31.74"):
        post = make_post(code, operation=operation)
        WeeklyHours.objects.create(post=post, weekday=0, opens=time(8), closes=time(12))
    with django_assert_num_queries(len(one.captured_queries)):
        client.get("/")
