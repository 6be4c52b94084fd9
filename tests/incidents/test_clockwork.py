"""Steps wind, pause and stop clocks; merging, reopening and withdrawing treat them rightly."""

from datetime import timedelta
from typing import Any

import pytest

from incidents import workflow
from incidents.deadlines.clocks import Unit
from incidents.deadlines.milestones import Milestone as M
from incidents.models import Clock, Incident
from incidents.models.clock import Stopped
from incidents.states import Status, Urgency
from posko import clock
from roster.models import InstitutionKind, Role
from tests.conftest import Travel, moment
from tests.factories.clocks import clock_of, make_rule, running
from tests.factories.incidents import People, make_incident, refer
from tests.factories.roster import make_institution

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


def refer_to(kind: str, incident: Incident, people: People, letter: str) -> Any:
    body = make_institution(kind)
    workflow.refer(incident, people[Role.KOORDINATOR], institution=body, letter_number=letter)
    return incident.referrals.get(letter_number=letter)


def values(incident: Incident) -> list[Any]:
    return list(Clock.objects.filter(incident=incident).order_by("pk").values())


def test_a_report_starts_the_target_of_its_urgency_and_verifying_meets_it(
    rules: None, people: People
) -> None:
    incident = make_incident(people, urgency=Urgency.URGENT)
    assert running(incident) == ["verifikasi-mendesak"]
    assert clock_of(incident, "verifikasi-mendesak").due_at == moment("2024-02-13 13:00")
    workflow.verify(incident, people[Role.KOORDINATOR])
    done = clock_of(incident, "verifikasi-mendesak")
    assert (done.stopped_because, done.stopped_at) == (Stopped.REACHED, clock.now())
    assert running(incident) == ["penyelesaian-mendesak"]


def test_an_alleged_violation_has_seven_working_days_from_when_it_was_known(
    rules: None, people: People
) -> None:
    known = moment("2024-02-05 10:00")
    incident = make_incident(people, category="kampanye", occurred_at=known, known_at=known)
    found = clock_of(incident, "laporan-bawaslu")
    assert (found.started_at, found.counted_from) == (known, M.KNOWN)
    assert found.due_at.astimezone(clock.JAKARTA).isoformat()[:16] == "2024-02-19T23:59"
    assert [row["day"][-2:] for row in found.counted] == ["08", "09", "10", "11", "14", "17", "18"]
    assert running(make_incident(people)) == ["verifikasi-biasa"]


def test_only_bawaslus_own_word_ends_the_deadline_of_its_report(
    rules: None, people: People
) -> None:
    incident = make_incident(people, Status.VERIFIED, category="kampanye")
    others = refer_to(InstitutionKind.SATPOL_PP, incident, people, "001")
    workflow.acknowledge(incident, people[Role.KOORDINATOR], referral=others)
    letter = refer_to(InstitutionKind.BAWASLU, incident, people, "002")
    assert "laporan-bawaslu" in running(incident)
    workflow.acknowledge(incident, people[Role.KOORDINATOR], referral=letter)
    assert "laporan-bawaslu" not in running(incident)


def test_withdrawing_the_letter_to_bawaslu_brings_its_deadline_back(
    rules: None, people: People
) -> None:
    incident = make_incident(people, Status.VERIFIED, category="kampanye")
    before = clock_of(incident, "laporan-bawaslu").due_at
    letter = refer_to(InstitutionKind.BAWASLU, incident, people, "002")
    workflow.acknowledge(incident, people[Role.KOORDINATOR], referral=letter)
    assert "laporan-bawaslu" not in running(incident)
    workflow.withdraw(incident, people[Role.KOORDINATOR], referral=letter, reason="Keliru.")
    assert "laporan-bawaslu" in running(incident)
    assert clock_of(incident, "laporan-bawaslu").due_at == before
    assert clock_of(incident, "konfirmasi-rujukan").stopped_because == Stopped.REACHED


def test_withdrawing_a_letter_that_nobody_confirmed_ends_the_wait_for_it(
    rules: None, people: People
) -> None:
    incident = make_incident(people, Status.VERIFIED)
    letter = refer(incident, people)
    workflow.withdraw(incident, people[Role.KOORDINATOR], referral=letter, reason="Keliru.")
    assert clock_of(incident, "konfirmasi-rujukan").stopped_because == Stopped.NO_LONGER


def test_each_letter_has_its_own_clock_and_only_its_own_receipt_stops_it(
    rules: None, people: People
) -> None:
    incident = make_incident(people, Status.VERIFIED)
    first = refer(incident, people, "001")
    second = refer_to(InstitutionKind.POLRES, incident, people, "002")
    workflow.acknowledge(incident, people[Role.KOORDINATOR], referral=second)
    kept, done = (clock_of(incident, "konfirmasi-rujukan", run) for run in (1, 2))
    assert (kept.referral, kept.stopped_at) == (first, None)
    assert (done.referral, done.stopped_because) == (second, Stopped.REACHED)
    # An answer is a receipt, too.
    workflow.answer(incident, people[Role.PENGHUBUNG], referral=first, text="Sudah.")
    assert clock_of(incident, "konfirmasi-rujukan", 1).stopped_because == Stopped.REACHED


