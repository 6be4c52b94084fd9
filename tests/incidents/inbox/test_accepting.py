"""A message becomes a case: nothing typed again, nothing lost, nothing twice."""

import uuid

import pytest
from django.test import Client

from incidents import workflow
from incidents.inbox.states import MessageState
from incidents.models import Incident, Message, Reporter
from incidents.reporters import unseal
from incidents.verification import broken_chains
from roster.models import Role
from tests.factories.inbox import make_message
from tests.factories.incidents import People, make_incident
from tests.incidents.pages import INBOX, browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


def acceptance(client: Client, message: Message, **changes: str) -> dict[str, str]:
    """Return the prefilled form as a browser would send it back untouched."""
    form = client.get(f"{INBOX}{message.pk}/terima/").context["form"]
    sent = {name: form[name].value() for name in form.fields}
    sent = {
        name: value.strftime("%Y-%m-%dT%H:%M") if hasattr(value, "strftime") else value
        for name, value in sent.items()
    }
    return {**{n: str(v) for n, v in sent.items() if v not in (None, "")}, **changes}


def test_accepting_needs_no_retyping_and_takes_the_sender_along_sealed(people: People) -> None:
    message = make_message(tps_number=12)
    client = browser(people)
    response = client.post(f"{INBOX}{message.pk}/terima/", acceptance(client, message))
    incident = Incident.objects.get()
    assert response["Location"] == f"/masalah/{incident.number}/tanda-terima/"
    assert incident.description == message.text
    assert (incident.category, incident.region_id) == (message.category, message.region_id)
    assert (incident.tps_number, incident.known_at) == (12, message.received_at)
    sealed = unseal(bytes(Reporter.objects.get().sealed))
    assert (sealed.name, sealed.phone) == ("Pengirim Contoh", "0800-1111-2222")
    message.refresh_from_db()
    assert (message.state, message.incident) == (MessageState.ACCEPTED, incident)
    assert list(broken_chains()) == []


def test_both_codes_lead_to_the_same_state(people: People) -> None:
    message = make_message()
    client = browser(people)
    client.post(f"{INBOX}{message.pk}/terima/", acceptance(client, message))
    incident = Incident.objects.get()
    workflow.verify(incident, people[Role.KOORDINATOR])
    workflow.reply(incident, people[Role.KOORDINATOR], text="Sudah kami teruskan.")
    pages = [
        Client().post("/lacak/", {"code": code}).context["progress"]
        for code in (message.tracking_code, incident.tracking_code)
    ]
    assert pages[0] == pages[1]
    assert pages[0].number == incident.number


def test_what_the_officer_typed_of_the_reporter_counts_more(people: People) -> None:
    message = make_message()
    client = browser(people)
    form = acceptance(client, message, reporter_phone="0811-2222-3333")
    client.post(f"{INBOX}{message.pk}/terima/", form)
    sealed = unseal(bytes(Reporter.objects.get().sealed))
    assert (sealed.name, sealed.phone) == ("Pengirim Contoh", "0811-2222-3333")


def test_without_scripts_the_details_of_a_category_are_asked_for(people: People) -> None:
    message = make_message()
    client = browser(people)
    form = acceptance(client, message, details="1", description="Ditambah petugas.")
    response = client.post(f"{INBOX}{message.pk}/terima/", form)
    assert response.status_code == 200
    assert "Ditambah petugas." in text(response)
    assert not Incident.objects.exists()


def test_a_mistake_while_accepting_keeps_what_was_typed_and_the_message_waiting(
    people: People,
) -> None:
    message = make_message()
    client = browser(people)
    form = acceptance(client, message, tps_number="0", description="Ditambah petugas.")
    response = client.post(f"{INBOX}{message.pk}/terima/", form)
    assert response.status_code == 422
    assert "Ditambah petugas." in text(response)
    message.refresh_from_db()
    assert message.state == MessageState.WAITING
    assert not Incident.objects.exists()


def test_an_acceptance_sent_twice_leads_to_the_same_receipt(people: People) -> None:
    message = make_message()
    client = browser(people)
    form = acceptance(client, message)
    answers = [client.post(f"{INBOX}{message.pk}/terima/", form) for _ in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Incident.objects.count() == 1


def test_a_form_name_used_before_accepts_nothing(people: People) -> None:
    incident = make_incident(people)
    message = make_message()
    client = browser(people)
    form = acceptance(client, message, client_uuid=str(incident.client_uuid))
    assert client.post(f"{INBOX}{message.pk}/terima/", form).status_code == 409
    message.refresh_from_db()
    assert message.state == MessageState.WAITING


def test_a_message_of_a_retired_category_can_still_be_accepted(people: People) -> None:
    from incidents.models import Category

    message = make_message()
    Category.objects.filter(code="hak-pilih").update(active=False)
    client = browser(people)
    form = acceptance(client, message)
    refusal = client.post(f"{INBOX}{message.pk}/terima/", form)
    assert refusal.status_code == 422
    again = {**form, "category": "lainnya", "client_uuid": str(uuid.uuid4())}
    assert client.post(f"{INBOX}{message.pk}/terima/", again).status_code == 302
