"""The inbox: who sees what, four ends of a message, two officers at once, nothing lost or shown."""

import uuid
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from incidents import workflow
from incidents.message_states import MessageState
from incidents.models import Incident, Message, Reporter
from incidents.reporters import unseal
from incidents.states import Action, Status
from incidents.verification import broken_chains
from incidents.workflow import Handled, NotAllowed
from roster.models import Officer, Role
from tests.factories.inbox import make_gateway, make_message, make_sms
from tests.factories.incidents import People, make_incident, make_people, make_report
from tests.incidents.pages import browser, text
from tests.incidents.test_two_at_once import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

READERS = {Role.PETUGAS, Role.KOORDINATOR, Role.ADMINISTRATOR, Role.PENGAWAS}
INBOX = "/masalah/kotak-masuk/"
ACTIONS = ["terima", "gabung", "jawab", "buang"]


def acceptance(client: Client, message: Message, **changes: str) -> dict[str, str]:
    """Return the prefilled form as a browser would send it back untouched."""
    form = client.get(f"{INBOX}{message.pk}/terima/").context["form"]
    sent = {name: form[name].value() for name in form.fields}
    sent = {
        name: value.strftime("%Y-%m-%dT%H:%M") if hasattr(value, "strftime") else value
        for name, value in sent.items()
    }
    return {**{n: str(v) for n, v in sent.items() if v not in (None, "")}, **changes}


# Who sees what.


@pytest.mark.parametrize("role", list(Role))
def test_the_inbox_is_open_to_exactly_its_roles(people: People, role: Role) -> None:
    message = make_message()
    client = browser(people, role)
    expected = 200 if role in READERS else 403
    assert client.get(INBOX).status_code == expected
    assert client.get(f"{INBOX}{message.pk}/").status_code == expected
    assert (message in Message.objects.visible_to(people[role])) == (role in READERS)


@pytest.mark.parametrize("role", [Role.PARTAI, Role.PENGHUBUNG])
def test_party_representatives_and_liaisons_meet_no_word_of_it_anywhere(
    people: People, role: Role
) -> None:
    make_message(text="Kata yang rahasia.")
    client = browser(people, role)
    for path in ("/masalah/", INBOX):
        page = text(client.get(path))
        assert "Kata yang rahasia." not in page
        assert "Kotak masuk" not in page


def test_a_joined_message_stays_behind_the_party_wall(people: People) -> None:
    incident = make_incident(people)
    message = make_message(text="Kata yang rahasia.")
    workflow.join(message, people[Role.PETUGAS], incident=incident)
    page = text(browser(people, Role.PARTAI).get(incident.get_absolute_url()))
    assert "Kata yang rahasia." not in page


@pytest.mark.parametrize("role", sorted(READERS))
def test_another_regions_message_does_not_exist(people: People, role: Role) -> None:
    message = make_message("31.01.01.1001")
    client = browser(people, role)
    assert str(message.pk) not in [str(m.pk) for m in client.get(INBOX).context["messages_found"]]
    assert client.get(f"{INBOX}{message.pk}/").status_code == 404
    for action in ACTIONS:
        path = f"{INBOX}{message.pk}/{action}/"
        assert client.get(path).status_code == 404
        assert client.post(path, {"reason": "x", "answer": "x"}).status_code == 404
    with pytest.raises(NotAllowed):
        workflow.discard(message, people[role], reason="x")


@pytest.mark.parametrize(
    ("region", "gateway", "petugas", "koordinator"),
    [
        (None, None, False, True),
        (None, "31.71", True, True),
        (None, "31", False, True),
        (None, "31.01", False, False),
        ("31.71.06", None, True, True),
        ("31.71.06.1001", "31.01", True, True),
    ],
)
def test_what_names_no_place_is_for_the_gateways_region_or_all_coordinators(
    people: People, region: str | None, gateway: str | None, petugas: bool, koordinator: bool
) -> None:
    from posko.models import Region

    place = Region.objects.get(code=region) if region else None
    via = make_gateway(gateway) if gateway else None
    message = make_sms(via, region=place) if via else make_message(region)
    assert (message in Message.objects.visible_to(people[Role.PETUGAS])) == petugas
    assert (message in Message.objects.visible_to(people[Role.KOORDINATOR])) == koordinator


