"""/jadwal/serah-terima/<duty>/: who sees it, who signs, who takes."""

from datetime import date
from typing import Any

import pytest

from incidents.states import Status, Urgency
from roster.models import Duty, Equipment, Handover, Role
from tests.conftest import Travel
from tests.factories.incidents import People, make_incident, make_people
from tests.factories.roster import assign, make_duty, make_officer
from tests.visiting import browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def duty(people: People) -> Duty:
    post = people[Role.PETUGAS].region.posts.get()
    today = make_duty(post, date(2024, 2, 13))
    assign(today, people[Role.PETUGAS], leads=True)
    Equipment.objects.create(post=post, name="Radio", count=2)
    return today


def path(duty: Duty) -> str:
    return f"/jadwal/serah-terima/{duty.pk}/"


def form(duty: Duty, **fields: str) -> dict[str, str]:
    radio = Equipment.objects.get()
    return {"langkah": "serahkan", f"complete_{radio.pk}": "on", "notes": "Aman.", **fields}


def test_from_signing_to_taking(people: People, duty: Duty, at: Travel) -> None:
    incident = make_incident(people, Status.VERIFIED)
    wati = make_officer("wati")
    assign(make_duty(duty.post, date(2024, 2, 14)), wati, leads=True)
    at("2024-02-13 15:30")
    leaving = browser(people[Role.PETUGAS])
    assert path(duty) in leaving.get("/jadwal/saya/").content.decode()
    page = leaving.get(path(duty)).content.decode()
    assert incident.number in page
    assert "Tanda tangani dan serahkan" in page
    assert leaving.post(path(duty), form(duty)).status_code == 302
    assert "Aman." in leaving.get(path(duty)).content.decode()

    at("2024-02-14 07:30")
    coming = browser(wati)
    assert path(duty) in coming.get("/jadwal/saya/").content.decode()
    assert incident.number in coming.get(path(duty)).content.decode()
    assert coming.post(path(duty), {"langkah": "terima", "missing": "Kuda"}).status_code == 422
    sent = {"langkah": "terima", "remark": "Baik.", "missing": "Radio"}
    assert coming.post(path(duty), sent).status_code == 302
    done = coming.get(path(duty)).content.decode()
    assert "Baik." in done
    assert "Tidak lengkap saat diterima" in done
    assert "Isinya sama dengan yang ditandatangani." in done
    assert 'name="langkah"' not in done


def test_ten_cases_are_in_sight_and_all_the_others_are_folded_and_signed(
    people: People, duty: Duty, at: Travel
) -> None:
    for _n in range(11):
        make_incident(people, Status.VERIFIED)
    done = make_incident(people, Status.RESOLVED)
    last = make_incident(people, urgency=Urgency.NORMAL)
    at("2024-02-13 15:30")
    client = browser(people[Role.PETUGAS])
    before = client.get(path(duty)).content.decode()
    client.post(path(duty), form(duty))
    assert Handover.objects.get().cases.count() == 12
    for page in (before, client.get(path(duty)).content.decode()):
        sight, folded = page.split("2 masalah lagi")
        assert done.number not in page
        assert last.number in folded
        assert sight.count("/masalah/JP-") == 10
        assert folded.count("/masalah/JP-") == 2


def test_a_second_tap_is_told_the_same_as_the_first(people: People, duty: Duty, at: Travel) -> None:
    wati = make_officer("wati")
    assign(make_duty(duty.post, date(2024, 2, 14)), wati, leads=True)
    for moment, officer, sent, told in (
        ("2024-02-13 15:30", people[Role.PETUGAS], form(duty), "Serah terima ditandatangani."),
        ("2024-02-14 07:30", wati, {"langkah": "terima"}, "Serah terima diterima."),
    ):
        at(moment)
        client = browser(officer)
        for _tap in range(2):
            page = client.post(path(duty), sent, follow=True).content.decode()
            assert f"{told} Terima kasih." in page
            assert "Anda sudah" not in page


