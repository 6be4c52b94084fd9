"""Absences one a row; gaps are told; the reasons are for those who plan."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from roster.models import Absence, Assignment, Role
from tests.factories.posko import make_post
from tests.factories.roster import assign, make_duty, make_officer
from tests.factories.sheets import content_of, login, shown, store, told, workbook

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

HEAD = ["Nama pengguna", "Nama lengkap", "Jenis", "Hari pertama", "Hari terakhir", "Catatan"]
FIRST, LAST = date(2024, 2, 13), date(2024, 2, 15)


@pytest.fixture
def staff() -> Client:
    return login(make_officer("staf", Role.KESBANGPOL))


@pytest.fixture
def budi() -> Any:
    return make_officer("budi", full_name="Budi Santoso")


def rows(*some: list[Any]) -> bytes:
    return workbook(Ketidakhadiran=[HEAD, *some])


def away(officer: Any, **fields: Any) -> Absence:
    given = {"kind": "leave", "first_day": FIRST, "last_day": LAST, **fields}
    return Absence.objects.create(officer=officer, **given)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_what_goes_out_comes_in_and_changes_nothing(ending: str, staff: Client, budi: Any) -> None:
    away(budi, note="=CMD|' /C calc'!A0; -1")
    away(make_officer("twin", full_name="Budi Santoso"), kind="illness", last_day=FIRST)
    content = content_of(staff.get(f"/admin/roster/importdraft/ketidakhadiran.{ending}"))
    plan = shown(staff, "ketidakhadiran", content, f"x.{ending}")
    assert (told(plan), plan.lines, plan.left) == ([], [], 2)


def test_rows_are_made_changed_and_left(staff: Client, budi: Any) -> None:
    away(budi)
    away(budi, first_day=LAST)
    content = rows(
        ["budi", "", "Sakit", "13/02/2024", "15 Februari 2024", "demam"],
        ["", "Budi Santoso", "cuti", LAST, LAST, ""],
        ["", "budi santoso", "Pelatihan", "20 Feb 2024", "", ""],
    )
    plan = shown(staff, "ketidakhadiran", content)
    assert (told(plan), plan.counts, plan.left) == ([], {"changed": 1, "made": 1}, 1)
    store(staff)
    kept = Absence.objects.order_by("first_day").values_list("kind", "note")
    assert list(kept) == [("illness", "demam"), ("leave", ""), ("training", "")]


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (["", "", "Cuti", FIRST, LAST, ""], "A2: mohon tulis siapa yang berhalangan."),
        (["bud", "", "Cuti", FIRST, LAST, ""], "A2: nama 'bud' tidak dikenal; maksud Anda Budi"),
        (["wati", "", "Cuti", FIRST, LAST, ""], "A2: nama 'wati' tidak dikenal"),
        (["budi", "", "Bolos", FIRST, LAST, ""], "C2: mohon tulis salah satu dari: "),
        (["budi", "", "Cuti", "31.02.2024", LAST, ""], "D2: '31.02.2024' bukan tanggal yang ada"),
        (["budi", "", "Cuti", "", LAST, ""], "D2: mohon tulis tanggal, seperti 13/02/2024."),
        (["budi", "", "Cuti", LAST, FIRST, ""], "E2: "),
        (["budi", "", "Cuti", FIRST, LAST, "x" * 201], "F2: paling banyak 200 huruf."),
    ],
)
def test_each_bad_cell_is_named(cells: list[Any], words: str, staff: Client, budi: Any) -> None:
    make_officer("wati", code="31.73")
    plan = shown(staff, "ketidakhadiran", rows(cells))
    assert [one for one in told(plan) if one.startswith(f"Lembar 'Ketidakhadiran', sel {words}")]


def test_a_row_twice_is_named(staff: Client, budi: Any) -> None:
    content = rows(["budi", "", "Cuti", FIRST, LAST], ["", "Budi Santoso", "Sakit", FIRST, LAST])
    assert told(shown(staff, "ketidakhadiran", content)) == [
        "Lembar 'Ketidakhadiran', sel A3: ketidakhadiran ini sudah ada di baris 2."
    ]


def test_a_gap_in_the_rota_is_told_and_the_duty_keeps_its_person(staff: Client, budi: Any) -> None:
    assign(make_duty(make_post(), FIRST), budi)
    assign(make_duty(make_post("31.73"), LAST), budi)
    plan = shown(staff, "ketidakhadiran", rows(["budi", "", "Cuti", FIRST, LAST]))
    assert [str(one).split(": ", 1)[1] for one in plan.warnings] == [
        "Budi Santoso bertugas jaga pada Sel, 13 Feb, Posko Jakarta Pusat: akan ada kekurangan.",
        "Budi Santoso bertugas jaga pada Kam, 15 Feb, wilayah lain: akan ada kekurangan.",
    ]
    assert store(staff).status_code == 422
    store(staff, accepted=True)
    assert (Absence.objects.count(), Assignment.objects.count()) == (1, 2)


def test_reasons_stay_in_their_region(staff: Client) -> None:
    away(make_officer("wati", code="31.73"), note="rahasia")
    content = content_of(staff.get("/admin/roster/importdraft/ketidakhadiran.csv"))
    assert b"rahasia" not in content


@pytest.mark.parametrize("role", [Role.PETUGAS, Role.KOORDINATOR, Role.PARTAI, Role.PENGHUBUNG])
def test_reasons_are_for_those_who_may_see_absences(role: Role, budi: Any) -> None:
    client = login(make_officer("orang", role))
    assert client.get("/admin/roster/importdraft/ketidakhadiran.csv").status_code == 403
