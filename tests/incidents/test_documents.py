"""Letter, slip and case file: what is on them, for whom, and what hostile text does to them."""

import io
import unicodedata
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from incidents import workflow
from incidents.codes import spoken
from incidents.documents import printing
from incidents.documents.characters import printable
from incidents.documents.glyphs import RANGES
from incidents.documents.printing import pdf
from incidents.models import Incident
from incidents.reporters import ReporterData
from incidents.states import Status
from roster.models import InstitutionKind, Role
from tests.factories.incidents import People, make_incident, refer
from tests.factories.roster import make_institution, make_officer
from tests.incidents.pages import browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

HOSTILE = (
    '#read("/etc/passwd") *tebal* _miring_ $x$ @acuan <label> \\ `kode` // /* = Judul\n'
    '#include "x" #let a = 1 [a] {b} ~ -- ... \'a\' "b"\r\n'
    "😀 日本 \u202eterbalik\u202c \u0007\u0001 \ufffe e\u0301 \U0001f468\u200d\U0001f469"
)
ACCUSED = "Tuan Terlapor"
EVIDENCE = "Foto di tangan Warga Contoh"


def read(response: Any) -> PdfReader:
    """Return the PDF that a page gave."""
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment")
    assert "no-store" in response["Cache-Control"]
    return PdfReader(io.BytesIO(response.content))


def words(document: PdfReader) -> str:
    """Return the text of all pages with single blanks, breaks that aren't seen left out."""
    whole = " ".join(page.extract_text() for page in document.pages)
    return " ".join(whole.replace("\u200b", "").split())


def letter_path(incident: Incident) -> str:
    return f"/masalah/{incident.number}/rujukan/{incident.referrals.latest('pk').pk}/surat.pdf"


def paths(incident: Incident) -> list[str]:
    """Return the addresses of the documents that no role is refused."""
    return [letter_path(incident), f"/masalah/{incident.number}/berkas.pdf"]


def delicate(people: People, status: Status = Status.REFERRED) -> Incident:
    """Return an incident that tells whom it accuses and who has the evidence."""
    return make_incident(people, status, reported_party=ACCUSED, evidence=EVIDENCE)


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
        "Surat pemberitahuan memilih belum diterima.", "paling lambat 14 Feb 2024, 09.00 WIB",
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


def test_typed_words_stay_words(people: People) -> None:
    incident = make_incident(people, Status.VERIFIED, description=HOSTILE)
    workflow.refer(
        incident, people[Role.KOORDINATOR],
        institution=people.kpu, letter_number='#read("/etc/passwd")', message="*Segera* $ # @",
    )  # fmt: skip
    workflow.comment(incident, people[Role.PETUGAS], text=HOSTILE)
    for path in paths(incident):
        told = words(read(browser(people, Role.KOORDINATOR).get(path)))
        assert '#read("/etc/passwd")' in told
        assert "root:" not in told
        for part in ["*tebal*", "_miring_", "$x$", "@acuan", "<label>", "`kode`", "= Judul"]:
            assert part in told
        assert "*Segera* $ # @" in told
        assert "é" in told
        assert "\u202e" not in told
        assert "diganti dengan □" in told


def test_five_thousand_characters_without_a_blank_stay_on_the_page(people: People) -> None:
    incident = make_incident(people, Status.VERIFIED, description="W" * 5000)
    refer(incident, people)
    document = read(browser(people, Role.KOORDINATOR).get(letter_path(incident)))
    assert words(document).replace(" ", "").count("W") >= 5000
    assert len(document.pages) > 1
    for page in document.pages:
        width = float(page.mediabox.width)
        rights: list[float] = []

        def seen(
            part: str, _cm: Any, matrix: Any, _font: Any, size: float, into: Any = rights
        ) -> None:
            if part.strip("\n"):
                into.append(matrix[4])

        page.extract_text(visitor_text=seen)
        assert all(0 <= x < width for x in rights)


def test_a_nul_and_what_no_font_has_are_no_error() -> None:
    content = {
        "head": "\x00", "facts": [("\x00", "\ud800")], "code": "\U0001f600", "address": "\uffff",
        "advice": "\u0ba8\u0bbf\u0e01\u0e33", "labels": {"code": "", "qr": "x", "read": ""},
    }  # fmt: skip
    from incidents.documents.qr import qr_svg

    document = PdfReader(io.BytesIO(pdf("slip.typ", "\x00", content, {"qr": qr_svg("x")})))
    assert "□" in words(document)


