"""The rota for the wall, and as a workbook: for who logs in, in their region, one post a page."""

import io
from datetime import date
from typing import Any

import openpyxl
import pypdf
import pytest
from django.test import Client

from posko.models import Level, Post
from roster.models import InstitutionKind, Requirement, Role
from roster.sheets.wall import sheets_of_paper
from tests.factories.posko import make_operation, make_post
from tests.factories.roster import assign, make_duty, make_institution, make_officer
from tests.factories.sheets import content_of, login

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

DAY = date(2024, 2, 13)
# Millimetres in points, as a PDF measures.
MM = 72 / 25.4


@pytest.fixture
def officer() -> Client:
    """Somebody at the posts of all Jakarta, where three posts have a rota."""
    for number, code in enumerate(["31.71", "31.73"]):
        person = make_officer(
            f"orang.{number}", code=code, full_name=f"Orang Nomor{number}",
            institution=make_institution(InstitutionKind.POLRES, code),
        )  # fmt: skip
        assign(make_duty(make_post(code), DAY), person, leads=True)
    make_post("31.74")
    return login(make_officer("petugas", code="31"))


def pdf(client: Client, query: str = "") -> pypdf.PdfReader:
    response = client.get(f"/jadwal/unduh.pdf{query}")
    assert response["Content-Type"] == "application/pdf"
    return pypdf.PdfReader(io.BytesIO(response.content))


def texts(reader: pypdf.PdfReader) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def test_each_post_has_a_page_of_its_own(officer: Client) -> None:
    pages = texts(pdf(officer, "?minggu=2024-02-13"))
    assert len(pages) == 3
    posts = ["Posko Jakarta Pusat", "Posko Jakarta Barat", "Posko Jakarta Selatan"]
    for page, post in zip(pages, posts, strict=True):
        assert [one for one in posts if one in page] == [post]
    assert "Orang Nomor0" in pages[0]
    assert "(ketua)" in pages[0]
    assert "Orang Nomor1" in pages[1]


def test_the_paper_is_a3_landscape_tagged_and_says_who_printed_it(officer: Client) -> None:
    reader = pdf(officer)
    box = reader.pages[0].mediabox
    assert (round(box.width / MM), round(box.height / MM)) == (420, 297)
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("id")
    assert "Dicetak 13 Feb 2024, 09.00 WIB oleh Petugas" in texts(reader)[0]


def test_weekends_and_holidays_are_named_and_closed_days_too(officer: Client) -> None:
    make_duty(Post.objects.get(slug="jakarta-pusat"), date(2024, 2, 8))
    Requirement.objects.create(
        operation=make_operation(), level=Level.CITY, institution_kind=InstitutionKind.KPU
    )
    page = texts(pdf(officer, "?minggu=2024-02-08&posko=jakarta-pusat"))[0]
    for words in ("Isra", "Imlek", "Akhir pekan", "Kamis", "8 Feb"):
        assert words in page


def test_an_empty_place_is_drawn(officer: Client) -> None:
    before = texts(pdf(officer, "?minggu=2024-02-13&posko=jakarta-selatan"))[0].count("–")
    Requirement.objects.create(
        operation=make_operation(), level=Level.CITY, institution_kind=InstitutionKind.KEJARI,
        people=2,
    )  # fmt: skip
    page = texts(pdf(officer, "?minggu=2024-02-13&posko=jakarta-selatan"))[0]
    assert page.count("–") - before == 14
    assert "Kejari" in page


def test_a_month_takes_two_pages_a_post(officer: Client) -> None:
    pages = texts(pdf(officer, "?bulan=2024-02&posko=jakarta-pusat"))
    assert len(pages) == 2
    assert "1 Februari 2024 - Kamis, 15 Februari 2024" in pages[0]
    assert "16 Februari 2024" in pages[1]
    assert all("Posko Jakarta Pusat" in page for page in pages)
    assert sheets_of_paper(date(2024, 1, 1), date(2024, 1, 31)) == 2


