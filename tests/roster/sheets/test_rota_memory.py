"""An old file changes what somebody changed in it, and undoes nothing that happened since."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.test import Client

from posko.models import Level
from posko.sheets.limits import MEMORY
from roster.models import Absence, Assignment, Duty, InstitutionKind, Requirement, Role
from tests.factories.posko import make_operation, make_post
from tests.factories.roster import assign, make_duty, make_institution, make_officer
from tests.factories.sheets import content_of, login, saved, shown, store, told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

DAY, NEXT = date(2024, 2, 13), date(2024, 2, 14)
URL = "/admin/roster/importdraft/jadwal."
WEEK = "?minggu=2024-02-13"
# The columns of both days in the file of that week.
DAY_AT, NEXT_AT = "E", "F"


class Rota:
    """A post where two of three people of a kind are on duty, on two days."""

    def __init__(self) -> None:
        self.polres = make_institution(InstitutionKind.POLRES)
        Requirement.objects.create(
            operation=make_operation(),
            level=Level.CITY,
            institution_kind=InstitutionKind.POLRES,
            people=2,
        )
        self.post = make_post()
        self.staff = login(make_officer("staf", Role.KESBANGPOL))
        self.ani, self.budi, self.eka, self.tono = (
            make_officer(name, full_name=f"{name.title()} Maharani", institution=self.polres)
            for name in ("ani", "budi", "eka", "tono")
        )
        self.duty, self.next = make_duty(self.post, DAY), make_duty(self.post, NEXT)
        assign(self.duty, self.ani)
        assign(self.duty, self.budi)
        assign(self.next, self.budi)

    def replace(self, duty: Duty, old: Any, new: Any, leads: bool = False) -> None:
        Assignment.objects.filter(duty=duty, officer=old).delete()
        assign(duty, new, leads=leads)

    def people(self, duty: Duty) -> list[str]:
        rows = Assignment.objects.filter(duty=duty).order_by("officer__username")
        return [f"{a.officer.username}{'*' if a.leads else ''}" for a in rows]


@pytest.fixture
def rota() -> Rota:
    return Rota()


def export(staff: Client, ending: str = "xlsx") -> bytes:
    return content_of(staff.get(f"{URL}{ending}{WEEK}"))


def changed(content: bytes, **cells: str) -> bytes:
    """The file with other names in some cells."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for address, name in cells.items():
        book.worksheets[0][address] = name or None
    return saved(book)


def test_the_file_is_as_these_tests_take_it(rota: Rota) -> None:
    page = openpyxl.load_workbook(io.BytesIO(export(rota.staff))).worksheets
    assert [page[0][f"{DAY_AT}{row}"].value for row in (5, 6)] == ["Ani Maharani", "Budi Maharani"]
    assert [page[0][f"{NEXT_AT}{row}"].value for row in (5, 6)] == ["Budi Maharani", None]
    assert [(one.title, one.sheet_state) for one in page[1:]] == [(MEMORY, "hidden")]


def test_an_old_file_with_one_changed_cell_changes_that_one(rota: Rota) -> None:
    old = export(rota.staff)
    rota.replace(rota.duty, rota.budi, rota.eka)
    plan = shown(rota.staff, "jadwal", changed(old, F6="Tono Maharani"))
    assert (told(plan), plan.warnings, plan.counts) == ([], [], {"made": 1})
    assert "tetap seperti jadwal sekarang: 1." in str(plan.notes[0])
    store(rota.staff)
    assert rota.people(rota.duty) == ["ani", "eka"]
    assert rota.people(rota.next) == ["budi", "tono"]


def test_an_old_file_that_nobody_changed_changes_nothing(rota: Rota) -> None:
    old = export(rota.staff)
    rota.replace(rota.duty, rota.budi, rota.eka)
    assign(rota.next, rota.tono)
    Assignment.objects.filter(duty=rota.next, officer=rota.budi).delete()
    plan = shown(rota.staff, "jadwal", old)
    assert (told(plan), plan.warnings, plan.lines) == ([], [], [])


