"""`/kegiatan/?bulan=...`: a month of activities."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.conftest import moment
from tests.factories.activities import make_activity
from tests.factories.posko import make_operation, make_post
from tests.visiting import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


def day(page: str, date: str) -> str:
    """Return the part of ``page`` about one day."""
    return page.partition(f'datetime="{date}"')[2].partition("</li> <li class=")[0]


def test_each_activity_stands_on_its_days(client: Client) -> None:
    make_activity("Rapat", moment("2024-02-12 09:00"))
    make_activity("Pantau", moment("2024-02-14 22:00"), ends_at=moment("2024-02-16 01:00"))
    page = text(client.get("/kegiatan/?bulan=2024-02"))
    assert "09.00</span> <span>Rapat</span>" in day(page, "2024-02-12")
    assert "22.00</span> <span>Pantau</span>" in day(page, "2024-02-14")
    assert "berlanjut:</span> <span>Pantau</span>" in day(page, "2024-02-15")
    assert "Pantau" in day(page, "2024-02-16")
    assert "Pantau" not in day(page, "2024-02-17")
    assert "2 kegiatan bulan ini." in page


def test_today_holidays_and_weekends_are_told(client: Client) -> None:
    make_operation()
    page = text(client.get("/kegiatan/?bulan=2024-02"))
    assert "Hari ini" in day(page, "2024-02-13")
    assert page.count('aria-current="date"') == 1
    assert "Hari Pemilihan Umum" in day(page, "2024-02-14")
    for date in ("2024-02-10", "2024-02-11", "2024-02-14"):
        head = page.partition(f'datetime="{date}"')[0].rpartition("<li class=")[2]
        assert "month__day--off" in head


def test_it_leads_to_the_months_of_the_operation_and_no_further(client: Client) -> None:
    make_operation()
    january = text(client.get("/kegiatan/?bulan=2024-01"))
    assert "bulan=2024-02" in january
    assert "bulan=2023-12" not in january
    february = text(client.get("/kegiatan/?bulan=2024-02"))
    assert "bulan=2024-01" in february
    assert "bulan=2024-03" not in february
    assert "noindex" not in february


def test_activities_outside_the_period_open_their_month_but_not_centuries(client: Client) -> None:
    make_activity("Persiapan", moment("2023-12-20 09:00"))
    assert "bulan=2023-12" in text(client.get("/kegiatan/?bulan=2024-01"))
    make_activity("Salah tahun", moment("2124-02-20 09:00"))
    assert "Mei 2024" in text(client.get("/kegiatan/?bulan=2124-02"))


@pytest.mark.parametrize(
    "odd", ["2024-13", "abc", "1999-01", "2199-12", "9999-12", "0001-01", "😀", "\x00", "1" * 9999]
)
def test_a_month_that_is_not_there_is_said_and_kept_from_robots(client: Client, odd: str) -> None:
    make_operation()
    response = client.get("/kegiatan/", {"bulan": odd})
    assert response.status_code == 200
    page = text(response)
    assert "Bulan itu tidak ada dalam masa Pemilu 2024" in page
    assert 'content="noindex, nofollow"' in page
    assert "2024" in page


def test_the_calendar_begins_with_this_month(client: Client) -> None:
    make_operation()
    page = text(client.get("/kegiatan/?bulan="))
    assert "Februari 2024</h2>" in page
    assert "Bulan itu tidak ada" not in page


def test_one_posts_month_leaves_other_posts_out_and_keeps_what_is_for_all(client: Client) -> None:
    here, there = make_post("31.71"), make_post("31.73")
    for title, post in (("Di sini", here), ("Di sana", there), ("Semua", None)):
        make_activity(title, moment("2024-02-20 09:00"), post=post)
    for address in (
        "/kegiatan/?bulan=2024-02&posko=jakarta-pusat",
        "/kegiatan/?posko=jakarta-pusat",
    ):
        page = text(client.get(address))
        assert "Di sini" in page
        assert "Semua" in page
        assert "Di sana" not in page
        assert "webcal://127.0.0.1:8000/posko/jakarta-pusat/kegiatan.ics" in page


@pytest.mark.parametrize("slug", ["tidak-ada", "jakarta-utara", "\x00", "😀", "x" * 5000])
def test_an_unknown_or_unpublished_post_does_not_exist(client: Client, slug: str) -> None:
    make_post("31.72", slug="jakarta-utara", published=False)
    expected = 200 if slug == "\x00" else 404
    assert client.get("/kegiatan/", {"posko": slug}).status_code == expected


def test_a_cancelled_activity_says_so(client: Client) -> None:
    make_activity("Rapat", moment("2024-02-20 09:00"), cancelled=True)
    assert "(dibatalkan)" in text(client.get("/kegiatan/?bulan=2024-02"))
    assert "Dibatalkan" in text(client.get("/kegiatan/"))


def test_in_english_it_speaks_english(client: Client) -> None:
    make_activity("Rapat", moment("2024-02-20 09:00"), title_en="A meeting")
    page = text(client.get("/en/kegiatan/?bulan=2024-02"))
    assert "09:00</span> <span>A meeting</span>" in day(page, "2024-02-20")
    assert ">Tuesday 20<" in page
    assert "1 activity this month." in page
    assert "webcal://127.0.0.1:8000/en/kegiatan.ics" in page


def test_queries_do_not_grow(client: Client) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/kegiatan/?bulan=2024-02")
        return len(queries)

    make_activity(post=make_post())
    one = count()
    for number in range(5):
        post: Any = make_post(slug=f"p{number}")
        make_activity(f"Nomor {number}", post=post)
    assert count() == one <= 5


def test_between_elections_there_is_no_month(client: Client) -> None:
    assert client.get("/kegiatan/?bulan=2024-02").status_code == 200
