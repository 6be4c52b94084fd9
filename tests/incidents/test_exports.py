"""`/masalah/unduh.csv` and `.xlsx`: the list as a file, without reporters and without formulas."""

import csv
import io
import uuid
from datetime import datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from incidents import workflow
from incidents.codes import new_code
from incidents.exports import xlsx_file
from incidents.models import Event, Incident
from incidents.states import Status
from posko.defuse import CELL_MAX, defused, defused_for_csv, legal, shortened
from posko.models import Region
from roster.models import Role
from tests.factories.incidents import People, make_incident, make_people
from tests.incidents.pages import browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

FORMULAS = [
    "=1+1", "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\n=1", "＝1", "＠x",
]  # fmt: skip


def body(response: Any) -> bytes:
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]
    return b"".join(response.streaming_content)


def csv_rows(client: Client, query: str = "") -> list[dict[str, str]]:
    """Return the CSV as a reader of commas sees it."""
    content = body(client.get(f"/masalah/unduh.csv{query}")).decode()
    assert content.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(content[1:], newline="")))


def xlsx_rows(client: Client, query: str = "") -> list[list[Any]]:
    """Return the cells of the workbook's first sheet."""
    book = load_workbook(io.BytesIO(body(client.get(f"/masalah/unduh.xlsx{query}"))))
    return [list(row) for row in book.worksheets[0].iter_rows()]


def column(rows: list[list[Any]], title: str) -> list[Any]:
    """Return the cells below ``title``."""
    place = [cell.value for cell in rows[0]].index(title)
    return [row[place] for row in rows[1:]]


def multiply(incident: Incident, times: int) -> None:
    """Store copies of ``incident`` with their events: a thousand in one go."""
    fields = {
        field.attname: getattr(incident, field.attname)
        for field in Incident._meta.concrete_fields
        if field.name not in {"id", "search"}
    }
    copies = [
        Incident(
            **{**fields, "number": f"JP-2024-{900000 + n:06d}"}
            | {"client_uuid": uuid.uuid4(), "tracking_code": new_code()}
        )
        for n in range(times)
    ]
    with transaction.atomic():
        stored = Incident.objects.bulk_create(copies)
        Event.objects.bulk_create(
            [
                Event(
                    incident=copy, sequence=copy.version, action="report", at=copy.received_at,
                    by=copy.reported_by, to_status=copy.status, data={}, previous_hash="", hash="",
                )
                for copy in stored
            ]
        )  # fmt: skip


def test_both_files_show_what_the_list_shows(people: People) -> None:
    first = make_incident(
        people, description="Baliho roboh, “di” Cikini;\nkedua", category="kampanye"
    )
    second = make_incident(people, Status.CLOSED, tps_number=12)
    make_incident(make_people("31.01"), region="31.01.01.1001")
    client = browser(people, Role.KOORDINATOR)
    rows = csv_rows(client)
    assert [row["Nomor"] for row in rows] == [second.number, first.number]
    assert rows[1]["Yang terjadi"] == first.description
    assert rows[1]["Waktu kejadian"] == "2024-02-13 08:00"
    assert rows[1]["Zona waktu"] == "WIB"
    assert (rows[0]["Nomor TPS"], rows[1]["Nomor TPS"]) == ("12", "")
    assert rows[0]["Hasil"] == "Surat sudah diterima."
    cells = xlsx_rows(client)
    assert [cell.value for cell in column(cells, "Nomor")] == [second.number, first.number]
    assert column(cells, "Waktu kejadian")[1].value == datetime(2024, 2, 13, 8, 0)  # noqa: DTZ001
    assert column(cells, "Nomor TPS")[0].value == 12
    assert column(cells, "Yang terjadi")[1].value == first.description


def test_the_filter_counts_and_the_page_does_not(people: People) -> None:
    first = make_incident(people, category="kampanye")
    second = make_incident(people, category="kampanye")
    make_incident(people)
    client = browser(people, Role.KOORDINATOR)
    query = f"?category=kampanye&before={second.pk}"
    numbers = [second.number, first.number]
    assert [row["Nomor"] for row in csv_rows(client, query)] == numbers
    assert [cell.value for cell in column(xlsx_rows(client, query), "Nomor")] == numbers
    for odd in ("?q=%00", "?status=x", "?region=31.01", "?before=x", "?category=%00"):
        assert len(csv_rows(client, odd)) == 3


