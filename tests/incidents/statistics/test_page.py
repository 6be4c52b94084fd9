"""`/data/`: figures as charts and as tables, in words for every case."""

import re
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from incidents.models import Category, StatisticsSnapshot
from incidents.states import Status
from roster.models import Role
from tests.conftest import Travel
from tests.factories.incidents import People
from tests.factories.posko import make_operation
from tests.incidents.statistics.figures import make_many
from tests.visiting import browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions")]

MONDAY = "2024-02-05 08:00"


def page(client: Client, path: str = "/data/") -> str:
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def tables(text: str) -> dict[str, dict[str, str]]:
    """The tables of the page by their captions: row heading to figure."""
    found = {}
    for table in re.findall(r"<table.*?</table>", text):
        caption = re.search(r"<caption>(.*?)( \(.*?)?</caption>", table)
        assert caption
        row = r'<th scope="row">(.*?)</th><td class="number">(.*?)</td>'
        found[caption[1]] = dict(re.findall(row, table))
    return found


def drawings(text: str) -> list[ElementTree.Element]:
    return [ElementTree.fromstring(svg) for svg in re.findall(r'<svg class="chart".*?</svg>', text)]  # noqa: S314


def test_each_table_has_its_chart_with_the_same_figures(
    client: Client, people: People, at: Travel
) -> None:
    make_many(people, 9)
    make_many(people, 7, category="banjir")
    at(MONDAY)
    text = page(client)
    found = tables(text)
    assert list(found) == [
        "Menurut kategori", "Menurut wilayah", "Menurut status", "Menurut minggu masuk",
        "Tindak lanjut laporan",
    ]  # fmt: skip
    assert found["Menurut kategori"]["Hak pilih"] == "9"
    assert found["Menurut kategori"]["Lokasi TPS"] == "7"
    assert found["Menurut kategori"]["Hoaks"] == "0"
    assert '<th scope="col">Kategori</th>' in text
    assert found["Menurut minggu masuk"]["29 Jan-4 Feb 2024"] == "16"
    for svg, rows in zip(drawings(text), found.values(), strict=True):
        figures = [e.text for e in svg.iter("text") if e.get("class") == "chart__figure"]
        assert figures == list(rows.values())


