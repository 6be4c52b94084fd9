"""The history is append-only, complete and chained."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from incidents import workflow
from incidents.models import Event, Incident
from incidents.states import Action, Status
from incidents.verification import broken_chains
from roster.models import Role
from tests.factories.incidents import make_incident, make_people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


def run(sql: str, *values: Any) -> None:
    """Run raw SQL as somebody with the database's password would."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def tamper(sql: str, *values: Any) -> None:
    """Run raw SQL past the triggers, as somebody who owns the tables could."""
    with transaction.atomic(), connection.cursor() as cursor:
        # Checks that wait for the end of the transaction have to come first.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE incidents_event DISABLE TRIGGER USER")
        cursor.execute(sql, values)
        cursor.execute("ALTER TABLE incidents_event ENABLE TRIGGER USER")


def test_an_event_is_never_changed() -> None:
    make_incident(make_people())
    with pytest.raises(DatabaseError, match="Cannot update"):
        run("UPDATE incidents_event SET data = '{}'")


def test_an_event_is_never_deleted() -> None:
    make_incident(make_people())
    with pytest.raises(DatabaseError, match=r"Cannot (update or )?delete"):
        run("DELETE FROM incidents_event")


def test_an_incident_is_never_deleted() -> None:
    incident = make_incident(make_people())
    with pytest.raises(DatabaseError, match=r"Cannot (update or )?delete"):
        run("DELETE FROM incidents_incident WHERE id = %s", incident.pk)


def test_number_and_origin_of_an_incident_are_final() -> None:
    incident = make_incident(make_people())
    with pytest.raises(DatabaseError, match="Cannot update"):
        run("UPDATE incidents_incident SET number = 'JP-2024-999999' WHERE id = %s", incident.pk)


def test_a_status_without_its_event_is_refused_at_commit() -> None:
    incident = make_incident(make_people())
    with pytest.raises(DatabaseError, match="has no event"):
        run(
            "UPDATE incidents_incident SET status = 'verified', version = 2 WHERE id = %s;"
            "SET CONSTRAINTS ALL IMMEDIATE",
            incident.pk,
        )


def test_untouched_histories_hold(capsys: pytest.CaptureFixture[str]) -> None:
    people = make_people()
    for status in Status:
        make_incident(people, status)
    call_command("verify_history")
    # One more: what was merged was merged into another.
    assert f"{len(Status) + 1} histories hold" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("""UPDATE incidents_event SET data = '{"note": "lain"}' WHERE sequence = 2""", "altered"),
        ("UPDATE incidents_event SET at = at - interval '1 hour' WHERE sequence = 1", "altered"),
        ("DELETE FROM incidents_event WHERE sequence = 2", "missing"),
        ("DELETE FROM incidents_event WHERE sequence = 4", "versions"),
    ],
)
def test_tampering_is_noticed(sql: str, fault: str) -> None:
    incident = make_incident(make_people(), Status.RESOLVED)
    tamper(sql)
    ((number, told),) = broken_chains()
    assert number == incident.number
    assert fault in told
    with pytest.raises(CommandError):
        call_command("verify_history")


def test_a_rewritten_hash_breaks_the_next_link() -> None:
    incident = make_incident(make_people(), Status.RESOLVED)
    second = incident.events.get(sequence=2)
    second.data = {"note": "lain"}
    tamper(
        """UPDATE incidents_event SET data = '{"note": "lain"}', hash = %s WHERE id = %s""",
        second.digest(),
        second.pk,
    )
    assert [fault for _, fault in broken_chains()] == ["event 3 was altered"]


def test_party_representatives_read_neither_notes_nor_reveals() -> None:
    people = make_people()
    incident = make_incident(people)
    workflow.comment(incident, people[Role.PETUGAS], text="Nama pelapor ...")
    workflow.reveal(incident, people[Role.PETUGAS], reason="Menelepon balik.")
    seen = Event.objects.visible_to(people[Role.PARTAI])
    assert {event.action for event in seen} == {Action.REPORT}


def test_auditors_read_who_looked_at_a_reporter() -> None:
    people = make_people()
    incident = make_incident(people)
    workflow.reveal(incident, people[Role.PETUGAS], reason="Menelepon balik.")
    seen = Event.objects.visible_to(people[Role.PENGAWAS]).get(action=Action.REVEAL)
    assert seen.data == {"reason": "Menelepon balik."}
    assert seen.by == people[Role.PETUGAS]


def test_a_refused_step_leaves_nothing_behind() -> None:
    people = make_people()
    incident = make_incident(people, Status.VERIFIED)
    before = Incident.objects.filter(pk=incident.pk).values().get()
    with pytest.raises(workflow.NotPossible):
        workflow.refer(
            incident, people[Role.KOORDINATOR],
            institution=make_people("31.01").kpu, letter_number="1",
        )  # fmt: skip
    assert Incident.objects.filter(pk=incident.pk).values().get() == before
    assert not incident.referrals.exists()
