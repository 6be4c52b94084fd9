"""The figures and the posts as files for programs."""

import csv
import io
import json
from typing import Any

import pytest
from django.test import Client

from incidents.models import Category
from incidents.states import Status
from incidents.statistics.open_data import COLUMNS
from incidents.suppression import Mark
from posko.models import Operation, Post
from roster.models import Role
from tests.conftest import Travel
from tests.factories.incidents import People
from tests.factories.posko import make_operation, make_post
from tests.incidents.statistics.figures import make_many

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions")]

MONDAY = "2024-02-05 08:00"


def lines(client: Client, path: str = "/data/masalah.csv") -> list[dict[str, str]]:
    response = client.get(path)
    assert response.status_code == 200
    text = response.content.decode()
    assert not text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def answer(client: Client, path: str = "/data/masalah.json") -> dict[str, Any]:
    response = client.get(path)
    assert response.status_code == 200
    found: dict[str, Any] = json.loads(response.content)
    return found


@pytest.fixture
def some(people: People, at: Travel) -> None:
    """Nine of one kind, eight of another, three of a third; all were resolved."""
    make_many(people, 9, Status.RESOLVED)
    make_many(people, 8, Status.RESOLVED, category="banjir")
    make_many(people, 3, Status.RESOLVED, category="ancaman")
    at(MONDAY)


@pytest.mark.usefixtures("some")
def test_the_csv_says_the_same_as_the_json(client: Client) -> None:
    rows = answer(client)["rows"]

    def written(value: object) -> str:
        return "" if value is None else str(value).lower() if value in (True, False) else str(value)

    assert [list(row) for row in lines(client)] == [list(COLUMNS)] * len(rows)
    for line, row in zip(lines(client), rows, strict=True):
        assert set(row) == set(COLUMNS)
        for name in ("key", "label_id", "period_start", "as_of", "suppression", "unit"):
            assert line[name] == written(row[name])
        assert line["value"] == ("" if row["value"] is None else str(row["value"]))
        assert line["suppressed"] == str(row["suppressed"]).lower()


@pytest.mark.usefixtures("some")
def test_a_suppressed_figure_is_null_and_says_why(client: Client) -> None:
    rows = {(r["dimension"], r["key"]): r for r in answer(client)["rows"]}
    few, masked = rows["category", "keamanan"], rows["category", "lokasi-tps"]
    assert (few["value"], few["n"], few["suppression"]) == (None, None, Mark.FEW)
    assert (masked["value"], masked["n"], masked["suppression"]) == (None, None, Mark.MASKED)
    shown = rows["category", "hak-pilih"]
    assert (shown["value"], shown["suppressed"], shown["suppression"]) == (9, False, "")
    assert rows["category", "hoaks"]["value"] == 0


@pytest.mark.usefixtures("some")
def test_no_file_has_a_hidden_figure_in_any_form(client: Client, people: People) -> None:
    client.force_login(people[Role.PARTAI])
    for path in ("/data/masalah.json", "/api/v1/statistics"):
        values = {r["value"] for r in answer(client, path)["rows"] if r["dimension"] == "category"}
        assert values == {0, 9, None}, path


@pytest.mark.usefixtures("some")
def test_every_row_says_what_it_is_and_of_when(client: Client) -> None:
    for row in answer(client)["rows"]:
        assert row["operation"] == "pemilu-2024"
        assert row["as_of"] == "2024-02-04"
        assert row["label_id"]
        assert row["label_en"]
        if row["dimension"] == "week":
            assert row["period_start"] == row["key"]
    rows = {(r["dimension"], r["key"], r["measure"]): r for r in answer(client)["rows"]}
    median = rows["milestone", "resolved", "median"]
    assert (median["value"], median["unit"], median["n"]) == (0, "hours", 20)
    assert rows["state", "resolved", "count"]["label_id"] == "Selesai"
    assert rows["state", "resolved", "count"]["label_en"] == "Resolved"
    assert rows["total", "problems", "count"]["value"] == 20


