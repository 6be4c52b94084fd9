"""Pages of the log: bad input, two at once, lost answers, filters, query counts."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from incidents import workflow
from incidents.models import Incident
from incidents.states import Action, Rejection, Status
from roster.models import Role
from tests.factories.incidents import People, make_incident, make_people, refer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

GOOD = {
    "category": "hak-pilih",
    "description": "Surat pemberitahuan belum diterima.",
    "region": "31.71.06.1001",
    "tps_number": "12",
    "urgency": "normal",
    "occurred_at": "2024-02-13T07:30",
    "known_at": "2024-02-13T08:30",
    "reporter_name": "",
    "reporter_phone": "",
    "reporter_address": "",
}


@pytest.fixture
def people() -> People:
    return make_people()


def browser(people: People, role: Role = Role.PETUGAS) -> Client:
    client = Client()
    client.force_login(people[role])
    return client


def intake(client: Client, **changes: str) -> Any:
    return client.post("/masalah/lapor/", {"client_uuid": str(uuid.uuid4()), **GOOD, **changes})


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_a_report_leads_to_its_receipt(people: People) -> None:
    response = intake(browser(people))
    incident = Incident.objects.get()
    assert response["Location"] == f"/masalah/{incident.number}/tanda-terima/"
    assert incident.tps_number == 12
    assert incident.number in text(browser(people).get(response["Location"]))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"category": ""}, "tidak boleh kosong"),
        ({"category": "tidak-ada"}, "pilih salah satu kategori"),
        ({"category": "hak\x00pilih"}, "pilih salah satu kategori"),
        ({"description": ""}, "tidak boleh kosong"),
        ({"description": "   "}, "tidak boleh kosong"),
        ({"description": "x" * 5001}, "5000"),
        ({"description": "a\x00b"}, "null"),
        ({"region": ""}, "tidak boleh kosong"),
        ({"region": "99.99"}, "di luar wilayah Anda"),
        ({"region": "31.01.01.1001"}, "di luar wilayah Anda"),
        ({"region": "31"}, "di luar wilayah Anda"),
        ({"region": "31.71\x00"}, "di luar wilayah Anda"),
        ({"region": "31.71.06"}, "kelurahan"),
        ({"tps_number": "0"}, "1"),
        ({"tps_number": "-3"}, "1"),
        ({"tps_number": "1000"}, "999"),
        ({"tps_number": "dua"}, "angka"),
        ({"tps_number": "9" * 5000}, "angka"),
        ({"urgency": "sangat"}, "sangat"),
        ({"occurred_at": "2024-02-14T07:00", "known_at": "2024-02-14T07:00"}, "belum terjadi"),
        ({"occurred_at": "0001-01-01T00:00"}, "setahun"),
        ({"occurred_at": "kemarin"}, "tanggal"),
        ({"occurred_at": "2024-02-13T08:45"}, "lebih awal"),
        ({"reporter_name": "x" * 101}, "100"),
        ({"reporter_phone": "telepon saya"}, "0812-3456-7890"),
        ({"client_uuid": "bukan-uuid"}, "UUID"),
    ],
)
def test_bad_input_is_named_and_nothing_is_stored(
    people: People, changes: dict[str, str], message: str
) -> None:
    response = intake(browser(people), **changes)
    assert response.status_code == 422
    errors = [e for name in changes for e in response.context["form"].errors.get(name, [])]
    errors += response.context["form"].errors.get("known_at", [])
    assert any(message in error for error in errors), errors
    assert all(escape(error) in response.content.decode() for error in errors)
    assert not Incident.objects.exists()


@pytest.mark.parametrize("changes", [{"category": ""}, {"tps_number": "0"}, {"region": "x"}])
def test_what_was_typed_is_kept(people: People, changes: dict[str, str]) -> None:
    typed = "Undangan <b>hilang</b> & 'rusak' 😀"
    response = intake(browser(people), description=typed, reporter_name="Ibu Sari", **changes)
    assert "Undangan &lt;b&gt;hilang&lt;/b&gt; &amp; &#x27;rusak&#x27; 😀" in text(response)
    assert 'value="Ibu Sari"' in text(response)


def test_pasted_html_and_emoji_are_just_text(people: People) -> None:
    intake(browser(people), description="<script>alert(1)</script> 😀 إختبار")
    incident = Incident.objects.get()
    page = text(browser(people).get(incident.get_absolute_url()))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; 😀 إختبار" in page


def test_the_islands_have_88_polling_places() -> None:
    islands = make_people("31.01")
    response = intake(browser(islands), region="31.01.01.1001", tps_number="89")
    assert response.status_code == 422
    assert "88 TPS" in text(response)


def test_ten_megabytes_of_junk_are_refused(people: People) -> None:
    response = intake(browser(people), description="x" * 10_000_000)
    assert response.status_code == 400
    assert not Incident.objects.exists()


def test_the_same_form_sent_twice_gives_the_same_receipt(people: People) -> None:
    client, name = browser(people), str(uuid.uuid4())
    first = intake(client, client_uuid=name)
    second = intake(client, client_uuid=name)
    assert first["Location"] == second["Location"]
    assert Incident.objects.count() == 1


def test_a_changed_form_sent_again_keeps_the_words_and_can_become_a_report_of_its_own(
    people: People,
) -> None:
    client, name = browser(people), str(uuid.uuid4())
    intake(client, client_uuid=name)
    response = intake(client, client_uuid=name, description="Masalah yang lain")
    assert response.status_code == 409
    assert "Masalah yang lain" in text(response)
    assert Incident.objects.get().number in text(response)
    fresh = response.context["form"]["client_uuid"].value()
    assert fresh != name
    intake(client, client_uuid=fresh, description="Masalah yang lain")
    assert Incident.objects.count() == 2


def test_a_form_without_its_token_is_refused_in_words(people: People) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(people[Role.PETUGAS])
    response = intake(client)
    assert response.status_code == 403
    assert not Incident.objects.exists()


def test_a_step_shows_itself_and_happens(people: People) -> None:
    incident = make_incident(people)
    client, path = browser(people, Role.KOORDINATOR), f"/masalah/{incident.number}/verifikasi/"
    assert client.get(path).status_code == 200
    response = client.post(path, {"seen": "1", "note": "Sudah dicek."})
    assert response["Location"] == incident.get_absolute_url()
    page = text(client.get(incident.get_absolute_url()))
    assert "Diverifikasi" in page
    assert "Sudah dicek." in page


@pytest.mark.parametrize(
    "step",
    ["verifikasi", "tugaskan", "rujuk", "tutup", "tolak", "buka-kembali", "selesaikan"],
)
@pytest.mark.parametrize("role", [Role.KESBANGPOL, Role.PARTAI, Role.PENGAWAS, Role.PETUGAS])
def test_a_forged_step_is_refused(people: People, step: str, role: Role) -> None:
    incident = make_incident(people)
    form = {
        "seen": "1", "note": "x", "reason": "false", "outcome": "x",
        "to": str(people[Role.PETUGAS].pk), "institution": str(people.kpu.pk), "letter_number": "1",
    }  # fmt: skip
    path = f"/masalah/{incident.number}/{step}/"
    assert browser(people, role).post(path, form).status_code == 403
    assert Incident.objects.get().version == 1


def test_a_step_that_the_state_forbids_says_so(people: People) -> None:
    incident = make_incident(people)
    response = browser(people, Role.KOORDINATOR).post(
        f"/masalah/{incident.number}/tutup/", {"seen": "1"}
    )
    assert response.status_code == 409
    assert "Diterima" in text(response)


def test_the_second_of_two_is_told_what_the_first_did_and_loses_no_word(people: People) -> None:
    incident = make_incident(people)
    workflow.reject(incident, people[Role.ADMINISTRATOR], reason=Rejection.FALSE, note="Palsu.")
    response = browser(people, Role.KOORDINATOR).post(
        f"/masalah/{incident.number}/verifikasi/", {"seen": "1", "note": "Sudah saya telepon."}
    )
    assert response.status_code == 409
    page = text(response)
    assert people[Role.ADMINISTRATOR].full_name in page
    assert "Sudah saya telepon." in page
    assert Incident.objects.get().status == Status.REJECTED


def test_a_step_that_is_still_possible_can_be_sent_again(people: People) -> None:
    incident = make_incident(people, Status.VERIFIED)
    client, path = browser(people, Role.KOORDINATOR), f"/masalah/{incident.number}/tangani/"
    workflow.assign(incident, people[Role.ADMINISTRATOR], to=people[Role.PETUGAS])
    response = client.post(path, {"seen": "2", "note": "Saya mulai."})
    assert response.status_code == 409
    assert "Saya mulai." in text(response)
    again = response.context["form"]["seen"].value()
    assert client.post(path, {"seen": again, "note": "Saya mulai."}).status_code == 302
    assert Incident.objects.get().status == Status.IN_PROGRESS


def test_a_note_in_between_makes_no_step_stale(people: People) -> None:
    incident = make_incident(people)
    workflow.comment(incident, people[Role.PETUGAS], text="Info.")
    path = f"/masalah/{incident.number}/verifikasi/"
    response = browser(people, Role.KOORDINATOR).post(path, {"seen": "1", "note": ""})
    assert response.status_code == 302


def test_a_lost_answer_and_a_second_sending_count_as_done(people: People) -> None:
    incident = make_incident(people)
    client, path = browser(people, Role.KOORDINATOR), f"/masalah/{incident.number}/verifikasi/"
    for _ in range(2):
        assert client.post(path, {"seen": "1", "note": ""}).status_code == 302
    assert incident.events.count() == 2


def test_a_note_sent_twice_is_one_note(people: People) -> None:
    incident = make_incident(people)
    client, path = browser(people), f"/masalah/{incident.number}/catatan/"
    form = {"client_uuid": str(uuid.uuid4()), "text": "Sudah dihubungi."}
    for _ in range(2):
        assert client.post(path, form).status_code == 302
    assert incident.events.filter(action=Action.COMMENT).count() == 1


def test_another_institutions_letter_cannot_be_answered(people: People) -> None:
    from roster.models import InstitutionKind
    from tests.factories.roster import make_institution

    incident = make_incident(people, Status.VERIFIED)
    refer(incident, people)
    police = make_institution(InstitutionKind.POLRES)
    workflow.refer(
        incident, people[Role.KOORDINATOR], institution=police, letter_number="2/KBP/II/2024"
    )
    theirs = incident.referrals.get(institution=police)
    response = browser(people, Role.PENGHUBUNG).post(
        f"/masalah/{incident.number}/jawab-rujukan/",
        {"seen": str(incident.version), "referral": str(theirs.pk), "text": "Palsu"},
    )
    assert response.status_code in {409, 422}
    theirs.refresh_from_db()
    assert theirs.answered_at is None


def test_the_reporter_is_shown_once_with_a_reason_that_stays(people: People) -> None:
    incident = make_incident(people)
    client, path = browser(people), f"/masalah/{incident.number}/pelapor/"
    assert client.post(path, {"reason": ""}).status_code == 422
    response = client.post(path, {"reason": "Menelepon balik."})
    assert "Warga Contoh" in text(response)
    assert "no-store" in response["Cache-Control"]
    assert "Warga Contoh" not in text(client.get(incident.get_absolute_url()))
    assert incident.events.get(action=Action.REVEAL).data == {"reason": "Menelepon balik."}


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.PETUGAS, Role.KOORDINATOR}))
def test_nobody_else_sees_the_reporter(people: People, role: Role) -> None:
    incident = make_incident(people, Status.REFERRED)
    path = f"/masalah/{incident.number}/pelapor/"
    response = browser(people, role).post(path, {"reason": "Ingin tahu."})
    assert response.status_code == 403
    assert "Warga Contoh" not in text(response)


def found(people: People, query: str) -> list[str]:
    response = browser(people, Role.KOORDINATOR).get(f"/masalah/?{query}")
    assert response.status_code == 200
    return [incident.number for incident in response.context["incidents"]]


def test_the_list_is_searched_and_filtered(people: People) -> None:
    first = make_incident(people, description="Baliho roboh di Cikini", category="kampanye")
    second = make_incident(people, Status.CLOSED, description="Undangan belum sampai")
    assert found(people, "") == [second.number, first.number]
    assert found(people, "q=balih") == [first.number]
    assert found(people, "q=cikini+baliho") == [first.number]
    assert found(people, f"q={second.number.lower()}") == [second.number]
    assert found(people, "q=JP-2024-2") == [second.number]
    assert found(people, "status=open") == [first.number]
    assert found(people, "status=closed") == [second.number]
    assert found(people, "category=kampanye") == [first.number]
    assert found(people, "region=31.71.06") == [second.number, first.number]
    assert found(people, "region=31.71.01") == []
    assert found(people, "mine=on") == []


@pytest.mark.parametrize(
    "query",
    [
        "q=%00", "q=" + "x" * 3000, "q=%F0%9F%98%80", "q=%25_%5C%27%3A%2A%26", "status=x",
        "category=%00", "region=%00", "before=x", "before=99999999999999999999", "urgency=%00",
        "region=31.01", "mine=x", "q=%D8%B4",
    ],
)  # fmt: skip
def test_odd_filters_are_no_error(people: People, query: str) -> None:
    make_incident(people)
    found(people, query)


def test_pages_follow_each_other_without_gap_or_double(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setattr(sys.modules["incidents.views.list"], "PAGE_SIZE", 2)
    numbers = [make_incident(people).number for _ in range(5)]
    client, path, seen = browser(people), "/masalah/", []
    while path:
        response = client.get(path)
        seen += [incident.number for incident in response.context["incidents"]]
        path = f"/masalah/{response.context['next_url']}" if response.context["next_url"] else ""
    assert seen == numbers[::-1]


def test_queries_do_not_grow_with_rows(people: People) -> None:
    client = browser(people, Role.KOORDINATOR)
    incident = make_incident(people, Status.REFERRED)
    paths = ["/masalah/", incident.get_absolute_url(), "/masalah/?q=surat&status=referred"]
    counts = {path: queries_of(client, path) for path in paths}
    for _ in range(2):
        make_incident(people, Status.REFERRED)
        workflow.comment(incident, people[Role.PETUGAS], text="Catatan.")
    assert {path: queries_of(client, path) for path in paths} == counts


def queries_of(client: Client, path: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len(queries)


@pytest.mark.parametrize("role", [Role.PENGHUBUNG, Role.KOORDINATOR])
@pytest.mark.parametrize("step", ["jawab-rujukan", "terima-rujukan"])
def test_a_letter_answered_twice_by_a_bad_network_counts_once(
    people: People, role: Role, step: str
) -> None:
    incident = make_incident(people, Status.REFERRED)
    form = {
        "seen": str(incident.version),
        "referral": str(incident.referrals.get().pk),
        "text": "Sudah dikirim.",
    }
    client, path = browser(people, role), f"/masalah/{incident.number}/{step}/"
    for _ in range(2):
        assert client.post(path, form).status_code == 302
    assert incident.events.count() == incident.version + 1


def test_other_words_from_an_old_screen_are_no_echo(people: People) -> None:
    incident = make_incident(people, Status.IN_PROGRESS)
    client, path = browser(people, Role.KOORDINATOR), f"/masalah/{incident.number}/selesaikan/"
    seen = str(incident.version)
    assert client.post(path, {"seen": seen, "outcome": "Beres."}).status_code == 302
    response = client.post(path, {"seen": seen, "outcome": "Belum beres."})
    assert response.status_code == 409
    assert "Belum beres." in text(response)