def test_a_person_sees_their_region_only(officer: Client) -> None:
    here = login(make_officer("sini"))
    (page,) = texts(pdf(here))
    assert "Posko Jakarta Pusat" in page
    assert here.get("/jadwal/unduh.pdf?posko=jakarta-barat").status_code == 404
    assert here.get("/jadwal/unduh.xlsx?posko=jakarta-barat").status_code == 404


def test_a_region_without_posts_gets_a_page_that_says_so(officer: Client) -> None:
    (page,) = texts(pdf(login(make_officer("jauh", code="31.75"))))
    assert "Tidak ada posko" in page or "Belum ada posko" in page


@pytest.mark.parametrize("ending", ["pdf", "xlsx"])
def test_names_are_for_those_who_log_in(ending: str, officer: Client) -> None:
    response = Client().get(f"/jadwal/unduh.{ending}")
    assert response.status_code == 302
    assert response["Location"].startswith("/masuk/")


@pytest.mark.parametrize("ending", ["pdf", "xlsx"])
def test_without_an_operation_there_is_nothing(ending: str) -> None:
    assert login(make_officer("petugas")).get(f"/jadwal/unduh.{ending}").status_code == 404


@pytest.mark.parametrize(
    "query",
    ["?minggu=kemarin", "?bulan=2024-13", "?bulan=1999-01", "?minggu=%00", "?bulan=2024-02-01"],
)
def test_a_strange_period_is_this_week(query: str, officer: Client) -> None:
    assert "Senin, 12 Februari 2024 - Minggu, 18" in texts(pdf(officer, query))[0]


@pytest.mark.parametrize("slug", ["%00", "x" * 3000, "tidak-ada"])
def test_a_strange_post_is_404(slug: str, officer: Client) -> None:
    assert officer.get(f"/jadwal/unduh.pdf?posko={slug}").status_code == 404


def test_too_much_paper_is_refused_in_words(officer: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr("roster.views.download.MAX_SHEETS_OF_PAPER", 5)
    response = officer.get("/jadwal/unduh.pdf?bulan=2024-02", follow=True)
    assert response.redirect_chain[-1][0] == "/jadwal/?minggu=2024-02-01"
    assert "6 lembar kertas" in response.content.decode()


def test_typed_words_are_never_markup(officer: Client) -> None:
    make_post("31.75", name='#read("x") *a* _b_ $c$ []')
    assert any('#read("x") *a* _b_ $c$ []' in page for page in texts(pdf(officer)))


def test_the_workbook_has_a_sheet_a_post_and_no_formula(officer: Client) -> None:
    assign(
        make_duty(make_post("31.75"), DAY),
        make_officer("jahat", code="31.75", full_name='=HYPERLINK("x")'),
    )
    book = openpyxl.load_workbook(
        io.BytesIO(content_of(officer.get("/jadwal/unduh.xlsx?minggu=2024-02-13")))
    )
    assert [sheet.sheet_state for sheet in book] == ["visible"] * 4 + ["hidden"]
    sheet = book["Posko Jakarta Pusat"]
    assert [sheet["A1"].value, sheet["B1"].value] == ["Posko", "Posko Jakarta Pusat"]
    assert [cell.value for cell in sheet[5]][:2] == ["Polres", None]
    assert sheet["E5"].value == "Orang Nomor0 (ketua)"
    evil = [
        cell for row in book["Posko Jakarta Timur"] for cell in row if "HYPER" in str(cell.value)
    ]
    assert [(cell.data_type, cell.value[0]) for cell in evil] == [("s", "'")]


def test_the_page_offers_both(officer: Client) -> None:
    page = officer.get("/jadwal/").content.decode()
    assert "/jadwal/unduh.pdf" in page
    assert "/jadwal/unduh.xlsx" in page


def test_more_posts_cost_no_more_queries(
    officer: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(10):
        make_duty(make_post("31.71", name=f"Posko {number}", slug=f"p{number}"), DAY)
    with django_assert_max_num_queries(25):
        pdf(officer)
    make_operation()


def test_every_role_that_sees_the_rota_gets_it() -> None:
    make_post()
    for role in Role:
        client = login(make_officer(f"r.{role}", role))
        assert client.get("/jadwal/").status_code == 200
        assert client.get("/jadwal/unduh.pdf").status_code == 200
