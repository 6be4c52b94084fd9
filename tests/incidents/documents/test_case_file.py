"""The case file, and what no document tells."""

from typing import Any

import pytest

from incidents import workflow
from incidents.deadlines.rules import load_clock_rules
from incidents.reporters import ReporterData
from incidents.states import Status
from roster.models import InstitutionKind, Role
from tests.factories.clocks import make_rule
from tests.factories.files import make_upload, photo
from tests.factories.incidents import People, make_incident
from tests.factories.roster import make_institution, make_officer
from tests.incidents.documents.papers import (
    ACCUSED,
    EVIDENCE,
    attach,
    case_file_path,
    delicate,
    letter_path,
    paths,
    read,
    words,
)
from tests.incidents.pages import browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


def test_documents_are_tagged_and_name_language_and_title(people: People) -> None:
    incident = make_incident(people, Status.REFERRED)
    client = browser(people, Role.KOORDINATOR)
    for path in [*paths(incident), f"/masalah/{incident.number}/tanda-terima.pdf"]:
        document = read(client.get(path))
        root: Any = document.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert root["/Lang"] == "id"
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert document.metadata is not None
        assert document.metadata.title
        assert b"pdfuaid" in root["/Metadata"].get_data()


def test_no_document_tells_a_party_representative_who_was_accused(people: People) -> None:
    incident = delicate(people)
    workflow.comment(incident, people[Role.PETUGAS], text="Pelapor adalah tetangganya.")
    workflow.reveal(incident, people[Role.PETUGAS], reason="Menelepon balik.")
    workflow.refer(
        incident,
        people[Role.KOORDINATOR],
        institution=make_institution(InstitutionKind.POLRES),
        letter_number="9",
        message="Bu Contoh menunggu.",
    )
    path = f"/masalah/{incident.number}/berkas.pdf"
    assert ACCUSED in words(read(browser(people, Role.KOORDINATOR).get(path)))
    assert "Bu Contoh" in words(read(browser(people, Role.KOORDINATOR).get(path)))
    told = words(read(browser(people, Role.PARTAI).get(path)))
    assert "Salinan untuk perwakilan partai" in told
    for secret in [
        ACCUSED, EVIDENCE, "tetangganya", "Menelepon", "Bu Contoh", incident.tracking_code,
    ]:  # fmt: skip
        assert secret not in told


def test_the_case_file_lists_files_and_deadlines(people: People) -> None:
    load_clock_rules()
    incident = make_incident(people)
    upload = make_upload(people[Role.PETUGAS], name="banjir.jpg")
    workflow.attach(incident, people[Role.PETUGAS], client_uuid=upload.client_uuid)
    path = f"/masalah/{incident.number}/berkas.pdf"
    told = words(read(browser(people, Role.KOORDINATOR).get(path)))
    for part in ("banjir.jpg", "SHA-256", "Verifikasi masalah biasa", "Sisa 24 jam", "pengingat"):
        assert part in told
    assert "banjir.jpg" not in words(read(browser(people, Role.PARTAI).get(path)))


def test_no_document_tells_who_reported(people: People) -> None:
    incident = make_incident(
        people,
        Status.REFERRED,
        reporter=ReporterData("Nyonya Rahasia", "0812-1", "Gang 7", "Saksi X"),
    )
    letter = letter_path(incident)
    for role in Role:
        for path in paths(incident):
            if path == letter and role == Role.PARTAI:
                continue
            told = words(read(browser(people, role).get(path)))
            for secret in ["Nyonya", "0812-1", "Gang 7", "Saksi X"]:
                assert secret not in told


def test_the_case_file_has_the_whole_history_with_its_seals(people: People) -> None:
    incident = make_incident(people, Status.CLOSED)
    workflow.reveal(incident, people[Role.PETUGAS], reason="Menelepon balik.")
    told = words(
        read(browser(people, Role.KOORDINATOR).get(f"/masalah/{incident.number}/berkas.pdf"))
    )
    for event in incident.events.all():
        assert event.hash in told
    assert "Surat sudah diterima." in told
    assert f"Dicetak oleh {people[Role.KOORDINATOR].full_name} pada 13 Feb 2024, 09.00 WIB" in told
    assert "Halaman 1 / " in told
    assert "tidak boleh dibaca oleh pencetak" not in told
    party = words(read(browser(people, Role.PARTAI).get(f"/masalah/{incident.number}/berkas.pdf")))
    assert "tidak boleh dibaca oleh pencetak" in party
    assert incident.events.latest("sequence").hash not in party


def test_the_case_page_links_its_documents(people: People) -> None:
    incident = make_incident(people, Status.REFERRED)
    page = text(browser(people, Role.KOORDINATOR).get(incident.get_absolute_url()))
    for path in [*paths(incident), f"/masalah/{incident.number}/tanda-terima.pdf"]:
        assert f'href="{path}"' in page


