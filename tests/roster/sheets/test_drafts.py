"""Between preview and storing: exactly that file, once, by its owner, if nothing changed."""

import io
from datetime import date
from typing import Any

import pytest
from django.test import Client

from posko import clock
from roster.models import Absence, Assignment, ImportDraft, Officer, Role
from roster.sheets.drafts import NotStored, keep, preview, sweep
from roster.sheets.drafts import store as store_draft
from tests.conftest import Travel
from tests.factories.posko import make_post
from tests.factories.roster import assign, make_duty, make_institution, make_officer
from tests.factories.sheets import login, send, shown, store, workbook
from tests.together import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

DAY = date(2024, 2, 13)
PAGE = "/admin/roster/importdraft/"
NEW = workbook(Data=[["Nama pengguna", "Nama lengkap"], ["sari", "Sari Dewi"]])


def rota(name: str = "budi") -> bytes:
    head: list[list[Any]] = [["Posko", "Posko Jakarta Pusat"], ["Instansi", "Sif", "No.", DAY]]
    return workbook(Posko_Jakarta_Pusat=[*head, ["Polres", "", 1, name]])


@pytest.fixture
def me() -> Officer:
    return make_officer("staf", Role.KESBANGPOL)


@pytest.fixture
def staff(me: Officer) -> Client:
    return login(me)


@pytest.fixture
def budi() -> Officer:
    make_post()
    return make_officer("budi", institution=make_institution())


def test_a_second_storing_is_refused_and_the_bytes_are_gone(staff: Client) -> None:
    shown(staff, "petugas", NEW)
    store(staff)
    Officer.objects.filter(username="sari").delete()
    page = store(staff).content.decode()
    assert "Berkas ini sudah disimpan." in page
    assert not Officer.objects.filter(username="sari").exists()
    assert bytes(ImportDraft.objects.get().content) == b""


@pytest.mark.django_db(transaction=True)
def test_two_storings_at_once_store_once(me: Officer, budi: Officer) -> None:
    draft = keep(me, "jadwal", "x.xlsx", rota())
    preview(draft, me)

    def tap() -> str:
        try:
            store_draft(draft, me, accepted=True)
        except NotStored as refused:
            return refused.words
        return "stored"

    assert sorted(at_once(tap, tap)) == ["Berkas ini sudah disimpan.", "stored"]
    assert Assignment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_files_with_the_same_person_at_once_never_put_them_there_twice(
    me: Officer, budi: Officer
) -> None:
    drafts = [keep(me, "jadwal", f"{n}.xlsx", rota()) for n in range(2)]
    for draft in drafts:
        preview(draft, me)

    def tap(draft: ImportDraft) -> bool:
        try:
            store_draft(draft, me, accepted=True)
        except NotStored:
            return False
        return True

    assert sorted(at_once(*(lambda d=d: tap(d) for d in drafts))) == [False, True]
    assert Assignment.objects.count() == 1


def test_somebody_elses_change_is_told_and_nothing_stored(staff: Client, budi: Officer) -> None:
    shown(staff, "jadwal", rota())
    Absence.objects.create(officer=budi, kind="illness", first_day=DAY, last_day=DAY)
    response = store(staff)
    assert response.status_code == 422
    assert "Sementara itu ada yang mengubah data" in response.content.decode()
    assert not Assignment.objects.exists()
    assert len(response.context["plan"].warnings) == 1
    store(staff, accepted=True)
    assert Assignment.objects.exists()


def test_a_duty_that_somebody_else_gave_is_told(staff: Client, budi: Officer) -> None:
    shown(staff, "jadwal", rota())
    assign(make_duty(make_post("31.73"), DAY), budi)
    assert store(staff).status_code == 422
    assert Assignment.objects.count() == 1


def test_what_the_browser_sends_along_changes_nothing(staff: Client) -> None:
    shown(staff, "petugas", NEW)
    draft = ImportDraft.objects.get()
    forged = {"content": "x", "kind": "jadwal", "seen": "x", "file": io.BytesIO(b"x")}
    staff.post(f"{PAGE}{draft.pk}/simpan/", forged)
    assert Officer.objects.filter(username="sari").exists()