def test_nobody_comes_back_on_a_day_of_absence(rota: Rota) -> None:
    old = export(rota.staff)
    Absence.objects.create(officer=rota.budi, kind="illness", first_day=DAY, last_day=DAY)
    Assignment.objects.filter(duty=rota.duty, officer=rota.budi).delete()
    plan = shown(rota.staff, "jadwal", changed(old, E5="Tono Maharani"))
    assert sorted(line.what for line in plan.lines) == ["made", "removed"]
    store(rota.staff, accepted=True)
    assert rota.people(rota.duty) == ["tono"]


@pytest.mark.parametrize("name", ["Tono Maharani", ""])
def test_a_cell_that_both_changed_is_a_conflict(rota: Rota, name: str) -> None:
    old = export(rota.staff)
    rota.replace(rota.duty, rota.budi, rota.eka)
    plan = shown(rota.staff, "jadwal", changed(old, E6=name))
    assert told(plan) == [
        "Lembar 'Posko Jakarta Pusat', sel E6: jadwal di sel ini sudah berubah sejak berkas"
        " diunduh: sekarang Eka Maharani. Mohon kembalikan isi sel seperti semula, atau unduh"
        " jadwal sekali lagi."
    ]
    assert store(rota.staff, accepted=True).status_code == 422
    assert rota.people(rota.duty) == ["ani", "eka"]


def test_an_empty_place_that_both_filled_is_a_conflict(rota: Rota) -> None:
    old = export(rota.staff)
    assign(rota.next, rota.eka)
    plan = shown(rota.staff, "jadwal", changed(old, F6="Tono Maharani"))
    assert ["sel F6: " in one and "sekarang Eka Maharani" in one for one in told(plan)] == [True]


def test_a_place_that_was_vacated_since_is_a_conflict_and_said_to_be_empty(rota: Rota) -> None:
    old = export(rota.staff)
    Assignment.objects.filter(duty=rota.duty, officer=rota.budi).delete()
    plan = shown(rota.staff, "jadwal", changed(old, E6="Tono Maharani"))
    assert ["sel E6: " in one and "sekarang tidak ada" in one for one in told(plan)] == [True]


def test_days_that_the_download_lacks_are_taken_at_their_word(rota: Rota) -> None:
    later = make_duty(rota.post, date(2024, 2, 20))
    assign(later, rota.eka)
    book = openpyxl.load_workbook(io.BytesIO(export(rota.staff)))
    page = book.worksheets[0]
    last = next(column for column in range(page.max_column, 0, -1) if page.cell(2, column).value)
    page.cell(2, last).value = date(2024, 2, 20)
    plan = shown(rota.staff, "jadwal", saved(book))
    assert any("akan dilepas: Eka Maharani" in str(one) for one in plan.warnings)


def test_only_the_cell_in_conflict_is_named(rota: Rota) -> None:
    old = export(rota.staff)
    rota.replace(rota.duty, rota.budi, rota.eka)
    sari = make_officer("sari", full_name="Sari", institution=rota.polres)
    plan = shown(rota.staff, "jadwal", changed(old, E5=sari.full_name, E6="Tono Maharani"))
    assert ["sel E6: " in one for one in told(plan)] == [True]


def test_where_both_changed_to_the_same_there_is_no_conflict(rota: Rota) -> None:
    old = export(rota.staff)
    rota.replace(rota.duty, rota.budi, rota.eka)
    plan = shown(rota.staff, "jadwal", changed(old, E6="Eka Maharani"))
    assert (told(plan), plan.lines) == ([], [])
    Assignment.objects.filter(duty=rota.next).delete()
    plan = shown(rota.staff, "jadwal", changed(old, F5=""))
    assert (told(plan), plan.lines) == ([], [])


def test_another_cell_of_the_same_duty_is_applied(rota: Rota) -> None:
    old = export(rota.staff)
    rota.replace(rota.duty, rota.budi, rota.eka)
    shown(rota.staff, "jadwal", changed(old, E5="Tono Maharani"))
    store(rota.staff)
    assert rota.people(rota.duty) == ["eka", "tono"]