def test_the_queries_of_a_case_file_do_not_grow(people: People) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    incident = make_incident(people, Status.REFERRED)
    client, path = browser(people, Role.KOORDINATOR), f"/masalah/{incident.number}/berkas.pdf"
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        counts.append(len(queries))
        for n in range(5):
            workflow.comment(incident, people[Role.PETUGAS], text=f"Catatan {n}")
    assert counts[0] == counts[1]


def test_the_case_file_holds_the_histories_of_its_duplicates(people: People) -> None:
    from incidents.states import Action
    from incidents.workflow.step import step

    stays = make_incident(people, Status.IN_PROGRESS)
    twin = make_incident(people, description="Laporan kembar.", reported_party=ACCUSED)
    elsewhere = make_incident(people, description="Laporan lain.")
    with step(twin, Action.MERGE, people[Role.KOORDINATOR], seen=None) as draft:
        draft.incident.merged_into, draft.incident.merged_from = stays, twin.status
        draft.data.update(into=stays.number)
    path = f"/masalah/{stays.number}/berkas.pdf"
    told = words(read(browser(people, Role.KOORDINATOR).get(path)))
    assert f"Digabungkan: {twin.number}" in told
    assert "Laporan kembar." in told
    assert all(event.hash in told for event in twin.events.all())
    assert elsewhere.number not in told
    assert ACCUSED not in words(read(browser(people, Role.PARTAI).get(path)))


def test_a_party_learns_that_there_is_a_letter_and_not_its_words(people: People) -> None:
    incident = make_incident(people, Status.VERIFIED)
    coordinator = people[Role.KOORDINATOR]
    workflow.refer(
        incident, coordinator,
        institution=people.kpu, letter_number="8", message="Pelapor Bu Contoh.",
    )  # fmt: skip
    workflow.answer(
        incident, coordinator, referral=incident.referrals.get(), text="Bu Contoh ditemui."
    )
    police = make_institution(InstitutionKind.POLRES)
    workflow.refer(incident, coordinator, institution=police, letter_number="9")
    workflow.withdraw(
        incident, coordinator, referral=incident.referrals.get(institution=police),
        reason="Bu Contoh minta dibatalkan.",
    )  # fmt: skip
    for role in [Role.PARTAI, Role.KOORDINATOR]:
        client = browser(people, role)
        page = text(client.get(incident.get_absolute_url()))
        file = words(read(client.get(case_file_path(incident))))
        for told in [page, file]:
            for known in [people.kpu.name, police.name, "Dijawab", "Ditarik", "13 Feb 2024"]:
                assert known in told
            assert ("Bu Contoh" in told) is (role == Role.KOORDINATOR)


def test_a_liaison_does_not_read_of_files_of_another_one(people: People) -> None:
    incident = make_incident(people, Status.REFERRED)
    police = make_institution(InstitutionKind.POLRES)
    workflow.refer(
        incident, people[Role.KOORDINATOR], institution=police, letter_number="977/KBP/II/2024"
    )
    officer = make_officer("polres", Role.PENGHUBUNG, institution=police)
    attach(incident, officer, photo(), name="dari-polres.jpg")
    path = case_file_path(incident)
    assert "dari-polres.jpg" in words(read(browser(people, Role.KOORDINATOR).get(path)))
    assert "dari-polres.jpg" not in words(read(browser(people, Role.PENGHUBUNG).get(path)))


def test_a_long_file_name_stays_out_of_the_next_column(people: People) -> None:
    incident = make_incident(people)
    name = f"IMG_{'panjang_' * 8}.jpg"
    attach(incident, people[Role.PETUGAS], photo(), name=name)
    document = read(browser(people, Role.KOORDINATOR).get(case_file_path(incident)))
    # Whatever is drawn over each other is read as one word.
    assert "Foto IMG_panjang_" in words(document)


def test_the_case_file_says_which_letter_a_deadline_belongs_to(people: People) -> None:
    make_rule(
        code="surat", name="Jawaban surat", start_event="referred", stop_event="answered",
        amount=2, unit="hours", legal_basis="Pasal 1 Contoh",
    )  # fmt: skip
    make_rule(code="mulai", name="Mulai ditangani", stop_event="verified")
    incident = make_incident(people, Status.REFERRED)
    told = words(read(browser(people, Role.KOORDINATOR).get(case_file_path(incident))))
    for part in ["Jawaban surat:", people.kpu.name, "Pasal 1 Contoh", "Sisa 2 jam, sampai Selasa"]:
        assert part in told
    assert "Mulai ditangani" not in told


def test_the_case_file_says_what_a_report_to_bawaslu_lacks(people: People) -> None:
    path = case_file_path(make_incident(people, Status.VERIFIED, category="politik-uang"))
    lacks = "Formulir B.1 masih memerlukan"
    told = words(read(browser(people, Role.KOORDINATOR).get(path)))
    assert lacks in told
    assert "saksi" in told
    assert lacks not in words(read(browser(people, Role.PARTAI).get(path)))
    other = case_file_path(make_incident(people, Status.VERIFIED))
    assert lacks not in words(read(browser(people, Role.KOORDINATOR).get(other)))