def test_a_chart_is_one_picture_with_a_name_and_a_description(
    client: Client, people: People, at: Travel
) -> None:
    make_many(people, 9)
    at(MONDAY)
    text = page(client)
    ids = re.findall(r'id="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    for svg in drawings(text):
        assert svg.get("role") == "img"
        assert {e.get("id") for e in svg if e.tag in ("title", "desc")} == set(
            str(svg.get("aria-labelledby")).split()
        )
    assert "style=" not in text


def test_hidden_figures_are_words_and_nowhere_on_the_page(
    client: Client, people: People, at: Travel
) -> None:
    make_many(people, 29)
    make_many(people, 13, category="banjir")
    make_many(people, 3, category="ancaman")
    at(MONDAY)
    text = page(client)
    rows = tables(text)["Menurut kategori"]
    assert rows["Keamanan"] == "kurang dari 5"
    assert rows["Lokasi TPS"] == "disamarkan"
    assert rows["Hak pilih"] == "29"
    assert ">13<" not in text
    assert "Garis putus-putus" in text


def test_what_nobody_can_be_shown_of_says_why(client: Client, people: People, at: Travel) -> None:
    make_many(people, 3)
    at(MONDAY)
    text = page(client)
    assert "Masalahnya terlalu sedikit" in text
    assert '<svg class="chart"' not in text
    assert "<table" not in text


def test_a_table_that_is_withheld_says_so_and_the_others_stand(
    client: Client, people: People, at: Travel
) -> None:
    make_many(people, 6, Status.RECEIVED)
    make_many(people, 2, Status.REJECTED)
    at(MONDAY)
    text = page(client)
    assert tables(text)["Tindak lanjut laporan"]["Ditolak"] == "tidak ditampilkan"
    assert tables(text)["Menurut status"]["Diterima"] == "6"


def test_no_operation_none_yet_and_no_problem_are_told_in_words(client: Client, at: Travel) -> None:
    at("2024-01-09 08:00")
    assert "Saat ini tidak ada Pemilu" in page(client)
    make_operation()
    text = page(client)
    assert "Belum ada angka" in text
    assert "Senin, 15 Januari 2024" in text
    at("2024-01-15 08:00")
    assert "belum ada masalah yang dicatat" in page(client)


def test_an_operation_that_has_not_begun_has_no_figures_yet(client: Client, at: Travel) -> None:
    at("2024-01-01 08:00")
    make_operation()
    assert "Senin, 15 Januari 2024" in page(client)


def test_a_past_operation_is_chosen_in_the_address(
    client: Client, people: People, at: Travel
) -> None:
    make_many(people, 9)
    make_operation(
        slug="pilkada-2024", name="Pilkada 2024", starts_on=date(2024, 10, 25),
        ends_on=date(2024, 12, 15), voting_day=date(2024, 11, 27),
    )  # fmt: skip
    at("2024-11-12 08:00")
    text = page(client)
    assert '<p class="lead">Pilkada 2024</p>' in text
    assert '<a class="button" href="?operasi=pemilu-2024">Pemilu 2024</a>' in text
    text = page(client, "/data/?operasi=pemilu-2024")
    assert '<p class="lead">Pemilu 2024</p>' in text
    assert tables(text)["Menurut kategori"]["Hak pilih"] == "9"


@pytest.mark.parametrize(
    "slug", ["pilpres-1900", "%00", "%F0%9F%97%B3", "%25", "a" * 10_000, "' OR 1=1 --", "rahasia"]
)
@pytest.mark.parametrize("path", ["/data/", "/data/masalah.csv", "/data/masalah.json"])
def test_an_unknown_operation_is_404(client: Client, at: Travel, path: str, slug: str) -> None:
    at(MONDAY)
    make_operation()
    make_operation(slug="rahasia", published=False)
    assert client.get(f"{path}?operasi={slug}").status_code == 404


def test_the_english_page_is_english_from_one_snapshot(
    client: Client, people: People, at: Travel
) -> None:
    make_many(people, 9)
    at(MONDAY)
    page(client)
    text = page(client, "/en/data/")
    assert tables(text)["By category"]["Voting rights"] == "9"
    assert tables(text)["By state"]["Received"] == "9"
    assert tables(text)["By week of intake"]["29 Jan-4 Feb 2024"] == "9"
    assert StatisticsSnapshot.objects.count() == 1


def test_a_categorys_name_cannot_break_out_of_the_drawing(
    client: Client, people: People, at: Travel
) -> None:
    make_many(people, 9)
    Category.objects.filter(code="hak-pilih").update(name="</svg><script>x</script>")
    at(MONDAY)
    text = page(client)
    assert "<script>x" not in text
    assert "&lt;script&gt;" in text


def test_the_page_asks_few_questions_however_much_there_is(
    client: Client, people: People, at: Travel, django_assert_num_queries: Any
) -> None:
    make_many(people, 9)
    at(MONDAY)
    page(client)
    # The operation, its figures, other operations.
    with django_assert_num_queries(3):
        page(client)


def test_everybody_may_read_it_and_caches_may_keep_it_briefly(
    client: Client, people: People, at: Travel
) -> None:
    make_many(people, 9)
    at(MONDAY)
    response = client.get("/data/")
    assert response["Cache-Control"].startswith("public, max-age=2")
    assert client.get("/data/", headers={"if-none-match": response["ETag"]}).status_code == 304
    assert client.post("/data/").status_code == 405
    staff = browser(people[Role.PARTAI]).get("/data/")
    assert "private" in staff["Cache-Control"]
