"""`/lacak/`: the public state and nothing else; guessing is throttled; nothing stays behind."""

from typing import Any

import pytest
from django.test import Client

from incidents import workflow
from incidents.codes import spoken
from incidents.models import Incident
from incidents.states import OPEN, Action, Rejection, Status
from incidents.views.public.limits import TRACKING
from incidents.workflow.step import step
from roster.models import Role
from tests.conftest import Travel
from tests.factories.inbox import make_message
from tests.factories.incidents import People, make_incident, refer
from tests.incidents.pages import limit, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

WORDS = {
    Status.RECEIVED: "Diterima. Petugas akan memeriksanya.",
    Status.VERIFIED: "Sudah diperiksa.",
    Status.IN_PROGRESS: "Sedang ditangani.",
    Status.REFERRED: "Dirujuk ke instansi",
    Status.RESOLVED: "Selesai.",
    Status.CLOSED: "Selesai dan ditutup.",
    Status.REJECTED: "Tidak ditindaklanjuti.",
    Status.REOPENED: "Sedang diperiksa kembali.",
}


def ask(code: str, **headers: str) -> Any:
    return Client().post("/lacak/", {"code": code}, **headers)  # type: ignore[arg-type]


@pytest.mark.parametrize("status", list(WORDS))
def test_each_state_is_told_in_plain_words(people: People, status: Status) -> None:
    incident = make_incident(people, status)
    page = text(ask(incident.tracking_code))
    assert WORDS[status] in page
    assert incident.number in page


def test_nothing_else_is_told(people: People) -> None:
    incident = make_incident(people, Status.VERIFIED)
    refer(incident, people)
    workflow.comment(incident, people[Role.PETUGAS], text="Catatan dalam.")
    workflow.resolve(incident, people[Role.KOORDINATOR], outcome="Hasil dalam.")
    page = text(ask(incident.tracking_code))
    secrets = [
        incident.description, "Hak pilih", "Menteng", "Jakarta Pusat", people.kpu.name, "012/KBP",
        "Catatan dalam", "Hasil dalam", "Warga Contoh",
        *(officer.full_name for officer in people.by_role.values()),
    ]  # fmt: skip
    assert [secret for secret in secrets if secret in page] == []


def test_a_rejection_says_why_without_the_officers_note(people: People) -> None:
    incident = make_incident(people)
    workflow.reject(
        incident, people[Role.KOORDINATOR], reason=Rejection.NOT_ELECTION, note="Nama Rahasia."
    )
    page = text(ask(incident.tracking_code))
    assert "Alasan: Bukan masalah Pemilu" in page
    assert "Nama Rahasia" not in page


def test_notes_to_the_reporter_are_shown_with_their_time(people: People, at: Travel) -> None:
    incident = make_incident(people)
    at("2024-02-13 10:30")
    workflow.reply(incident, people[Role.PETUGAS], text="Bawa <KTP> asli.")
    page = text(ask(incident.tracking_code))
    assert "Bawa &lt;KTP&gt; asli." in page
    assert "Terakhir berubah 13 Feb 2024, 10.30 WIB" in page


def test_what_officers_do_among_themselves_is_no_change(people: People, at: Travel) -> None:
    incident = make_incident(people, Status.VERIFIED)
    at("2024-02-13 11:00")
    workflow.comment(incident, people[Role.PETUGAS], text="Dalam.")
    workflow.reveal(incident, people[Role.PETUGAS], reason="Menelepon.")
    assert "Terakhir berubah 13 Feb 2024, 09.00 WIB" in text(ask(incident.tracking_code))


@pytest.mark.parametrize("write", ["{0}", "{1}", " {1} ", "{0} "])
def test_a_code_is_taken_as_people_write_it(people: People, write: str) -> None:
    incident = make_incident(people)
    code = incident.tracking_code
    typed = write.format(code.lower(), spoken(code)).replace("0", "o").replace("1", "l")
    assert incident.number in text(ask(typed))


@pytest.mark.parametrize(
    "code", ["", "AAAAA-AAAAA", "UUUUU-UUUUU", "x" * 500, "a\x00b", "' OR 1=1"]
)
def test_every_wrong_code_gets_the_same_answer(people: People, code: str) -> None:
    incident = make_incident(people)
    response = ask(code)
    assert response.status_code == ask(incident.tracking_code).status_code == 200
    (error,) = response.context["form"].errors["code"]
    assert error == "Tidak ada laporan dengan kode ini. Silakan cocokkan sekali lagi." or not code


def test_a_wrong_code_costs_as_many_queries_as_a_right_ones_search(
    people: People, django_assert_num_queries: Any
) -> None:
    make_incident(people)
    # Two counts and two searches.
    with django_assert_num_queries(4):
        ask("AAAAA-AAAAA")