def test_the_lists_buttons_carry_the_filter(people: People) -> None:
    make_incident(people, category="kampanye")
    for headers in ({}, {"HX-Request": "true"}):
        page = text(
            browser(people).get("/masalah/?category=kampanye&before=99999", headers=headers)
        )
        assert 'href="/masalah/unduh.csv?category=kampanye"' in page
        assert 'href="/masalah/unduh.xlsx?category=kampanye"' in page


def test_extra_fields_become_words(people: People) -> None:
    from incidents.models import Category

    Category.objects.filter(code="lainnya").update(
        fields={
            "properties": {
                "jumlah": {"type": "number", "title": "Jumlah"},
                "ya": {"type": "boolean", "title": "Ya"},
            }
        }
    )
    make_incident(people, category="lainnya", extra={"jumlah": 3, "ya": True})
    (row,) = csv_rows(browser(people))
    assert sorted(row["Data tambahan"].split("; ")) == ["Jumlah: 3", "Ya: ya"]


@pytest.mark.parametrize("typed", FORMULAS)
def test_no_cell_is_a_formula(people: People, typed: str) -> None:
    incident = make_incident(people, Status.RESOLVED, description=typed, place_detail=typed.strip())
    client = browser(people, Role.KOORDINATOR)
    (row,) = csv_rows(client)
    assert row["Yang terjadi"].startswith("'")
    assert row["Yang terjadi"].replace("'", "") == typed.replace("'", "")
    assert row["Tempat persisnya"].startswith("'")
    cells = xlsx_rows(client)
    for title in ("Yang terjadi", "Tempat persisnya"):
        (cell,) = column(cells, title)
        assert cell.data_type == "s"
        assert cell.value.startswith("'")
    assert incident.number


def test_a_reader_that_splits_at_semicolons_finds_no_formula_either(people: People) -> None:
    make_incident(people, description='rusak;=HYPERLINK("http://x")\n@SUM(1);\t+1 biasa; - garis')
    content = body(browser(people).get("/masalah/unduh.csv")).decode()
    for line in content.splitlines():
        for cell in line.split(";"):
            assert not cell.strip().lstrip('"').startswith(("=", "+", "-", "@"))


def test_harmless_text_is_left_alone() -> None:
    for words in ["a=b", "TPS 3-4", "nama@contoh", "'dikutip'", "", "1+1"]:
        assert defused(words) == defused_for_csv(words) == words


def test_what_excel_cannot_hold_is_cut_or_left_out(people: People) -> None:
    assert legal("a\x00b\x0bc\x1fd\ud800e\ufffef\tg\n") == "abcdef\tg\n"
    assert len(shortened("x" * 40_000)) == CELL_MAX
    emoji = shortened("😀" * 20_000)
    assert len(emoji.encode("utf-16-le")) // 2 <= CELL_MAX
    assert shortened("y" * CELL_MAX) == "y" * CELL_MAX
    incident = make_incident(people, description="a\x01b\x0c_x0041_ \U0001f600 _x000D_")
    (cell,) = column(xlsx_rows(browser(people)), "Yang terjadi")
    # Written so that Excel shows it as typed; openpyxl shows how.
    assert cell.value.replace("_x005F_", "_") == "ab_x0041_ \U0001f600 _x000D_"
    (row,) = csv_rows(browser(people))
    assert row["Yang terjadi"] == "ab_x0041_ \U0001f600 _x000D_"
    assert incident.pk


def test_what_fills_one_sheet_goes_on_with_the_next(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_file, "SHEET_ROWS", 2)
    numbers = [make_incident(people).number for _ in range(5)]
    book = load_workbook(io.BytesIO(body(browser(people).get("/masalah/unduh.xlsx"))))
    found = [[row[0].value for row in sheet.iter_rows(min_row=2)] for sheet in book]
    assert [len(sheet) for sheet in found] == [2, 2, 1]
    assert [number for sheet in found for number in sheet] == numbers[::-1]
    assert all(sheet["A1"].value == "Nomor" for sheet in book)


