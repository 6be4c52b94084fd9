"""`/masalah/<number>/<step>/`: steps, forgeries, two at once, lost answers."""

import uuid

import pytest

from incidents import workflow
from incidents.models import Incident
from incidents.states import Action, Rejection, Status
from roster.models import Role
from tests.factories.incidents import People, make_incident, refer
from tests.incidents.pages import browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


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