def test_guessing_is_throttled_for_right_codes_as_well(
    people: People, monkeypatch: pytest.MonkeyPatch, at: Travel
) -> None:
    limit(monkeypatch, "track.TRACKING", TRACKING, each=3)
    incident = make_incident(people)
    for _ in range(3):
        assert ask("AAAAA-AAAAA").status_code == 200
    response = ask(incident.tracking_code)
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 601
    assert "Mohon tunggu sebentar" in text(response)
    assert incident.number not in text(response)
    assert ask(incident.tracking_code, REMOTE_ADDR="203.0.113.9").status_code == 200
    at("2024-02-13 09:11")
    assert incident.number in text(ask(incident.tracking_code))


def test_a_made_up_forwarded_address_is_no_way_around(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit(monkeypatch, "track.TRACKING", TRACKING, each=1)
    answers = [ask("AAAAA-AAAAA", HTTP_X_FORWARDED_FOR=f"203.0.113.{n}") for n in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]


def test_many_addresses_together_are_throttled_too(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit(monkeypatch, "track.TRACKING", TRACKING, together=2)
    answers = [ask("AAAAA-AAAAA", REMOTE_ADDR=f"203.0.113.{n}") for n in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]


def test_the_answer_stays_in_no_cache_index_or_referer(people: People) -> None:
    for response in (ask(make_incident(people).tracking_code), Client().get("/lacak/")):
        assert "no-store" in response["Cache-Control"]
        assert "noindex" in response["X-Robots-Tag"]
        assert response["Referrer-Policy"] == "strict-origin"


def test_a_scanned_slip_fills_the_code_in_and_tells_nothing_yet(people: People) -> None:
    incident = make_incident(people)
    page = text(Client().get("/lacak/", {"kode": incident.tracking_code}))
    assert f'value="{spoken(incident.tracking_code)}"' in page
    assert incident.number not in page


@pytest.mark.parametrize("code", ["<script>", "a\x00b", "x" * 9000, "AAAAA-AAAAA"])
def test_a_junk_slip_is_no_error(code: str, voting_eve: Any) -> None:
    page = text(Client().get("/lacak/", {"kode": code}))
    assert "<script>" not in page


def merged(people: People, into: Incident) -> Incident:
    """Merge a fresh report into another, as far as tracking has to do with it."""
    with step(make_incident(people), Action.MERGE, people[Role.KOORDINATOR], seen=None) as draft:
        draft.incident.merged_from = draft.incident.status
        draft.incident.merged_into = into
    return draft.incident


def test_a_merged_report_tells_the_state_of_the_case_that_stays_without_naming_it(
    people: People, at: Travel
) -> None:
    stays = make_incident(people, Status.IN_PROGRESS)
    workflow.reply(stays, people[Role.PETUGAS], text="Hanya untuk pelapor pertama.")
    at("2024-02-13 10:00")
    duplicate = merged(people, stays)
    at("2024-02-13 11:00")
    workflow.reply(stays, people[Role.PETUGAS], text="Untuk keduanya.")
    page = text(ask(duplicate.tracking_code))
    assert WORDS[Status.IN_PROGRESS] in page
    assert "Masalah yang sama sudah dilaporkan" in page
    assert duplicate.number in page
    assert stays.number not in page
    assert "Untuk keduanya." in page
    assert "Hanya untuk pelapor pertama" not in page
    assert "Hanya untuk pelapor pertama" in text(ask(stays.tracking_code))


def test_a_message_waits_then_goes_with_its_case(people: People) -> None:
    message = make_message()
    assert "Menunggu ditinjau" in text(ask(message.tracking_code))
    incident = make_incident(people, Status.CLOSED)
    workflow.join(message, people[Role.PETUGAS], incident=incident)
    page = text(ask(message.tracking_code))
    assert WORDS[Status.CLOSED] in page
    # The case is somebody else's: its number and its reporter's letters are none of theirs.
    assert incident.number not in page


def test_an_answer_is_read_here_and_a_reason_to_discard_is_not(people: People) -> None:
    answered, discarded = make_message(), make_message()
    workflow.answer_message(answered, people[Role.PETUGAS], answer="TPS buka pukul 07.00.")
    workflow.discard(discarded, people[Role.PETUGAS], reason="Penipu.")
    assert "TPS buka pukul 07.00." in text(ask(answered.tracking_code))
    page = text(ask(discarded.tracking_code))
    assert "tidak ditindaklanjuti" in page
    assert "Penipu" not in page


def test_every_state_has_words() -> None:
    from incidents.tracking import STANDINGS

    assert set(STANDINGS) == set(Status) - {Status.MERGED}
    assert set(STANDINGS) >= OPEN