def test_a_draft_is_its_owners_alone(staff: Client) -> None:
    shown(staff, "petugas", NEW)
    other = login(make_officer("lain", Role.ADMINISTRATOR))
    draft = ImportDraft.objects.get()
    assert other.get(f"{PAGE}{draft.pk}/").status_code == 404
    assert other.post(f"{PAGE}{draft.pk}/simpan/").status_code == 404


def test_who_lost_the_right_stores_nothing(me: Officer, staff: Client) -> None:
    shown(staff, "petugas", NEW)
    Officer.objects.filter(pk=me.pk).update(role=Role.PENGAWAS)
    assert store(staff).status_code == 403


def test_who_moved_to_another_region_stores_by_the_new_one(
    me: Officer, staff: Client, budi: Officer
) -> None:
    shown(staff, "jadwal", rota())
    Officer.objects.filter(pk=me.pk).update(region="31.73")
    assert store(staff).status_code == 422
    assert not Assignment.objects.exists()


def test_a_draft_is_forgotten_after_two_hours(staff: Client, at: Travel) -> None:
    shown(staff, "petugas", NEW)
    at("2024-02-13 11:01")
    response = store(staff)
    assert response.status_code == 422
    assert "terlalu lama" in response.content.decode()
    assert sweep() == 1
    assert store_missing(staff)


def store_missing(staff: Client) -> bool:
    return staff.get(f"{PAGE}00000000-0000-0000-0000-000000000000/").status_code == 404


def test_a_person_has_five_drafts_at_most(me: Officer) -> None:
    for n in range(8):
        keep(me, "petugas", f"{n}.xlsx", NEW)
    assert ImportDraft.objects.of(me).count() == 5


def test_no_file_and_a_file_too_big_are_told_at_the_form(staff: Client) -> None:
    for data in ({}, {"file": io.BytesIO(b"a;b\n" * 2_000_000)}):
        response = staff.post(f"{PAGE}petugas/periksa/", data)
        assert response.status_code == 422
        assert "paling besar 5 MB" in response.content.decode()
    assert not ImportDraft.objects.exists()


def test_a_strange_name_of_a_file_does_no_harm(staff: Client) -> None:
    response = send(staff, "petugas", NEW, "../<b>" + "x" * 300 + ".xlsx")
    assert response.status_code == 200
    assert "<b>" not in response.content.decode()


@pytest.mark.parametrize("path", ["jadwal.pdf", "rahasia.xlsx", "x/", "jadwal/simpan/"])
def test_what_is_not_there_is_404(path: str, staff: Client) -> None:
    assert staff.get(f"{PAGE}{path}").status_code == 404


def test_an_auditor_takes_out_and_brings_nothing_in() -> None:
    make_post()
    client = login(make_officer("auditor", Role.PENGAWAS))
    page = client.get(PAGE).content.decode()
    assert "Unduh .xlsx" in page
    assert "Periksa berkas" not in page
    assert client.get(f"{PAGE}jadwal.xlsx").status_code == 200
    assert send(client, "petugas", NEW).status_code == 403


def test_without_an_operation_there_is_no_rota_to_take_out(staff: Client) -> None:
    assert staff.get(PAGE).status_code == 200
    assert staff.get(f"{PAGE}jadwal.xlsx").status_code == 404
    assert send(staff, "jadwal", rota()).status_code == 422


def test_what_an_import_changed_is_in_the_history(me: Officer, staff: Client) -> None:
    shown(staff, "petugas", NEW)
    store(staff)
    sari = Officer.objects.get(username="sari")
    page = login(make_officer("admin", Role.ADMINISTRATOR)).get(
        f"/admin/roster/officer/{sari.pk}/history/"
    )
    assert "Staf" in page.content.decode()
    assert clock.now().year == 2024
