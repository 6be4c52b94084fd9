"""A message joined, answered or discarded: by one officer, once, and for good."""

import pytest
from django.db import DatabaseError, connection, transaction

from incidents import workflow
from incidents.inbox.states import MessageState
from incidents.models import Incident, Message, Reporter
from incidents.states import Action, Status
from incidents.verification import broken_chains
from incidents.workflow import Handled
from roster.models import Role
from tests.factories.inbox import make_message
from tests.factories.incidents import People, make_incident, make_people, make_report
from tests.incidents.pages import INBOX, browser, text
from tests.together import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


@pytest.mark.parametrize("status", [Status.RECEIVED, Status.CLOSED, Status.REJECTED])
def test_a_message_joins_any_case_as_a_note(people: People, status: Status) -> None:
    incident = make_incident(people, status)
    message = make_message()
    path = f"{INBOX}{message.pk}/gabung/"
    number = incident.number.lower().replace("-000", "-")
    assert browser(people).post(path, {"number": number}).status_code == 302
    event = incident.events.get(action=Action.COMMENT)
    assert event.data["text"] == message.text
    page = text(browser(people).get(incident.get_absolute_url()))
    assert "menggabungkan pesan warga" in page
    assert "Pengirim Contoh" not in page
    assert Incident.objects.get().status == status
    assert Reporter.objects.count() == 1
    assert list(broken_chains()) == []


@pytest.mark.parametrize("number", ["", "JP-2024-999999", "KS-2024-000001", "x", "a\x00b"])
def test_a_case_that_one_may_not_know_of_is_no_number(people: People, number: str) -> None:
    make_incident(make_people("31.01"), region="31.01.01.1001")
    message = make_message()
    response = browser(people).post(f"{INBOX}{message.pk}/gabung/", {"number": number})
    assert response.status_code == 422
    assert response.context["form"].errors["number"]
    message.refresh_from_db()
    assert message.state == MessageState.WAITING


def test_an_answer_and_a_discarding_want_words(people: People) -> None:
    message = make_message()
    client = browser(people)
    assert client.post(f"{INBOX}{message.pk}/jawab/", {"answer": "  "}).status_code == 422
    assert client.post(f"{INBOX}{message.pk}/buang/", {"reason": ""}).status_code == 422
    assert client.post(f"{INBOX}{message.pk}/buang/", {"reason": "a\x00b"}).status_code == 422
    assert client.post(f"{INBOX}{message.pk}/buang/", {"reason": "Iklan."}).status_code == 302
    assert client.post(f"{INBOX}{message.pk}/buang/", {"reason": "Iklan."}).status_code == 302
    page = text(client.get(f"{INBOX}{message.pk}/"))
    assert "Iklan." in page
    assert people[Role.PETUGAS].full_name in page


def test_the_second_of_two_officers_is_told_who_was_first_and_loses_no_word(
    people: People,
) -> None:
    message = make_message()
    workflow.discard(message, people[Role.KOORDINATOR], reason="Iklan.")
    client = browser(people)
    for action, typed in (("jawab", "answer"), ("buang", "reason")):
        response = client.post(f"{INBOX}{message.pk}/{action}/", {typed: "Kata-kata saya."})
        assert response.status_code == 409
        page = text(response)
        assert people[Role.KOORDINATOR].full_name in page
        assert "Dibuang" in page
        assert "Kata-kata saya." in page
    assert client.get(f"{INBOX}{message.pk}/terima/").status_code == 409


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_at_once_exactly_one_wins() -> None:
    people = make_people()
    incident = make_incident(people)
    message = make_message()
    first, second = people[Role.PETUGAS], people[Role.KOORDINATOR]
    results = at_once(
        lambda: workflow.accept(message, first, content=make_report()),
        lambda: workflow.accept(message, second, content=make_report()),
        lambda: workflow.join(message, second, incident=incident),
        lambda: workflow.discard(message, first, reason="Iklan."),
    )
    assert [isinstance(result, Handled) for result in results].count(True) == 3
    message.refresh_from_db()
    accepted = Incident.objects.exclude(pk=incident.pk)
    joined = incident.events.filter(action=Action.COMMENT)
    made = {"accepted": (1, 0), "joined": (0, 1), "discarded": (0, 0)}
    assert (accepted.count(), joined.count()) == made[message.state]


@pytest.mark.parametrize(
    "change",
    [
        "text = 'Lain.'",
        "tracking_code = 'AAAAAAAAAA'",
        "received_at = now()",
        "region_id = '31.01'",
        "audience_id = NULL",
        "state = 'discarded'",
        "state = 'accepted'",
        "latitude = 5, longitude = NULL",
        "latitude = 95, longitude = 5",
        "sealed = NULL",
        "answer = 'x'",
        "handled_at = now()",
    ],
)
def test_the_database_refuses_what_can_not_be(people: People, change: str) -> None:
    message = make_message()
    assert refused(f"UPDATE incidents_message SET {change} WHERE id = %s", message)  # noqa: S608


@pytest.mark.parametrize("change", ["state = 'waiting', reason = ''", "reason = 'Lain.'"])
def test_what_was_handled_stays_handled(people: People, change: str) -> None:
    message = make_message()
    workflow.discard(message, people[Role.PETUGAS], reason="Iklan.")
    undo = ", handled_at = NULL, handled_by_id = NULL" if "waiting" in change else ""
    assert refused(f"UPDATE incidents_message SET {change}{undo} WHERE id = %s", message)  # noqa: S608


def test_a_message_is_never_deleted_but_its_sender_can_be_erased(people: People) -> None:
    message = make_message()
    assert refused("DELETE FROM incidents_message WHERE id = %s", message)
    Message.objects.update(sealed=None, has_name=False, has_phone=False)


def refused(query: str, message: Message) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(query, [message.pk])
    except DatabaseError:
        return True
    return False