def test_characters_that_only_fail_together_cost_themselves_not_the_letter(
    people: People, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    incident = make_incident(people, Status.VERIFIED, description="Baris 日本 satu")
    refer(incident, people)
    monkeypatch.setattr(printing, "printable", lambda content: content)
    monkeypatch.setattr(
        "incidents.documents.characters._PRINTED", frozenset(map(chr, range(65536)))
    )
    told = words(read(browser(people, Role.KOORDINATOR).get(letter_path(incident))))
    assert "Baris □□ satu" in told
    assert "needs simpler characters" in caplog.text


@pytest.mark.parametrize("dress", ["regular", "bold"])
def test_the_fonts_have_every_character_of_the_table(dress: str) -> None:
    chars = [chr(code) for first, last in RANGES for code in range(first, last + 1)]
    # Marks need the right letter below them, which is the next test's matter.
    chars = [char for char in chars if not unicodedata.category(char).startswith("M")]
    whole = " ".join(printable(" ".join(chars)).split())
    facts = [("a", whole)] if dress == "regular" else []
    content: dict[str, Any] = {
        "head": "", "facts": facts, "account": "", "outcome": "", "letters": [], "history": [],
        "duplicates": [], "printed": "", "remarks": "",
        "labels": dict.fromkeys(["account", "outcome", "letters", "history"], "x"),
    }  # fmt: skip
    if dress == "bold":
        content["duplicates"] = [{"title": whole, "facts": [], "history": []}]
    assert printing._compiled("case_file.typ", {"title": "x", "language": "id", **content}, {})


def test_a_mark_that_no_font_puts_on_its_letter_costs_the_mark_alone(people: People) -> None:
    stacked = "Ni\u0303n\u0330\u0489o \u0b95\u0f39\u064b 日本 a\u20dd"
    incident = make_incident(people, Status.REFERRED, description=f"{stacked} selesai é")
    told = words(read(browser(people, Role.KOORDINATOR).get(letter_path(incident))))
    assert "selesai é" in told


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
    assert "DITARIK pada 13 Feb 2024" in words(read(browser(people, Role.KOORDINATOR).get(path)))


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
    assert browser(people, role).get(letter_path(incident)).status_code == 200


def test_no_document_tells_a_party_representative_who_was_accused(people: People) -> None:
    incident = delicate(people)
    workflow.comment(incident, people[Role.PETUGAS], text="Pelapor adalah tetangganya.")
    workflow.reveal(incident, people[Role.PETUGAS], reason="Menelepon balik.")
    for path in paths(incident):
        assert ACCUSED in words(read(browser(people, Role.KOORDINATOR).get(path)))
        told = words(read(browser(people, Role.PARTAI).get(path)))
        for secret in [ACCUSED, EVIDENCE, "tetangganya", "Menelepon", incident.tracking_code]:
            assert secret not in told


def test_no_document_tells_who_reported(people: People) -> None:
    incident = make_incident(
        people,
        Status.REFERRED,
        reporter=ReporterData("Nyonya Rahasia", "0812-1", "Gang 7", "Saksi X"),
    )
    for role in Role:
        for path in paths(incident):
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


def test_the_slip_is_one_small_page_with_number_and_code(people: People) -> None:
    incident = make_incident(people)
    document = read(browser(people).get(f"/masalah/{incident.number}/tanda-terima.pdf"))
    (page,) = document.pages
    assert [round(float(side)) for side in page.mediabox[2:]] == [298, 420]
    told = words(document)
    assert incident.number in told
    assert spoken(incident.tracking_code) in told
    assert "http://testserver/lacak/" in told
    assert "Surat pemberitahuan" not in told
    assert "Hak pilih" not in told


def test_the_slip_of_a_long_named_post_is_still_one_page(people: People) -> None:
    people[Role.PETUGAS].region.posts.update(name="Posko " + "Sangat " * 13, address="Jalan " * 33)
    incident = make_incident(people)
    document = read(browser(people).get(f"/masalah/{incident.number}/tanda-terima.pdf"))
    assert len(document.pages) == 1


def test_the_qr_code_leads_to_the_tracking_page(people: People) -> None:
    from incidents.documents.qr import qr_svg

    incident = make_incident(people)
    response = browser(people).get(f"/masalah/{incident.number}/qr.svg")
    assert response["Content-Type"] == "image/svg+xml"
    code = f"http://testserver/lacak/?kode={incident.tracking_code}"
    assert response.content.decode() == qr_svg(code)
    assert "<script" not in response.content.decode()


@pytest.mark.parametrize("role", list(Role))
def test_the_tracking_code_is_for_those_who_write_to_the_reporter(
    people: People, role: Role
) -> None:
    incident = make_incident(people, Status.REFERRED)
    allowed = role in {Role.PETUGAS, Role.KOORDINATOR}
    client = browser(people, role)
    for name in ("tanda-terima.pdf", "qr.svg"):
        assert client.get(f"/masalah/{incident.number}/{name}").status_code == (
            200 if allowed else 403
        )
    receipt = text(client.get(f"/masalah/{incident.number}/tanda-terima/"))
    assert (spoken(incident.tracking_code) in receipt) is allowed
    assert ("qr.svg" in receipt) is allowed
    case = text(client.get(incident.get_absolute_url()))
    assert ("tanda-terima.pdf" in case) is allowed
    assert incident.tracking_code not in case


def test_who_recorded_a_report_hands_out_its_code(people: People) -> None:
    from tests.factories.incidents import make_report

    incident = workflow.report(make_report(), by=people[Role.PARTAI])
    others = make_incident(people)
    client = browser(people, Role.PARTAI)
    assert client.get(f"/masalah/{incident.number}/tanda-terima.pdf").status_code == 200
    assert client.get(f"/masalah/{others.number}/tanda-terima.pdf").status_code == 403


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