def test_a_target_pauses_while_the_case_waits_for_an_institution(
    people: People, at: Travel
) -> None:
    make_rule(amount=24, pauses_while_referred=True)
    make_rule("hukum", amount=24)
    incident = make_incident(people, Status.VERIFIED)
    at("2024-02-13 11:00")
    letter = refer(incident, people)
    assert clock_of(incident).paused_at == clock.now()
    assert running(incident) == ["hukum"]
    at("2024-02-16 08:30")
    workflow.answer(incident, people[Role.PENGHUBUNG], referral=letter, text="Sudah.")
    found = clock_of(incident)
    assert found.paused_at is None
    assert found.due_at == moment("2024-02-14 09:00") + timedelta(days=2, hours=21, minutes=30)
    assert clock_of(incident, "hukum").due_at == moment("2024-02-14 09:00")


def test_working_days_inside_a_pause_are_told_as_paused(people: People, at: Travel) -> None:
    make_rule(amount=3, unit=Unit.WORKING_DAYS, pauses_while_referred=True)
    incident = make_incident(people, Status.VERIFIED)
    letter = refer(incident, people)
    at("2024-02-20 09:00")
    workflow.answer(incident, people[Role.PENGHUBUNG], referral=letter, text="Sudah.")
    found = clock_of(incident)
    assert found.due_at.astimezone(clock.JAKARTA).day == 22
    assert [row["day"][-2:] for row in found.counted if row["why"] == "paused"] == [
        "15",
        "16",
        "19",
    ]


def test_what_is_overdue_is_not_hidden_by_referring_it(people: People, at: Travel) -> None:
    make_rule(amount=1, pauses_while_referred=True)
    incident = make_incident(people, Status.VERIFIED)
    now = at("2024-02-13 12:00")
    refer(incident, people)
    assert clock_of(incident).paused_at is None
    assert Clock.objects.overdue(now).count() == 1


def test_resolving_a_paused_case_stops_its_clock_with_the_pause_counted(
    people: People, at: Travel
) -> None:
    make_rule(amount=2, pauses_while_referred=True)
    incident = make_incident(people, Status.REFERRED)
    now = at("2024-02-13 18:00")
    workflow.resolve(incident, people[Role.KOORDINATOR], outcome="Beres.")
    found = clock_of(incident)
    assert (found.stopped_because, found.paused_at) == (Stopped.REACHED, None)
    assert not found.is_overdue(now)


@pytest.mark.parametrize("end", [Status.CLOSED, Status.REJECTED])
def test_nothing_runs_on_after_the_end_of_a_case(end: Status, rules: None, people: People) -> None:
    make_rule("sampai-ditutup", stop_event=M.CLOSED)
    incident = make_incident(people, end, category="kampanye")
    assert not Clock.objects.unstopped().filter(incident=incident).exists()
    reason = Stopped.REACHED if end == Status.CLOSED else Stopped.ENDED
    assert clock_of(incident, "sampai-ditutup").stopped_because == reason
    assert clock_of(incident, "laporan-bawaslu").stopped_because == Stopped.ENDED


def test_reopening_gives_targets_a_new_run_and_lets_the_law_run_on(
    rules: None, people: People, at: Travel
) -> None:
    incident = make_incident(people, Status.CLOSED, category="kampanye")
    law = clock_of(incident, "laporan-bawaslu")
    at("2024-02-15 09:00")
    workflow.reopen(incident, people[Role.KOORDINATOR], reason="Terulang.")
    again = clock_of(incident, "penyelesaian-biasa", run=2)
    assert (again.started_at, again.counted_from) == (clock.now(), M.REOPENED)
    assert clock_of(incident, "penyelesaian-biasa").stopped_because == Stopped.REACHED
    same = clock_of(incident, "laporan-bawaslu")
    assert (same.stopped_at, same.due_at, same.started_at) == (None, law.due_at, law.started_at)
    # Verifying or starting again begins no third run.
    workflow.verify(incident, people[Role.KOORDINATOR])
    workflow.start(incident, people[Role.KOORDINATOR])
    assert incident.clocks.filter(rule__code="penyelesaian-biasa").count() == 2


def test_work_on_a_reopened_report_counts_as_its_verification(rules: None, people: People) -> None:
    incident = make_incident(people, Status.REJECTED)
    workflow.reopen(incident, people[Role.KOORDINATOR], reason="Ternyata benar.")
    assert running(incident) == ["verifikasi-biasa"]
    workflow.start(incident, people[Role.KOORDINATOR])
    assert running(incident) == ["penyelesaian-biasa"]


def test_a_merge_stops_the_clocks_and_undoing_it_restores_them_exactly(
    rules: None, people: People, at: Travel
) -> None:
    kept = make_incident(people)
    incident = make_incident(people, Status.IN_PROGRESS, category="kampanye")
    refer(incident, people)
    at("2024-02-13 10:00")
    workflow.answer(
        incident, people[Role.KOORDINATOR], referral=incident.referrals.get(), text="Sudah."
    )
    before = values(incident)
    at("2024-02-13 12:00")
    workflow.merge(incident, people[Role.KOORDINATOR], primary=kept)
    assert not Clock.objects.unstopped().filter(incident=incident).exists()
    assert running(kept) == ["verifikasi-biasa"]
    at("2024-02-15 12:00")
    workflow.unmerge(incident, people[Role.KOORDINATOR])
    assert values(incident) == before


def test_undoing_a_merge_wakes_nothing_that_was_over_before(rules: None, people: People) -> None:
    kept, incident = make_incident(people), make_incident(people, Status.IN_PROGRESS)
    workflow.merge(incident, people[Role.KOORDINATOR], primary=kept)
    workflow.unmerge(incident, people[Role.KOORDINATOR])
    assert clock_of(incident, "verifikasi-biasa").stopped_because == Stopped.REACHED
    assert running(incident) == ["penyelesaian-biasa"]
