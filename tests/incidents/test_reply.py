"""Notes to the reporter: kept apart from those among colleagues, once each, not after the end."""

import uuid

import pytest

from incidents import workflow
from incidents.states import Action, Status
from incidents.workflow import Conflict, NotPossible
from roster.models import Role
from tests.factories.incidents import People, make_incident
from tests.incidents.pages import browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


def test_a_reply_sent_twice_is_one_reply(people: People) -> None:
    incident = make_incident(people)
    client, path = browser(people), f"/masalah/{incident.number}/balas-pelapor/"
    form = {"client_uuid": str(uuid.uuid4()), "text": "Silakan bawa KTP."}
    for _ in range(2):
        assert client.post(path, form).status_code == 302
    assert incident.events.filter(action=Action.REPLY).count() == 1


def test_a_reply_whose_answer_got_lost_counts_even_when_the_case_was_closed_since(
    people: People,
) -> None:
    incident = make_incident(people, Status.RESOLVED)
    name = uuid.uuid4()
    workflow.reply(incident, people[Role.PETUGAS], text="Selesai.", client_uuid=name)
    workflow.close(incident, people[Role.KOORDINATOR])
    workflow.reply(incident, people[Role.PETUGAS], text="Selesai.", client_uuid=name)
    assert incident.events.filter(action=Action.REPLY).count() == 1


def test_a_name_used_for_an_internal_note_is_no_replys(people: People) -> None:
    incident, name = make_incident(people), uuid.uuid4()
    workflow.comment(incident, people[Role.PETUGAS], text="Rahasia.", client_uuid=name)
    with pytest.raises(Conflict):
        workflow.reply(incident, people[Role.PETUGAS], text="Rahasia.", client_uuid=name)


@pytest.mark.parametrize("status", [Status.CLOSED, Status.REJECTED])
def test_after_the_end_it_is_refused_in_words_and_the_text_is_kept(
    people: People, status: Status
) -> None:
    incident = make_incident(people, status)
    with pytest.raises(NotPossible):
        workflow.reply(incident, people[Role.PETUGAS], text="Terlambat.")
    response = browser(people).post(
        f"/masalah/{incident.number}/balas-pelapor/",
        {"client_uuid": str(uuid.uuid4()), "text": "Balasan yang terlambat."},
    )
    assert response.status_code == 409
    page = text(response)
    assert str(status.label) in page
    assert "Balasan yang terlambat." in page


def test_each_form_says_who_will_read_it(people: People) -> None:
    incident = make_incident(people)
    client = browser(people)
    reply = text(client.get(f"/masalah/{incident.number}/balas-pelapor/"))
    note = text(client.get(f"/masalah/{incident.number}/catatan/"))
    assert "Pelapor membacanya di halaman pelacakan" in reply
    assert "perwakilan partai tidak pernah" in note
    assert "Pelapor membacanya" not in note


def test_a_reply_makes_no_step_stale(people: People) -> None:
    incident = make_incident(people)
    workflow.reply(incident, people[Role.PETUGAS], text="Diterima.")
    assert workflow.verify(incident, people[Role.KOORDINATOR], seen=1).status == Status.VERIFIED
