"""Letters to institutions: what is on them, and for whom they are."""

import pytest
from django.test import Client

from incidents import workflow
from incidents.states import Status
from roster.models import InstitutionKind, Role
from tests.factories.files import make_upload
from tests.factories.incidents import People, make_incident, refer
from tests.factories.roster import make_institution, make_officer
from tests.incidents.documents.papers import letter_path, paths, read, words
from tests.incidents.pages import browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


def test_the_letter_is_ready_to_sign(people: People) -> None:
    people[Role.KOORDINATOR].region.posts.update(venue="Ruang Serbaguna", address="Jalan Contoh 9")
    make_institution(InstitutionKind.KESBANGPOL)
    incident = make_incident(people, Status.VERIFIED)
    workflow.refer(
        incident, people[Role.KOORDINATOR],
        institution=people.kpu, letter_number="012/KBP/II/2024", message="Mohon segera dicek.",
    )  # fmt: skip
    told = words(read(browser(people, Role.KOORDINATOR).get(letter_path(incident))))
    for part in [
        "Posko Bersama Pemilu 2024", "Kota Administrasi Jakarta Pusat", "Ruang Serbaguna",
        "Jalan Contoh 9", "012/KBP/II/2024", "13 Februari 2024", "Kepada Yth.", people.kpu.name,
        f"Penerusan masalah {incident.number}", "Hak pilih", "Menteng", "Mohon segera dicek.",
        "Surat pemberitahuan memilih belum diterima.",
        "paling lambat Rabu, 14 Februari 2024 pukul 09.00 WIB",
        "meneruskan", "tidak memutuskan", people[Role.KOORDINATOR].full_name, "Tembusan",
        "Kesbangpol", "Arsip posko", "Halaman 1 / 1",
    ]:  # fmt: skip
        assert part in told
    for secret in ["Warga Contoh", "0800", "Jl. Contoh", incident.tracking_code]:
        assert secret not in told


def test_who_isnt_a_coordinator_leaves_the_name_to_the_one_who_signs(people: People) -> None:
    incident = make_incident(people, Status.VERIFIED)
    workflow.refer(incident, people[Role.ADMINISTRATOR], institution=people.kpu, letter_number="1")
    told = words(read(browser(people, Role.KOORDINATOR).get(letter_path(incident))))
    assert people[Role.ADMINISTRATOR].full_name not in told
    assert "........" in told


def test_a_liaison_gets_their_own_letter_and_no_other(people: People) -> None:
    incident = make_incident(people, Status.VERIFIED)
    ours = refer(incident, people)
    police = make_institution(InstitutionKind.POLRES)
    workflow.refer(
        incident, people[Role.KOORDINATOR], institution=police, letter_number="977/KBP/II/2024"
    )
    theirs = incident.referrals.get(institution=police)
    base = f"/masalah/{incident.number}/rujukan"
    client = browser(people, Role.PENGHUBUNG)
    assert people.kpu.name in words(read(client.get(f"{base}/{ours.pk}/surat.pdf")))
    assert client.get(f"{base}/{theirs.pk}/surat.pdf").status_code == 404
    file = words(read(client.get(f"/masalah/{incident.number}/berkas.pdf")))
    assert "012/KBP/II/2024" in file
    assert "977/KBP/II/2024" not in file
    assert police.name not in file
    stranger = Client()
    stranger.force_login(
        make_officer("damkar", Role.PENGHUBUNG, institution=make_institution("damkar"))
    )
    for path in paths(incident):
        assert stranger.get(path).status_code == 404


def test_a_withdrawn_letter_is_gone_for_the_liaison_and_marked_for_the_post(people: People) -> None:
    incident = make_incident(people, Status.REFERRED)
    path = letter_path(incident)
    liaison = browser(people, Role.PENGHUBUNG)
    assert liaison.get(path).status_code == 200
    workflow.withdraw(
        incident, people[Role.KOORDINATOR], referral=incident.referrals.get(), reason="Keliru."
    )
    assert liaison.get(path).status_code == 404
    assert "DITARIK pada Selasa, 13 Februari 2024" in words(
        read(browser(people, Role.KOORDINATOR).get(path))
    )


def test_a_letter_belongs_to_its_incident(people: People) -> None:
    first, second = (make_incident(people, Status.REFERRED) for _ in range(2))
    pk = second.referrals.get().pk
    client = browser(people, Role.KOORDINATOR)
    for wrong in (pk, 999999, 10**30):
        assert client.get(f"/masalah/{first.number}/rujukan/{wrong}/surat.pdf").status_code == 404


@pytest.mark.parametrize("role", list(Role))
def test_a_letter_is_open_to_those_who_see_it(people: People, role: Role) -> None:
    incident = make_incident(people, Status.REFERRED)
    assert Client().get(letter_path(incident)).status_code == 302
    # An abridged one would be another letter under the same number.
    expected = 404 if role == Role.PARTAI else 200
    assert browser(people, role).get(letter_path(incident)).status_code == expected


def test_the_letter_counts_what_is_enclosed(people: People) -> None:
    incident = make_incident(people, Status.REFERRED)
    assert "Lampiran -" in words(read(browser(people, Role.KOORDINATOR).get(letter_path(incident))))
    upload = make_upload(people[Role.PETUGAS])
    workflow.attach(incident, people[Role.PETUGAS], client_uuid=upload.client_uuid)
    told = words(read(browser(people, Role.KOORDINATOR).get(letter_path(incident))))
    assert "Lampiran 1 berkas" in told