def test_a_deactivated_officer_sees_nothing(people: People) -> None:
    make_message()
    people[Role.KOORDINATOR].is_active = False
    assert not Message.objects.visible_to(people[Role.KOORDINATOR]).exists()


def test_an_auditor_reads_and_changes_nothing(people: People) -> None:
    message = make_message()
    client = browser(people, Role.PENGAWAS)
    page = text(client.get(f"{INBOX}{message.pk}/"))
    assert "/jawab/" not in page
    for action in ACTIONS:
        assert client.post(f"{INBOX}{message.pk}/{action}/", {"reason": "x"}).status_code == 403
    with pytest.raises(NotAllowed):
        workflow.discard(message, people[Role.PENGAWAS], reason="x")


def test_until_accepted_it_counts_nowhere(people: People) -> None:
    make_message()
    assert not Incident.objects.exists()
    assert Incident.objects.visible_to(people[Role.ADMINISTRATOR]).count() == 0
    page = text(browser(people).get("/masalah/"))
    assert "Kotak masuk (1" in page
    assert "Surat undangan tetangga" not in page


def test_the_sender_is_shown_to_nobody(people: People) -> None:
    message = make_message()
    for role in READERS:
        client = browser(people, role)
        for path in ("", "terima/", "jawab/"):
            page = text(client.get(f"{INBOX}{message.pk}/{path}"))
            assert "Pengirim Contoh" not in page
            assert "0800-1111" not in page
    assert "tersegel" in text(browser(people).get(f"{INBOX}{message.pk}/"))


def test_pages_go_on_by_key_and_show_each_message_once(people: People) -> None:
    pks = [make_message(text=f"Pesan {n}.").pk for n in range(30)]
    for message in Message.objects.filter(pk__in=pks[:27]):
        workflow.discard(message, people[Role.PETUGAS], reason="Uji.")
    client = browser(people)
    assert [m.pk for m in client.get(INBOX).context["messages_found"]] == pks[27:]
    first = client.get(f"{INBOX}?lihat=ditangani")
    second = client.get(f"{INBOX}{first.context['next_url']}")
    seen = [m.pk for page in (first, second) for m in page.context["messages_found"]]
    assert seen == sorted(pks[:27], reverse=True)


@pytest.mark.parametrize("junk", ["x", "-1", "9" * 40, "%00", "1' OR 1"])
def test_a_junk_page_is_the_first_page(people: People, junk: str) -> None:
    make_message()
    page = browser(people).get(f"{INBOX}?sesudah={junk}")
    assert page.status_code == 200


def test_queries_do_not_grow_with_messages(people: People, django_assert_num_queries: Any) -> None:
    client = browser(people)
    make_sms(make_gateway())
    # Session, person, messages, the person's region, unread notices.
    with django_assert_num_queries(5):
        client.get(INBOX)
    for _ in range(5):
        make_message()
        make_sms(make_gateway())
    with django_assert_num_queries(5):
        client.get(INBOX)


# Accepting.


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


# Joining, answering, discarding.


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


# What the database knows by itself.


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


def test_coordinators_of_the_region_are_told(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    from incidents.workflow import receive

    told: list[set[Officer]] = []
    monkeypatch.setattr(receive, "notify", lambda who, *_: told.append(set(who)))
    islands = make_people("31.01")
    here, there = people[Role.KOORDINATOR], islands[Role.KOORDINATOR]
    make_message()
    make_message(None)
    make_sms(make_gateway("31"))
    make_sms(make_gateway("31.01"))
    assert told == [{here}, {here, there}, {here, there}, {there}]


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