def test_a_lead_that_was_given_since_stays(rota: Rota) -> None:
    old = export(rota.staff)
    Assignment.objects.filter(duty=rota.duty, officer=rota.ani).update(leads=True)
    assert shown(rota.staff, "jadwal", old).lines == []
    plan = shown(rota.staff, "jadwal", changed(old, E6="Budi Maharani (ketua)"))
    assert ["sel E6: " in w and "Ani Maharani (ketua)" in w for w in told(plan)] == [True]


def test_a_lead_moves_by_an_old_file_where_the_lead_is_as_it_was(rota: Rota) -> None:
    Assignment.objects.filter(duty=rota.duty, officer=rota.ani).update(leads=True)
    old = export(rota.staff)
    rota.replace(rota.next, rota.budi, rota.eka)
    plan = shown(rota.staff, "jadwal", changed(old, E5="Ani Maharani", E6="Budi Maharani (ketua)"))
    assert (told(plan), plan.counts) == ([], {"changed": 2})
    store(rota.staff, accepted=True)
    assert rota.people(rota.duty) == ["ani", "budi*"]


def test_rows_in_another_order_change_nothing(rota: Rota) -> None:
    old = export(rota.staff)
    assign(rota.next, rota.eka)
    content = changed(old, E5="budi", E6="Ani Maharani", F5="", F6="Budi Maharani")
    plan = shown(rota.staff, "jadwal", content)
    assert (told(plan), plan.lines) == ([], [])


def test_a_duty_or_a_name_that_is_gone_since_does_not_spoil_cells_nobody_changed(
    rota: Rota,
) -> None:
    old = export(rota.staff)
    rota.ani.full_name = "Ani Wulandari"
    rota.ani.save()
    assign(rota.next, rota.ani)
    plan = shown(rota.staff, "jadwal", changed(old, E6="Tono Maharani"))
    assert (told(plan), plan.counts) == ([], {"made": 1, "removed": 1})
    store(rota.staff)
    assert rota.people(rota.duty) == ["ani", "tono"]


def test_what_an_emptied_cell_leaves_short_is_a_warning(rota: Rota) -> None:
    plan = shown(rota.staff, "jadwal", changed(export(rota.staff), E6=""))
    assert [str(one) for one in plan.warnings] == [
        "Posko Jakarta Pusat, Sel, 13 Feb: akan tersisa 1 dari 2 orang Polres."
    ]
    assert store(rota.staff).status_code == 422
    assert rota.people(rota.duty) == ["ani", "budi"]


def test_without_memory_each_removal_is_told_and_wants_the_tick(rota: Rota) -> None:
    old = export(rota.staff, "csv")
    Absence.objects.create(officer=rota.budi, kind="illness", first_day=DAY, last_day=DAY)
    rota.replace(rota.duty, rota.budi, rota.eka)
    assign(rota.next, rota.tono)
    plan = shown(rota.staff, "jadwal", old, "x.csv")
    words = "\n".join(str(one) for one in plan.warnings)
    assert "akan dilepas: Eka Maharani: Posko Jakarta Pusat, Sel, 13 Feb." in words
    assert "akan dilepas: Tono Maharani: Posko Jakarta Pusat, Rab, 14 Feb." in words
    assert "Rab, 14 Feb: akan tersisa 1 dari 2 orang Polres." in words
    assert "Budi Maharani" in words
    assert len(plan.warnings) == 4
    assert store(rota.staff).status_code == 422
    assert rota.people(rota.duty) == ["ani", "eka"]


@pytest.mark.parametrize(
    "text", ["", ".", ".[]", '.{"post":[]}', "." + "[" * 20_000, '.{"post":1,"days":2}', "=1"]
)
def test_a_spoiled_memory_counts_as_none(rota: Rota, text: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(export(rota.staff)))
    book[MEMORY]["A1"] = text
    rota.replace(rota.duty, rota.budi, rota.eka)
    plan = shown(rota.staff, "jadwal", saved(book))
    assert any("akan dilepas: Eka" in str(one) for one in plan.warnings)


def test_a_lot_is_remembered_too(rota: Rota, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roster.sheets.memory.MAX_PIECE", 50)
    old = export(rota.staff)
    rota.replace(rota.duty, rota.budi, rota.eka)
    assert shown(rota.staff, "jadwal", old).lines == []