def test_the_coordinator_reads_what_is_missing(people: People, duty: Duty, at: Travel) -> None:
    def listed() -> str:
        page = browser(people[Role.KOORDINATOR]).get("/jadwal/serah-terima/")
        return " ".join(page.content.decode().split())

    assign(make_duty(duty.post, date(2024, 2, 14)), make_officer("wati"), leads=True)
    at("2024-02-13 16:05")
    assert "Belum diserahkan" in listed()
    browser(people[Role.PETUGAS]).post(path(duty), form(duty))
    assert path(duty) not in listed()
    at("2024-02-14 08:30")
    assert "Belum diterima oleh tugas Rab, 14 Feb" in listed()


def test_equipment_that_is_not_complete_wants_a_word(
    people: People, duty: Duty, at: Travel
) -> None:
    at("2024-02-13 15:30")
    client = browser(people[Role.PETUGAS])
    refused = client.post(path(duty), {"langkah": "serahkan", "notes": "Tenda bocor."})
    assert refused.status_code == 422
    assert "sebutkan apa yang kurang" in refused.content.decode()
    assert "Tenda bocor." in refused.content.decode()
    assert not Handover.objects.exists()


@pytest.mark.parametrize("notes", ["\x00", "x" * 2001])
def test_impossible_notes_are_told(notes: str, people: People, duty: Duty, at: Travel) -> None:
    at("2024-02-13 15:30")
    response = browser(people[Role.PETUGAS]).post(path(duty), form(duty, notes=notes))
    assert response.status_code == 422


def test_what_was_typed_too_late_stays_in_sight(people: People, duty: Duty, at: Travel) -> None:
    at("2024-02-13 15:30")
    client = browser(people[Role.PETUGAS])
    client.post(path(duty), form(duty))
    late = client.post(path(duty), form(duty, notes="Kunci di laci."))
    assert late.status_code == 409
    assert "Kunci di laci." in late.content.decode()
    assert "sudah menandatangani" in late.content.decode()
    assert Handover.objects.get().notes == "Aman."


def test_too_early_to_sign_is_told_and_keeps_the_notes(people: People, duty: Duty) -> None:
    client = browser(people[Role.PETUGAS])
    assert "14.00 WIB" in client.get(path(duty)).content.decode()
    early = client.post(path(duty), form(duty))
    assert early.status_code == 409
    assert "Aman." in early.content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [(role, 403 if role in {Role.PARTAI, Role.PENGHUBUNG} else 200) for role in Role],
)
def test_each_role_reads_or_does_not(role: Role, status: int, people: People, duty: Duty) -> None:
    assert browser(people[role]).get(path(duty)).status_code == status


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.PETUGAS}))
def test_nobody_else_signs(role: Role, people: People, duty: Duty, at: Travel) -> None:
    at("2024-02-13 15:30")
    assert browser(people[role]).post(path(duty), form(duty)).status_code == 403
    assert not Handover.objects.exists()


@pytest.mark.parametrize("role", list(Role))
def test_another_regions_handover_does_not_exist(role: Role, duty: Duty) -> None:
    client = browser(make_people("31.01")[role])
    assert client.get(path(duty)).status_code == 404
    assert client.post(path(duty), form(duty)).status_code == 404


def test_a_party_representative_on_the_duty_still_signs_nothing(
    people: People, duty: Duty, at: Travel
) -> None:
    duty.assignments.update(leads=False)
    assign(duty, people[Role.PARTAI], leads=True)
    at("2024-02-13 15:30")
    client = browser(people[Role.PARTAI])
    assert path(duty) not in client.get("/jadwal/saya/").content.decode()
    assert client.post(path(duty), form(duty)).status_code == 403


@pytest.mark.parametrize("pk", ["0", "9" * 30])
def test_a_duty_that_is_none_is_404(pk: str, people: People) -> None:
    response: Any = browser(people[Role.PETUGAS]).get(f"/jadwal/serah-terima/{pk}/")
    assert response.status_code == 404


def test_queries_do_not_grow_with_cases(
    people: People, duty: Duty, at: Travel, django_assert_max_num_queries: Any
) -> None:
    for _n in range(6):
        make_incident(people)
    at("2024-02-13 15:30")
    client = browser(people[Role.PETUGAS])
    with django_assert_max_num_queries(12):
        client.get(path(duty))
    client.post(path(duty), form(duty))
    with django_assert_max_num_queries(12):
        client.get(path(duty))