def test_an_empty_list_gives_titles_alone(people: People) -> None:
    assert csv_rows(browser(people)) == []
    (titles,) = xlsx_rows(browser(people))
    assert titles[0].value == "Nomor"


def test_neither_reporter_nor_tracking_code_leaves(people: People) -> None:
    incident = make_incident(people, Status.REFERRED)
    for role in set(Role) - {Role.PARTAI}:
        client = browser(people, role)
        content = body(client.get("/masalah/unduh.csv")).decode()
        assert incident.number in content
        cells = [str(cell.value) for row in xlsx_rows(client) for cell in row]
        for secret in ["Warga Contoh", "0800", "Jl. Contoh", incident.tracking_code]:
            assert secret not in content
            assert not any(secret in cell for cell in cells)


def test_party_representatives_take_nothing_out(people: People) -> None:
    make_incident(people, Status.REFERRED, reported_party="Tuan Terlapor")
    client = browser(people, Role.PARTAI)
    for name in ("unduh.csv", "unduh.xlsx"):
        assert client.get(f"/masalah/{name}").status_code == 403
    assert "unduh" not in text(client.get("/masalah/"))


def test_columns_about_the_accused_are_not_for_party_representatives(people: People) -> None:
    from incidents.exports.rows import columns_for

    theirs = {str(column.title) for column in columns_for(people[Role.PARTAI])}
    ours = {str(column.title) for column in columns_for(people[Role.KOORDINATOR])}
    assert ours - theirs == {"Terlapor", "Bukti"}


def test_a_liaison_takes_out_what_was_referred_to_them(people: People) -> None:
    referred = make_incident(people, Status.REFERRED)
    make_incident(people)
    assert [row["Nomor"] for row in csv_rows(browser(people, Role.PENGHUBUNG))] == [referred.number]


@pytest.mark.parametrize("name", ["unduh.csv", "unduh.xlsx"])
def test_a_thousand_rows_cost_no_more_queries_than_one(people: People, name: str) -> None:
    incident = make_incident(people, category="hak-pilih")
    client = browser(people, Role.KOORDINATOR)
    counts = []
    for more in (0, 1100):
        if more:
            multiply(incident, more)
        with CaptureQueriesContext(connection) as queries:
            content = body(client.get(f"/masalah/{name}"))
        counts.append(len(queries))
    assert counts[0] == counts[1]
    if name == "unduh.csv":
        assert content.decode().count("JP-2024-") == 1101
    else:
        sheet = load_workbook(io.BytesIO(content), read_only=True).worksheets[0]
        assert sum(1 for _ in sheet.iter_rows()) == 1102


def test_rows_leave_before_all_are_read(people: People) -> None:
    from incidents.exports.csv_file import PART, csv_parts
    from incidents.exports.rows import columns_for

    read: list[int] = []

    def rows() -> Any:
        for n in range(1000):
            read.append(n)
            yield [str(n)]

    parts = csv_parts(columns_for(people[Role.KOORDINATOR])[:1], rows())
    next(parts)
    next(parts)
    assert len(read) == PART


def test_times_are_those_of_the_place(people: People) -> None:
    Region.objects.filter(code="31.71").update(time_zone="Asia/Jayapura")
    make_incident(people)
    (row,) = csv_rows(browser(people))
    assert (row["Diterima"], row["Zona waktu"]) == ("2024-02-13 11:00", "WIT")


def test_a_case_that_moves_while_its_list_is_taken_out_is_no_error(people: People) -> None:
    incident = make_incident(people)
    response: Any = browser(people, Role.KOORDINATOR).get("/masalah/unduh.csv")
    parts = iter(response.streaming_content)
    next(parts)
    workflow.verify(incident, people[Role.KOORDINATOR])
    assert incident.number.encode() in b"".join(parts)
