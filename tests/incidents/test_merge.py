"""Merging duplicates: both histories stay, and undoing gives back exactly what was."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from incidents import workflow
from incidents.models import Incident
from incidents.states import Action, Status
from incidents.verification import broken_chains
from incidents.workflow import NotAllowed, NotPossible, Stale
from posko.models import Operation
from roster.models import Role
from tests.factories.incidents import People, make_incident, make_people, make_report, refer
from tests.factories.roster import make_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

MERGEABLE = [Status.RECEIVED, Status.VERIFIED, Status.IN_PROGRESS, Status.REOPENED]


def row(incident: Incident) -> dict[str, Any]:
    """Return all that is stored of ``incident``, but its version."""
    values = Incident.objects.filter(pk=incident.pk).values().get()
    return {name: value for name, value in values.items() if name != "version"}


def test_the_duplicate_points_at_the_case_that_stays_and_both_remember(people: People) -> None:
    duplicate, primary = make_incident(people), make_incident(people, Status.VERIFIED)
    before = row(primary)
    by = people[Role.KOORDINATOR]
    merged = workflow.merge(duplicate, by, primary=primary, note="Pelapor sama.", seen=1)
    assert (merged.status, merged.merged_into, merged.merged_from) == (
        Status.MERGED, primary, Status.RECEIVED,
    )  # fmt: skip
    assert row(primary) == before
    (gone,) = duplicate.events.filter(action=Action.MERGE)
    (came,) = primary.events.filter(action=Action.ABSORB)
    assert gone.data["into"] == primary.number
    assert came.data["number"] == duplicate.number
    call_command("verify_history")


@pytest.mark.parametrize("status", MERGEABLE)
def test_undoing_gives_back_every_field(people: People, status: Status) -> None:
    by = people[Role.KOORDINATOR]
    duplicate, primary = make_incident(people, status), make_incident(people)
    if status not in {Status.RECEIVED, Status.REOPENED}:
        workflow.assign(duplicate, by, to=people[Role.PETUGAS])
    before, others = row(duplicate), row(primary)
    reporter = (duplicate.reporter.pk, bytes(duplicate.reporter.sealed))
    workflow.merge(duplicate, by, primary=primary)
    workflow.comment(duplicate, by, text="Sementara digabung.")
    workflow.unmerge(duplicate, by)
    again = Incident.objects.get(pk=duplicate.pk)
    assert row(duplicate) == before
    assert row(primary) == others
    assert (again.reporter.pk, bytes(again.reporter.sealed)) == reporter
    assert [e.action for e in primary.events.order_by("sequence")][-2:] == ["absorb", "release"]
    assert list(broken_chains()) == []


def test_a_case_of_an_institution_comes_back_to_it(people: People) -> None:
    duplicate, primary = make_incident(people, Status.VERIFIED), make_incident(people)
    make_officer("petugas.kpu", Role.PETUGAS, "31.71", institution=people.kpu)
    workflow.assign(duplicate, people[Role.KOORDINATOR], institution=people.kpu)
    before = row(duplicate)
    workflow.merge(duplicate, people[Role.KOORDINATOR], primary=primary)
    workflow.unmerge(duplicate, people[Role.KOORDINATOR])
    assert row(duplicate) == before
    assert before["institution_id"] == people.kpu.pk


def test_what_was_undone_can_be_merged_elsewhere(people: People) -> None:
    by = people[Role.KOORDINATOR]
    duplicate, first, second = (make_incident(people) for _ in range(3))
    workflow.merge(duplicate, by, primary=first)
    workflow.unmerge(duplicate, by)
    assert workflow.merge(duplicate, by, primary=second).merged_into == second


def test_nothing_is_merged_into_itself(people: People) -> None:
    incident = make_incident(people)
    with pytest.raises(NotPossible, match="dirinya sendiri"):
        workflow.merge(incident, people[Role.KOORDINATOR], primary=incident)


@pytest.mark.parametrize("status", [Status.CLOSED, Status.REJECTED, Status.MERGED])
def test_what_is_over_takes_nothing_in(people: People, status: Status) -> None:
    duplicate, over = make_incident(people), make_incident(people, status)
    with pytest.raises(NotPossible, match=over.number):
        workflow.merge(duplicate, people[Role.KOORDINATOR], primary=over)
    assert duplicate.events.count() == 1


def test_merges_have_one_level(people: People) -> None:
    by = people[Role.KOORDINATOR]
    duplicate, middle, last = (make_incident(people) for _ in range(3))
    workflow.merge(duplicate, by, primary=middle)
    with pytest.raises(NotPossible, match="dilanjutkan"):
        workflow.merge(middle, by, primary=last)


def test_a_case_that_waits_for_an_answer_is_no_duplicate_yet(people: People) -> None:
    by = people[Role.KOORDINATOR]
    duplicate, primary = make_incident(people, Status.VERIFIED), make_incident(people)
    letter = refer(duplicate, people)
    workflow.resolve(duplicate, by, outcome="Beres.")
    workflow.reopen(duplicate, by, reason="Terulang.")
    with pytest.raises(NotPossible, match="012/KBP/II/2024"):
        workflow.merge(duplicate, by, primary=primary)
    workflow.answer(duplicate, by, referral=letter, text="Sudah.")
    assert workflow.merge(duplicate, by, primary=primary).status == Status.MERGED


def test_two_cities_keep_their_cases_apart() -> None:
    here, there = make_people("31.71"), make_people("31.73")
    duplicate = make_incident(here)
    primary = make_incident(there, region="31.73.01.1001")
    admin = make_officer("admin.dki", Role.ADMINISTRATOR, "31")
    with pytest.raises(NotPossible, match="kota"):
        workflow.merge(duplicate, admin, primary=primary)


def test_somebody_elses_case_is_not_even_told_to_be_there() -> None:
    here, there = make_people("31.71"), make_people("31.73")
    closed = make_incident(there, Status.CLOSED, region="31.73.01.1001")
    with pytest.raises(NotAllowed):
        workflow.merge(make_incident(here), here[Role.KOORDINATOR], primary=closed)


def test_two_operations_keep_their_cases_apart(people: People) -> None:
    from tests.factories.posko import make_operation

    duplicate = make_incident(people)
    Operation.objects.update(published=False)
    make_operation(slug="pilkada-2024", name="Pilkada 2024")
    primary = make_incident(people)
    assert primary.operation_id != duplicate.operation_id
    with pytest.raises(NotPossible, match="operasi"):
        workflow.merge(duplicate, people[Role.KOORDINATOR], primary=primary)


def test_who_looks_at_an_old_page_is_told(people: People) -> None:
    by = people[Role.KOORDINATOR]
    duplicate, primary = make_incident(people), make_incident(people)
    workflow.verify(duplicate, people[Role.ADMINISTRATOR])
    with pytest.raises(Stale):
        workflow.merge(duplicate, by, primary=primary, seen=1)
    # Who closes the case that stays learns that a report came in.
    workflow.merge(duplicate, by, primary=primary)
    with pytest.raises(Stale):
        workflow.verify(primary, by, seen=1)


def test_taking_apart_wants_both_cases(people: People) -> None:
    duplicate = make_incident(people, region="31.71.06.1001")
    primary = make_incident(people, region="31.71.01.1001")
    workflow.merge(duplicate, people[Role.KOORDINATOR], primary=primary)
    menteng = make_officer("koordinator.menteng", Role.KOORDINATOR, "31.71.06")
    with pytest.raises(NotAllowed):
        workflow.unmerge(duplicate, menteng)


@pytest.mark.parametrize(
    "forgery",
    [
        "status = 'merged', merged_into_id = id, merged_from = 'received'",
        "status = 'merged', merged_from = 'received'",
        "status = 'merged', merged_into_id = {primary}, merged_from = ''",
        "status = 'merged', merged_into_id = {primary}, merged_from = 'verified'",
        "status = 'merged', merged_into_id = {elsewhere}, merged_from = 'received'",
        "status = 'merged', merged_into_id = {merged}, merged_from = 'received'",
        "merged_into_id = {primary}",
    ],
)
def test_the_database_refuses_a_forged_merge(forgery: str) -> None:
    people, strangers = make_people(), make_people("31.73")
    incident = make_incident(people)
    ids = {
        "primary": make_incident(people).pk,
        "elsewhere": make_incident(strangers, region="31.73.01.1001").pk,
        "merged": make_incident(people, Status.MERGED).pk,
    }
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE incidents_incident SET {forgery.format(**ids)} WHERE id = {incident.pk}"  # noqa: S608
        )


def test_the_database_undoes_a_merge_exactly_or_not_at_all(people: People) -> None:
    incident = make_incident(people, Status.MERGED)
    forgery = "UPDATE incidents_incident SET status = 'verified', merged_into_id = NULL"
    with (
        pytest.raises(DatabaseError, match="exactly"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"{forgery}, merged_from = '' WHERE id = %s", [incident.pk])


def test_a_report_counts_where_it_was_taken_down_after_the_merge_too(people: People) -> None:
    report = make_report()
    duplicate = workflow.report(report, by=people[Role.PETUGAS])
    workflow.merge(duplicate, people[Role.KOORDINATOR], primary=make_incident(people))
    # The phone sends once more: the receipt is the same.
    assert workflow.report(report, by=people[Role.PETUGAS]).number == duplicate.number
