"""Who is told of what, who watches, and who must never hear of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents import workflow
from incidents.audience import audience
from incidents.models import Incident, Notice, NoticeChoice, Watch
from incidents.notices import NoticeKind, notify
from incidents.states import Status
from roster.models import InstitutionKind, Officer, Role
from tests.factories.incidents import People, make_incident, make_people
from tests.factories.roster import make_institution, make_officer
from tests.jobs import queued

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


def told(officer: Officer) -> list[str]:
    """The kinds of what the person was told, oldest first."""
    return list(
        Notice.objects.filter(officer=officer).order_by("pk").values_list("kind", flat=True)
    )


def test_the_audience_is_exactly_who_sees_the_incident(people: People) -> None:
    make_people("31.01")
    for code in ("31", "31.71.06", "31.71.06.1001", "31.71.01"):
        for role in set(Role) - {Role.PENGHUBUNG}:
            make_officer(f"{role}.{code}", role, code)
    make_officer("bekas.jp", is_active=False)
    seen = [make_incident(people), make_incident(people, Status.REFERRED)]
    withdrawn = make_incident(people, Status.REFERRED)
    withdrawn.referrals.update(
        withdrawn_at=withdrawn.received_at, withdrawn_by=people[Role.KOORDINATOR], withdrawal="x"
    )
    for incident in [*seen, withdrawn]:
        everybody = Officer.objects.all()
        expected = {o.pk for o in everybody if incident in Incident.objects.visible_to(o)}
        assert {officer.pk for officer in audience(incident)} == expected


def test_the_assigned_person_is_told_and_watches(people: People) -> None:
    incident = make_incident(people, Status.VERIFIED)
    other = make_officer("lain.jp")
    workflow.assign(incident, people[Role.KOORDINATOR], to=other)
    assert told(other) == ["assigned"]
    notice = Notice.objects.get(officer=other)
    assert notice.text == f"{people[Role.KOORDINATOR]} menugaskan kasus kepada {other}."
    assert Watch.objects.filter(officer=other, incident=incident).exists()


def test_the_officers_of_an_assigned_body_are_told(people: People) -> None:
    incident = make_incident(people, Status.VERIFIED)
    police = make_institution(InstitutionKind.POLRES)
    mine = make_officer("polisi.jp", institution=police)
    liaison = make_officer("polres.jp", Role.PENGHUBUNG, institution=police)
    elsewhere = make_officer("polisi.ks", code="31.01", institution=police)
    workflow.assign(incident, people[Role.KOORDINATOR], institution=police)
    assert [told(person) for person in (mine, liaison, elsewhere)] == [["assigned"], [], []]


def test_nobody_is_told_of_what_they_did_themselves(people: People) -> None:
    incident = make_incident(people, Status.VERIFIED)
    coordinator = people[Role.KOORDINATOR]
    workflow.assign(incident, coordinator, to=coordinator)
    workflow.start(incident, coordinator)
    assert told(coordinator) == []


def test_the_liaisons_are_told_of_a_referral_and_the_asker_of_the_answer(people: People) -> None:
    incident = make_incident(people, Status.VERIFIED)
    stranger = make_officer("polres.jp", Role.PENGHUBUNG)
    administrator = people[Role.ADMINISTRATOR]
    workflow.refer(incident, administrator, institution=people.kpu, letter_number="9/KBP/II/2024")
    assert told(people[Role.PENGHUBUNG]) == ["referred"]
    assert told(stranger) == []
    workflow.answer(
        incident, people[Role.PENGHUBUNG], referral=incident.referrals.get(), text="Sudah."
    )
    assert told(people[Role.KOORDINATOR]) == ["answered"]
    assert told(administrator) == ["answered"]
    assert told(make_people("31.01")[Role.KOORDINATOR]) == []


def test_watchers_are_told_of_steps_but_not_of_notes_and_looks(people: People) -> None:
    incident = make_incident(people)
    petugas = people[Role.PETUGAS]
    workflow.verify(incident, people[Role.KOORDINATOR])
    workflow.comment(incident, people[Role.KOORDINATOR], text="Catatan.")
    workflow.reveal(incident, people[Role.KOORDINATOR], reason="Menelepon.")
    assert told(petugas) == ["watched"]


def test_one_step_is_told_to_one_person_once(people: People) -> None:
    incident = make_incident(people, Status.VERIFIED)
    petugas = people[Role.PETUGAS]
    Notice.objects.all().delete()
    workflow.assign(incident, people[Role.KOORDINATOR], to=petugas)
    assert told(petugas) == ["assigned"]


def test_a_watcher_who_was_moved_is_told_nothing(people: People) -> None:
    incident = make_incident(people)
    Officer.objects.filter(pk=people[Role.PETUGAS].pk).update(region_id="31.01")
    workflow.verify(incident, people[Role.KOORDINATOR])
    assert told(people[Role.PETUGAS]) == []


def test_notify_leaves_out_whoever_may_not_know(people: People) -> None:
    strangers = make_people("31.01")
    incident = make_incident(people)
    gone = make_officer("bekas.jp", is_active=False)
    mine = people[Role.KOORDINATOR]
    notify([mine, gone, *strangers.by_role.values()], NoticeKind.OVERDUE, incident, "Lewat.")
    late = Notice.objects.filter(kind=NoticeKind.OVERDUE)
    assert [notice.officer for notice in late] == [mine]
    assert late.get().urgent


def test_notify_without_an_incident_tells_those_who_are_named(people: People) -> None:
    notify([people[Role.KOORDINATOR]], NoticeKind.INBOX, None, "x" * 900)
    assert len(Notice.objects.get().text) == 500


def test_what_was_chosen_decides_over_mail(people: People) -> None:
    petugas = people[Role.PETUGAS]
    petugas.email = "petugas@example.test"
    petugas.save()
    incident = make_incident(people)
    NoticeChoice.objects.create(
        officer=petugas, kind=NoticeKind.ASSIGNED, mail=False, webhook=False
    )
    notify([petugas], NoticeKind.ASSIGNED, incident, "Tugas.")
    assert queued("deliver") == []
    notify([petugas], NoticeKind.OVERDUE, incident, "Lewat.")
    assert len(queued("deliver")) == 1


def test_a_mention_tells_shows_the_name_and_makes_watch(people: People) -> None:
    incident = make_incident(people)
    coordinator = people[Role.KOORDINATOR]
    text = f"Tolong @{coordinator.username.upper()}. Salam, a@{coordinator.username}"
    workflow.comment(incident, people[Role.PETUGAS], text=text)
    assert told(coordinator) == ["mentioned"]
    assert Watch.objects.filter(officer=coordinator, incident=incident).exists()
    event = incident.events.get(action="comment")
    assert event.data["mentions"] == {coordinator.username: coordinator.full_name}


def test_those_who_may_not_read_a_note_are_not_mentioned(people: People) -> None:
    strangers = make_people("31.01")
    incident = make_incident(people)
    gone = make_officer("bekas.jp", is_active=False)
    unseen = [
        strangers[Role.KOORDINATOR], people[Role.PARTAI], people[Role.PENGHUBUNG], gone,
    ]  # fmt: skip
    text = " ".join(f"@{officer.username}" for officer in unseen) + " @siapa.saja @ @@x"
    workflow.comment(incident, people[Role.PETUGAS], text=text)
    assert "mentions" not in incident.events.get(action="comment").data
    assert not Notice.objects.filter(officer__in=unseen).exists()
    assert not Watch.objects.filter(officer__in=unseen).exists()


def test_a_note_without_mentions_asks_nothing_more(people: People) -> None:
    incident = make_incident(people)
    with CaptureQueriesContext(connection) as plain:
        workflow.comment(incident, people[Role.PETUGAS], text="Catatan.")
    assert not any("incidents_notice" in q["sql"] for q in plain.captured_queries)


def test_telling_costs_the_same_for_many_watchers(people: People) -> None:
    counts = []
    for number in (1, 12):
        incident = make_incident(people)
        for watcher in range(number):
            officer = make_officer(f"pemantau.{number}.{watcher}")
            Watch.objects.create(officer=officer, incident=incident)
        with CaptureQueriesContext(connection) as queries:
            workflow.verify(incident, people[Role.KOORDINATOR])
        counts.append(len(queries))
    assert counts[0] == counts[1]
