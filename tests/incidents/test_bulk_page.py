"""`/masalah/sekaligus/`: many at once, each with its own result."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents import workflow
from incidents.models import Incident
from incidents.states import Status
from roster.models import Role
from tests.factories.incidents import People, make_incident, make_people
from tests.incidents.pages import browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


def tick(*incidents: Incident) -> list[str]:
    return [f"{incident.number}:{incident.version}" for incident in incidents]


def bulk(people: People, step: str, chosen: list[str], **typed: Any) -> Any:
    data = {"step": step, "chosen": chosen, **typed}
    return browser(people, Role.KOORDINATOR).post("/masalah/sekaligus/", data)


def test_many_are_verified_and_each_tells_its_result(people: People) -> None:
    first, second = make_incident(people), make_incident(people)
    closed = make_incident(people, Status.CLOSED)
    response = bulk(people, "verifikasi", tick(first, second, closed), confirmed="1")
    assert response.status_code == 200
    states = dict(Incident.objects.values_list("number", "status"))
    assert states == {
        first.number: Status.VERIFIED,
        second.number: Status.VERIFIED,
        closed.number: Status.CLOSED,
    }
    page = text(response)
    assert "Berhasil untuk 2 masalah." in page
    assert "tidak dapat dilakukan saat status masalah “Ditutup”" in page


def test_first_the_form_is_shown_and_nothing_happens(people: People) -> None:
    incident = make_incident(people)
    response = bulk(people, "verifikasi", tick(incident))
    assert response.status_code == 200
    assert f'value="{incident.number}:1" checked' in text(response)
    incident.refresh_from_db()
    assert incident.status == Status.RECEIVED


def test_a_row_that_somebody_else_moved_is_left_alone(people: People) -> None:
    incident = make_incident(people)
    seen = tick(incident)
    workflow.verify(incident, people[Role.ADMINISTRATOR])
    response = bulk(people, "verifikasi", seen, confirmed="1")
    assert "sudah ditindaklanjuti" in text(response)
    assert incident.events.count() == 2


def test_sent_twice_it_counts_once(people: People) -> None:
    incident = make_incident(people)
    seen = tick(incident)
    for _time in range(2):
        response = bulk(people, "verifikasi", seen, confirmed="1")
        assert "Berhasil untuk 1 masalah." in text(response)
    assert incident.events.count() == 2


def test_many_are_referred_under_one_letter(people: People) -> None:
    incidents = [make_incident(people, Status.VERIFIED) for _ in range(2)]
    response = bulk(
        people, "rujuk", tick(*incidents), confirmed="1",
        institution=str(people.kpu.pk), letter_number="020/KBP/II/2024",
        acknowledge_by="2024-02-14T09:00",
    )  # fmt: skip
    assert "Berhasil untuk 2 masalah." in text(response)
    assert people.kpu.referrals.filter(letter_number="020/KBP/II/2024").count() == 2


def test_bad_input_keeps_the_ticks_and_what_was_typed(people: People) -> None:
    incident = make_incident(people, Status.VERIFIED)
    response = bulk(people, "rujuk", tick(incident), confirmed="1", message="Mohon bantuan.")
    assert response.status_code == 422
    page = text(response)
    assert f'value="{incident.number}:2" checked' in page
    assert "Mohon bantuan." in page


@pytest.mark.parametrize(
    "chosen", [[], ["x"], ["JP-2024-000001"], ["\x00:1"], ["JP-2024-000001:" + "9" * 30]]
)
def test_odd_ticks_are_no_error(people: People, chosen: list[str]) -> None:
    make_incident(people)
    response = bulk(people, "verifikasi", chosen, confirmed="1")
    assert response.status_code == 422
    assert Incident.objects.get().status == Status.RECEIVED


def test_what_lies_outside_the_region_is_as_if_it_were_not_there(people: People) -> None:
    elsewhere = make_incident(make_people("31.73"), region="31.73.01.1001")
    response = bulk(people, "verifikasi", tick(elsewhere), confirmed="1")
    assert response.status_code == 422
    elsewhere.refresh_from_db()
    assert elsewhere.status == Status.RECEIVED


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.KOORDINATOR, Role.ADMINISTRATOR}))
def test_only_who_steers_may_do_it(people: People, role: Role) -> None:
    incident = make_incident(people)
    data = {"step": "verifikasi", "chosen": tick(incident), "confirmed": "1"}
    assert browser(people, role).post("/masalah/sekaligus/", data).status_code == 403
    assert 'form="bulk"' not in text(browser(people, role).get("/masalah/"))


def test_a_look_at_the_page_leads_to_the_list(people: People) -> None:
    response = browser(people, Role.KOORDINATOR).get("/masalah/sekaligus/")
    assert response["Location"] == "/masalah/"


def test_the_form_asks_as_much_of_the_database_for_many_as_for_one(people: People) -> None:
    def queries(count: int) -> int:
        incidents = [make_incident(people) for _ in range(count)]
        client = browser(people, Role.KOORDINATOR)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.post("/masalah/sekaligus/", {"step": "tugaskan", "chosen": tick(*incidents)})
        return len(asked)

    assert queries(1) == queries(5)