@pytest.mark.usefixtures("some")
def test_the_json_carries_licence_and_definitions_in_both_languages(client: Client) -> None:
    found = answer(client)
    assert found["licence"]["url"].startswith("https://")
    words = {definition["key"]: definition for definition in found["definitions"]}
    assert "digabung" in words["problem"]["text_id"]
    assert "merged" in words["problem"]["text_en"]


def test_the_dictionary_explains_every_column(client: Client) -> None:
    found = answer(client, "/data/definisi.json")
    assert list(found["columns"]) == list(COLUMNS)
    assert found["suppression_threshold"] == 5
    assert {"key": "category", "label_id": "Menurut kategori", "label_en": "By category"} in found[
        "dimensions"
    ]


def test_a_name_that_is_a_formula_is_defused(client: Client, people: People, at: Travel) -> None:
    Category.objects.filter(code="hak-pilih").update(name='=HYPERLINK("https://jahat.example")')
    make_many(people, 9)
    at(MONDAY)
    row = next(line for line in lines(client) if line["key"] == "hak-pilih")
    assert row["label_id"] == '\'=HYPERLINK("https://jahat.example")'


def test_before_the_first_figures_files_are_empty_and_whole(client: Client, at: Travel) -> None:
    at("2024-01-10 08:00")
    make_operation()
    assert lines(client) == []
    assert answer(client)["rows"] == []
    assert answer(client)["as_of"] is None


def test_without_an_operation_there_are_no_files(client: Client, at: Travel) -> None:
    at("2024-01-10 08:00")
    for name in ("masalah.csv", "masalah.json", "posko.csv"):
        assert client.get(f"/data/{name}").status_code == 404
    assert client.get("/data/definisi.json").status_code == 200


@pytest.mark.usefixtures("some")
def test_the_file_is_named_and_kept_briefly(client: Client) -> None:
    response = client.get("/data/masalah.csv")
    assert response["Content-Type"].startswith("text/csv; charset=utf-8")
    assert 'filename="masalah-pemilu-2024.csv"' in response["Content-Disposition"]
    assert response["Cache-Control"].startswith("public, max-age=2")


@pytest.mark.usefixtures("some")
def test_the_api_tells_the_same(client: Client, people: People) -> None:
    client.force_login(people[Role.PARTAI])
    assert answer(client, "/api/v1/statistics")["rows"] == answer(client)["rows"]
    chosen = answer(client, "/api/v1/statistics?operation=pemilu-2024")
    assert chosen["rows"] == answer(client)["rows"]
    for slug in ("tidak-ada", "%00", "%F0%9F%97%B3"):
        assert client.get(f"/api/v1/statistics?operation={slug}").status_code == 404


def test_the_api_has_no_rows_before_the_first_figures_and_404_without_an_operation(
    client: Client, people: People, at: Travel
) -> None:
    client.force_login(people[Role.PARTAI])
    at("2024-01-10 08:00")
    assert answer(client, "/api/v1/statistics")["rows"] == []
    Operation.objects.update(published=False)
    assert client.get("/api/v1/statistics").status_code == 404


def test_the_posts_are_those_that_are_public(client: Client, at: Travel) -> None:
    at(MONDAY)
    operation = make_operation()
    make_post("31.71", operation=operation, phone="+62 21 0000", name="=Posko")
    make_post("31.72", operation=operation, published=False)
    (row,) = lines(client, "/data/posko.csv")
    assert (row["region_code"], row["latitude"], row["longitude"]) == ("31.71", "-6.18", "106.83")
    assert row["phone"] == "'+62 21 0000"
    assert row["name"] == "'=Posko"
    assert row["region"] == "Kota Administrasi Jakarta Pusat"
    Post.objects.update(latitude=None, longitude=None)
    (row,) = lines(client, "/data/posko.csv")
    assert row["latitude"] == ""
