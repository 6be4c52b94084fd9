"""Two people, or one impatient thumb, at the same moment: on real connections."""

from functools import partial
from typing import Any

import pytest

from incidents import workflow
from incidents.models import Incident
from incidents.states import Status
from incidents.verification import broken_chains
from incidents.workflow import Refused, Stale
from roster.models import Role
from tests.factories.incidents import make_incident, make_people, make_report
from tests.together import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("regions", "voting_eve"),
]


def test_numbers_have_neither_gap_nor_double() -> None:
    people = make_people()
    reports = [make_report() for _ in range(24)]
    at_once(*[lambda r=r: workflow.report(r, by=people[Role.PETUGAS]) for r in reports])
    numbers = sorted(Incident.objects.values_list("number", flat=True))
    assert numbers == [f"JP-2024-{n:06d}" for n in range(1, 25)]


def test_a_report_sent_twice_at_once_is_stored_once() -> None:
    people = make_people()
    report = make_report()
    results = at_once(*[lambda: workflow.report(report, by=people[Role.PETUGAS])] * 6)
    assert len({incident.number for incident in results}) == 1
    assert Incident.objects.get().number == "JP-2024-000001"
    following = workflow.report(make_report(), by=people[Role.PETUGAS])
    assert following.number == "JP-2024-000002"


def test_of_two_steps_at_once_the_second_is_told_what_the_first_did() -> None:
    people = make_people()
    incident = make_incident(people)
    results = at_once(
        lambda: workflow.verify(incident, people[Role.KOORDINATOR], seen=1),
        lambda: workflow.reject(
            incident, people[Role.ADMINISTRATOR], reason=workflow_reason(), seen=1
        ),
    )
    (refusal,) = [result for result in results if isinstance(result, Stale)]
    (done,) = [result for result in results if isinstance(result, Incident)]
    stored = Incident.objects.get(pk=incident.pk)
    assert stored.status == done.status
    assert [event.to_status for event in refusal.events] == [stored.status]
    assert stored.events.count() == 2


def workflow_reason() -> Any:
    from incidents.states import Rejection

    return Rejection.FALSE


def test_notes_at_once_are_all_kept_in_one_chain() -> None:
    people = make_people()
    incident = make_incident(people, Status.IN_PROGRESS)
    at_once(
        *[
            lambda n=n: workflow.comment(incident, people[Role.PETUGAS], text=f"Catatan {n}")
            for n in range(12)
        ]
    )
    assert incident.events.filter(action="comment").count() == 12
    assert list(broken_chains()) == []


def test_an_answer_and_a_closing_at_once_never_close_over_an_open_referral() -> None:
    people = make_people()
    incident = make_incident(people, Status.REFERRED)
    letter = incident.referrals.get()
    workflow.resolve(incident, people[Role.KOORDINATOR], outcome="Beres.")
    at_once(
        lambda: workflow.answer(incident, people[Role.PENGHUBUNG], referral=letter, text="Sudah."),
        lambda: workflow.close(incident, people[Role.KOORDINATOR]),
    )
    stored = Incident.objects.get(pk=incident.pk)
    letter.refresh_from_db()
    assert letter.answered_at is not None
    if stored.status == Status.CLOSED:
        assert stored.events.last().action == "close"  # type: ignore[union-attr]
    else:
        assert stored.status == Status.RESOLVED
    assert list(broken_chains()) == []


def test_an_answer_and_a_withdrawal_at_once_leave_one_of_them_and_words_for_the_other() -> None:
    people = make_people()
    for _ in range(6):
        incident = make_incident(people, Status.REFERRED)
        letter = incident.referrals.get()
        results = at_once(
            partial(
                workflow.answer, incident, people[Role.PENGHUBUNG], referral=letter, text="Sudah."
            ),
            partial(
                workflow.withdraw, incident, people[Role.KOORDINATOR],
                referral=letter, reason="Keliru.",
            ),
        )  # fmt: skip
        (refusal,) = [result for result in results if isinstance(result, Refused)]
        letter.refresh_from_db()
        assert (letter.answered_at is None) != (letter.withdrawn_at is None)
        told = "telah menarik" if letter.withdrawn_at else "sudah dijawab"
        assert told in str(refusal.message)
        stored = Incident.objects.get(pk=incident.pk)
        assert (stored.status, stored.version) == (Status.IN_PROGRESS, stored.events.count())
    assert list(broken_chains()) == []


def test_two_coordinators_who_remind_at_once_remind_once() -> None:
    people = make_people()
    incident = make_incident(people, Status.REFERRED)
    letter = incident.referrals.get()
    at_once(
        *[
            lambda by=by: workflow.remind(incident, people[by], referral=letter)
            for by in (Role.KOORDINATOR, Role.ADMINISTRATOR) * 3
        ]
    )
    letter.refresh_from_db()
    assert letter.reminders == 1
    assert incident.events.filter(action="remind").count() == 1


def test_of_two_referrals_at_once_to_one_institution_one_is_stored() -> None:
    people = make_people()
    incident = make_incident(people, Status.VERIFIED)
    at_once(
        *[
            lambda n=n: workflow.refer(
                incident, people[Role.KOORDINATOR], institution=people.kpu, letter_number=str(n)
            )
            for n in range(4)
        ]
    )
    assert incident.referrals.count() == 1
