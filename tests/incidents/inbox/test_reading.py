"""The inbox: who sees what of it, who is told, and what counts nowhere yet."""

from typing import Any

import pytest

from incidents import workflow
from incidents.models import Incident, Message
from incidents.workflow import NotAllowed
from roster.models import Officer, Role
from tests.factories.inbox import make_gateway, make_message, make_sms
from tests.factories.incidents import People, make_incident, make_people
from tests.incidents.pages import INBOX, browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


READERS = {Role.PETUGAS, Role.KOORDINATOR, Role.ADMINISTRATOR, Role.PENGAWAS}


ACTIONS = ["terima", "gabung", "jawab", "buang"]


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
    # Session, person, messages, the person's region, unread notices, unread news of duties.
    with django_assert_num_queries(6):
        client.get(INBOX)
    for _ in range(5):
        make_message()
        make_sms(make_gateway())
    with django_assert_num_queries(6):
        client.get(INBOX)


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
