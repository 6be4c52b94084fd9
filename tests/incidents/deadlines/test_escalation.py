"""Who is told of an end, and that they are told once, however many workers run."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from incidents import workflow
from incidents.deadlines import escalation
from incidents.deadlines.rules import load_clock_rules
from incidents.models import Clock, Incident
from incidents.notices import NoticeKind
from incidents.states import Status, Urgency
from posko import clock
from roster.models import InstitutionKind, Officer, Role
from tests.conftest import Travel
from tests.factories.clocks import clock_of, make_rule
from tests.factories.incidents import People, make_incident, make_people, refer
from tests.factories.roster import make_institution, make_officer
from tests.together import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


@dataclass
class Post:
    """What was told, instead of being sent."""

    notices: list[tuple[NoticeKind, str, set[Officer], str]] = field(default_factory=list)

    def notify(self, officers: Any, kind: NoticeKind, incident: Incident | None, text: str) -> None:
        self.notices.append((kind, text, set(officers), incident.number if incident else ""))

    def kinds(self) -> list[NoticeKind]:
        return [kind for kind, *_rest in self.notices]


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    found = Post()
    monkeypatch.setattr(escalation, "notify", found.notify)
    yield found


def test_an_end_is_told_of_beforehand_and_afterwards_once_each(
    people: People, post: Post, at: Travel
) -> None:
    make_rule(amount=4, warn_before_hours=1)
    incident = make_incident(people)
    for time in ("11:59", "12:00", "12:30", "13:00", "13:01", "13:02", "18:00"):
        escalation.escalate(at(f"2024-02-13 {time}"))
    assert post.kinds() == [NoticeKind.DUE_SOON, NoticeKind.OVERDUE]
    (_, soon, to, number), (_, late, _, _) = post.notices
    assert number == incident.number
    assert soon.startswith("Aturan aturan: Sisa 1 jam, sampai Selasa")
    assert late.endswith("Terlampaui sejak Selasa, 13 Februari 2024 13.00 WIB.")
    assert to == {people[Role.KOORDINATOR]}


def test_what_comes_in_overdue_is_not_called_due_soon_first(
    people: People, post: Post, at: Travel
) -> None:
    make_rule(amount=4, warn_before_hours=1)
    make_incident(people)
    escalation.escalate(at("2024-02-14 09:00"))
    assert post.kinds() == [NoticeKind.OVERDUE]


def test_the_rules_roles_in_the_region_and_whoever_is_assigned_are_told(
    people: People, post: Post, at: Travel
) -> None:
    make_rule(amount=1, escalate_to=["koordinator", "kesbangpol"])
    make_people("31.01")
    province = make_officer("koordinator.dki", Role.KOORDINATOR, "31")
    retired = make_officer("koordinator.lama", Role.KOORDINATOR, is_active=False)
    incident = make_incident(people, Status.VERIFIED)
    workflow.assign(incident, people[Role.KOORDINATOR], to=people[Role.PETUGAS])
    escalation.escalate(at("2024-02-13 12:00"))
    ((_, _, told, _),) = post.notices
    expected = {people[role] for role in (Role.KOORDINATOR, Role.KESBANGPOL, Role.PETUGAS)}
    assert told == {*expected, province}
    assert retired not in told


def test_a_liaison_is_told_of_their_own_letter_alone(
    people: People, post: Post, at: Travel
) -> None:
    load_clock_rules()
    police = make_institution(InstitutionKind.POLRES)
    officer = make_officer("polres.jp", Role.PENGHUBUNG, institution=police)
    incident = make_incident(people, Status.VERIFIED)
    refer(incident, people)
    escalation.escalate(at("2024-02-14 12:00"))
    told = {person for _, text, to, _ in post.notices for person in to if "Konfirmasi" in text}
    assert people[Role.PENGHUBUNG] in told
    assert officer not in told


def test_a_paused_or_stopped_clock_is_never_told_of(people: People, post: Post, at: Travel) -> None:
    make_rule(amount=4, pauses_while_referred=True)
    make_incident(people, Status.REFERRED)
    make_incident(people, Status.RESOLVED)
    escalation.escalate(at("2024-02-20 09:00"))
    assert post.notices == []


def test_an_end_that_was_put_off_by_a_pause_is_told_of_anew(
    people: People, post: Post, at: Travel
) -> None:
    make_rule(amount=4, warn_before_hours=2, pauses_while_referred=True)
    incident = make_incident(people, Status.VERIFIED)
    escalation.escalate(at("2024-02-13 11:30"))
    letter = refer(incident, people)
    at("2024-02-15 11:30")
    workflow.answer(incident, people[Role.PENGHUBUNG], referral=letter, text="Sudah.")
    assert escalation.escalate(clock.now()) == 1
    assert post.kinds() == [NoticeKind.DUE_SOON] * 2


def test_batches_come_to_an_end(
    people: People, post: Post, at: Travel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(escalation, "BATCH", 2)
    make_rule(amount=1)
    for _ in range(5):
        make_incident(people, urgency=Urgency.NORMAL)
    assert escalation.escalate(at("2024-02-13 12:00")) == 5
    assert len(post.notices) == 5


def test_what_could_not_be_told_is_not_marked_as_told(
    people: People, monkeypatch: pytest.MonkeyPatch, at: Travel
) -> None:
    make_rule(amount=1)
    incident = make_incident(people)

    def broken(*args: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(escalation, "notify", broken)
    with pytest.raises(RuntimeError):
        escalation.escalate(at("2024-02-13 12:00"))
    assert clock_of(incident).overdue_at is None


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_tell_of_each_clock_once(post: Post, at: Travel) -> None:
    people = make_people()
    make_rule(amount=1)
    for _ in range(6):
        make_incident(people)
    now = at("2024-02-13 12:00")
    counts = at_once(*[lambda: escalation.escalate(now)] * 4)
    assert sum(counts) == len(post.notices) == 6
    assert Clock.objects.filter(overdue_at=now).count() == 6


@pytest.mark.django_db(transaction=True)
def test_a_worker_does_not_wait_for_what_another_one_holds(post: Post, at: Travel) -> None:
    people = make_people()
    make_rule(amount=1)
    held, free = make_incident(people), make_incident(people)
    now = at("2024-02-13 12:00")
    with transaction.atomic():
        Clock.objects.select_for_update().get(incident=held)
        assert at_once(lambda: escalation.escalate(now)) == [1]
    assert post.notices[0][3] == free.number
    assert escalation.escalate(now + timedelta(minutes=1)) == 1


@pytest.mark.django_db(transaction=True)
def test_a_step_at_the_same_moment_loses_no_mark(post: Post, at: Travel) -> None:
    people = make_people()
    make_rule(amount=1, pauses_while_referred=True, stop_event="closed")
    incidents = [make_incident(people, Status.IN_PROGRESS) for _ in range(4)]
    now = at("2024-02-13 12:00")
    by = people[Role.KOORDINATOR]
    at_once(
        lambda: escalation.escalate(now),
        *[lambda i=i: workflow.resolve(i, by, outcome="Beres.") for i in incidents],
    )
    escalation.escalate(now)
    assert len(post.notices) == Clock.objects.filter(overdue_at=now).count() == 4


def test_the_minute_by_minute_task_is_known_to_the_workers() -> None:
    from procrastinate.contrib.django import app

    assert "incidents.escalate_clocks" in app.tasks
    crons = [task.cron for task in app.periodic_registry.periodic_tasks.values()]
    assert "* * * * *" in crons
