"""Mail: one digest instead of a flood, sent when it is sent, and to those who may know."""

import smtplib
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from incidents import workflow
from incidents.digest import send_digest
from incidents.models import Notice
from incidents.notices import NoticeKind, notify
from incidents.states import Status, Urgency
from incidents.tasks.digest import digest, sweep_digests
from posko import clock
from roster.models import Officer, Role
from tests.conftest import Travel
from tests.factories.incidents import People, make_incident
from tests.jobs import queued, run_due

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


@pytest.fixture
def officer(people: People) -> Officer:
    """The post officer, with an e-mail address."""
    someone = people[Role.PETUGAS]
    someone.email = "petugas@example.test"
    someone.save()
    return someone


def told(people: People, officer: Officer, times: int = 1) -> Any:
    incident = make_incident(people)
    for number in range(times):
        notify([officer], NoticeKind.ASSIGNED, incident, f"Kabar nomor {number}.")
    return incident


def test_thirty_notices_are_one_mail(people: People, officer: Officer) -> None:
    incident = told(people, officer, times=30)
    assert run_due("deliver") == 30
    assert queued("digest") == [{"officer": officer.pk, "attempt": 0}]
    assert run_due("digest") == 1
    (message,) = mail.outbox
    assert message.to == ["petugas@example.test"]
    assert "30" in message.subject
    body = str(message.body)
    assert body.count(f"{incident.number}: Kabar nomor") == 30
    assert f"http://127.0.0.1:8000/masalah/{incident.number}/" in body
    assert send_digest(officer.pk) == 0
    assert len(mail.outbox) == 1


def test_a_mail_holds_nothing_of_the_reporter(people: People, officer: Officer) -> None:
    incident = make_incident(people, Status.VERIFIED)
    workflow.reveal(incident, people[Role.KOORDINATOR], reason="Menelepon Warga Contoh.")
    workflow.comment(
        incident, people[Role.KOORDINATOR], text="@petugas.3171 hubungi Warga Contoh 0800-0000-0000"
    )
    workflow.assign(incident, people[Role.KOORDINATOR], to=officer)
    send_digest(officer.pk)
    body = str(mail.outbox[0].body)
    assert incident.number in body
    assert "Warga" not in body
    assert "0800" not in body


def test_a_failing_server_is_tried_again_later_and_nothing_is_sent_twice(
    people: People, officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(people, officer, times=3)
    run_due("deliver")

    def fail(message: EmailMessage) -> int:
        raise smtplib.SMTPServerDisconnected("gone")

    with monkeypatch.context() as broken:
        broken.setattr(EmailMessage, "send", fail)
        run_due("digest")
    assert Notice.objects.filter(mailed_at=None, kind=NoticeKind.ASSIGNED).count() == 3
    assert queued("digest") == [{"officer": officer.pk, "attempt": 1}]
    run_due("digest")
    digest(officer.pk)
    assert len(mail.outbox) == 1
    assert queued("digest") == []


def test_a_server_that_never_answers_is_given_up_until_the_sweep(
    people: People, officer: Officer, monkeypatch: pytest.MonkeyPatch, at: Travel
) -> None:
    told(people, officer)
    run_due("deliver")

    def fail(message: EmailMessage) -> int:
        raise TimeoutError

    with monkeypatch.context() as broken:
        broken.setattr(EmailMessage, "send", fail)
        assert [run_due("digest") for _ in range(7)] == [1, 1, 1, 1, 1, 1, 0]
    sweep_digests(0)
    assert queued("digest") == []
    at("2024-02-13 10:00")
    sweep_digests(0)
    run_due("digest")
    assert len(mail.outbox) == 1


def test_what_was_read_meanwhile_is_not_mailed(people: People, officer: Officer) -> None:
    told(people, officer)
    Notice.objects.filter(officer=officer).read_now(clock.now())
    assert send_digest(officer.pk) == 0
    assert mail.outbox == []


def test_who_was_moved_to_another_region_gets_no_mail(people: People, officer: Officer) -> None:
    told(people, officer)
    Officer.objects.filter(pk=officer.pk).update(region_id="31.01")
    assert send_digest(officer.pk) == 0
    assert mail.outbox == []


def test_who_was_deactivated_gets_no_mail(people: People, officer: Officer) -> None:
    told(people, officer)
    Officer.objects.filter(pk=officer.pk).update(is_active=False)
    assert send_digest(officer.pk) == 0


def test_what_is_urgent_does_not_wait_behind_what_is_not(people: People, officer: Officer) -> None:
    told(people, officer)
    run_due("deliver")
    emergency = make_incident(people, urgency=Urgency.EMERGENCY)
    notify([officer], NoticeKind.ASSIGNED, emergency, "Segera.")
    run_due("deliver")
    assert len(queued("digest")) == 2
    run_due("digest")
    assert len(mail.outbox) == 1


def test_without_an_address_nothing_is_queued(people: People) -> None:
    told(people, people[Role.PETUGAS])
    assert queued() == []


def test_the_same_digest_sent_again_is_known_as_the_same(people: People, officer: Officer) -> None:
    told(people, officer)
    send_digest(officer.pk)
    Notice.objects.update(mailed_at=None)
    send_digest(officer.pk)
    first, second = (message.extra_headers["Message-ID"] for message in mail.outbox)
    assert first == second


@pytest.mark.parametrize("count", [1, 20])
def test_a_digest_costs_the_same_number_of_queries(
    people: People, officer: Officer, count: int, django_assert_num_queries: Any
) -> None:
    told(people, officer, times=count)
    with django_assert_num_queries(7):
        send_digest(officer.pk)
