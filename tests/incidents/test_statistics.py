"""What is counted, what is published of it, and when."""

from datetime import date
from functools import partial
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from incidents import workflow
from incidents.models import Category, Incident, StatisticsSnapshot
from incidents.states import Rejection, Status
from incidents.statistics import counting, publishing
from incidents.statistics.definitions import Dimension, Milestone
from incidents.statistics.published import Cell, Published
from incidents.statistics.publishing import statistics_of
from incidents.suppression import Mark
from incidents.tasks.statistics import publish_statistics
from posko.models import Operation
from roster.models import Role
from tests.conftest import Travel
from tests.factories.incidents import People, make_incident, make_people
from tests.factories.posko import make_operation, make_post
from tests.together import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions")]

FRIDAY, MONDAY = "2024-02-02 10:00", "2024-02-05 00:00"


@pytest.fixture
def people(regions: int, at: Travel) -> People:
    """One person of each role in Jakarta Pusat; the clock stands on a Friday."""
    at(FRIDAY)
    return make_people()


def make_many(people: People, count: int, status: Status = Status.RECEIVED, **report: Any) -> None:
    for _ in range(count):
        make_incident(people, status, **report)


def figures() -> Published:
    published = statistics_of(Operation.objects.get())
    assert published is not None
    return published


def shown(cells: list[Cell]) -> dict[str, int]:
    return {cell.key: cell.count for cell in cells if cell.count}


def marks(cells: list[Cell]) -> dict[str, Mark]:
    return {cell.key: cell.mark for cell in cells if cell.mark != Mark.SHOWN}


def test_problems_are_counted_by_category_region_state_and_week(people: People, at: Travel) -> None:
    at("2024-01-16 09:00")
    make_many(people, 6, Status.CLOSED, category="banjir")
    at(FRIDAY)
    make_many(people, 7)
    make_many(make_people("31.01"), 5, Status.VERIFIED, region="31.01.01.1001", category="hoaks")
    at(MONDAY)
    found = figures()
    assert (found.problems, found.reports) == (18, 18)
    assert shown(found.tables[Dimension.CATEGORY]) == {"hak-pilih": 7, "lokasi-tps": 6, "hoaks": 5}
    assert shown(found.tables[Dimension.CITY]) == {"31.71": 13, "31.01": 5}
    assert shown(found.tables[Dimension.STATE]) == {"received": 7, "verified": 5, "closed": 6}
    assert shown(found.tables[Dimension.WEEK]) == {"2024-01-15": 6, "2024-01-29": 12}
    assert [cell.key for cell in found.tables[Dimension.WEEK]] == [
        "2024-01-08", "2024-01-15", "2024-01-22", "2024-01-29",
    ]  # fmt: skip


def test_a_merged_duplicate_counts_once_and_a_rejected_report_not_at_all(
    people: People, at: Travel
) -> None:
    make_many(people, 6)
    make_many(people, 5, Status.MERGED)
    make_many(people, 7, Status.REJECTED)
    at(MONDAY)
    found = figures()
    # Each of the five went into a case of its own.
    assert (found.problems, found.reports) == (11, 23)
    assert shown(found.tables[Dimension.CATEGORY]) == {"hak-pilih": 11}
    assert shown(found.tables[Dimension.INTAKE]) == {"counted": 11, "merged": 5, "rejected": 7}


def test_an_undone_merge_counts_again(people: People, at: Travel) -> None:
    make_many(people, 10)
    incident = make_incident(people, Status.MERGED)
    workflow.unmerge(incident, people[Role.KOORDINATOR])
    at(MONDAY)
    assert figures().problems == 12


def test_a_report_of_sunday_before_midnight_is_in_it_and_one_at_midnight_is_not(
    people: People, at: Travel
) -> None:
    make_many(people, 5)
    at("2024-02-04 23:59")
    make_incident(people)
    at(MONDAY)
    make_incident(people)
    assert figures().problems == 6


def test_a_state_is_that_of_sundays_end_whatever_happened_since(people: People, at: Travel) -> None:
    make_many(people, 6)
    at("2024-02-05 08:00")
    for incident in Incident.objects.all():
        workflow.reject(incident, people[Role.KOORDINATOR], reason=Rejection.FALSE, note="Tidak.")
    at("2024-02-06 12:00")
    assert shown(figures().tables[Dimension.STATE]) == {"received": 6}
    at("2024-02-12 00:00")
    assert figures().problems == 0


def test_weeks_begin_at_midnight_in_jakarta(people: People, at: Travel) -> None:
    at("2024-01-21 23:30")
    make_many(people, 5)
    at("2024-01-22 00:30")
    make_many(people, 6)
    at("2024-01-29 00:00")
    assert shown(figures().tables[Dimension.WEEK]) == {"2024-01-15": 5, "2024-01-22": 6}


def test_what_came_before_the_first_day_has_a_row_of_its_own(people: People, at: Travel) -> None:
    at("2023-11-20 09:00")
    make_many(people, 5)
    at(FRIDAY)
    make_many(people, 5)
    at(MONDAY)
    assert shown(figures().tables[Dimension.WEEK]) == {"earlier": 5, "2024-01-29": 5}


def test_a_small_figure_is_hidden_with_what_would_give_it_away(people: People, at: Travel) -> None:
    make_many(people, 9)
    make_many(people, 8, category="banjir")
    make_many(people, 2, category="ancaman")
    at(MONDAY)
    table = figures().tables[Dimension.CATEGORY]
    assert marks(table) == {"keamanan": Mark.FEW, "lokasi-tps": Mark.MASKED}
    assert shown(table) == {"hak-pilih": 9}
    assert all(cell.count is None for cell in table if cell.mark != Mark.SHOWN)


def test_what_is_hidden_is_not_even_stored(people: People, at: Travel) -> None:
    make_many(people, 20)
    make_many(people, 3, category="ancaman")
    at(MONDAY)
    figures()
    cells = StatisticsSnapshot.objects.get().data["tables"]["category"]
    assert {c["key"]: c["count"] for c in cells if c["mark"] != "shown"} == {
        "keamanan": None, "hak-pilih": None,
    }  # fmt: skip


def test_a_few_rejected_are_hidden_with_the_merged_or_with_the_sum(
    people: People, at: Travel
) -> None:
    make_many(people, 6)
    make_many(people, 2, Status.REJECTED)
    at(MONDAY)
    found = figures()
    assert (found.problems, found.reports) == (6, None)
    assert marks(found.tables[Dimension.INTAKE]) == {
        "rejected": Mark.WITHHELD, "merged": Mark.WITHHELD,
    }  # fmt: skip


def test_fewer_than_five_problems_show_nothing(people: People, at: Travel) -> None:
    make_many(people, 4)
    make_many(people, 9, Status.REJECTED)
    at(MONDAY)
    found = figures()
    assert (found.problems, found.reports) == (None, None)
    for cells in found.tables.values():
        assert {cell.mark for cell in cells} == {Mark.WITHHELD}
    assert all(handling.median is None for handling in found.handling)


def finish(people: People, at: Travel, hours: int) -> None:
    """Bring one incident from intake to resolved in ``hours``, verified after one."""
    start = at(FRIDAY)
    incident = make_incident(people)
    at(f"{start:%Y-%m-%d} 11:00")
    workflow.verify(incident, people[Role.KOORDINATOR])
    workflow.start(incident, people[Role.KOORDINATOR])
    at(f"{start:%Y-%m-%d} {10 + hours}:00")
    workflow.resolve(incident, people[Role.KOORDINATOR], outcome="Sudah diterima.")


def test_times_are_medians_in_hours_from_intake(people: People, at: Travel) -> None:
    for hours in range(1, 12):
        finish(people, at, hours)
    at(MONDAY)
    verified, resolved = figures().handling
    assert (verified.milestone, verified.median, verified.cases) == (Milestone.VERIFIED, 1, 11)
    assert (resolved.milestone, resolved.median, resolved.cases) == (Milestone.RESOLVED, 6, 11)
    # Nine of ten of eleven would be the time of one.
    assert resolved.ninetieth is None


def test_times_of_nine_cases_are_not_told(people: People, at: Travel) -> None:
    for _ in range(9):
        finish(people, at, 3)
    make_many(people, 9)
    at(MONDAY)
    assert [handling.median for handling in figures().handling] == [None, None]


def test_a_case_resolved_again_took_until_the_last_time(people: People, at: Travel) -> None:
    for _ in range(10):
        finish(people, at, 2)
    at("2024-02-02 14:00")
    coordinator = people[Role.KOORDINATOR]
    for incident in Incident.objects.all():
        workflow.reopen(incident, coordinator, reason="Terulang.")
        workflow.start(incident, coordinator)
    at("2024-02-02 18:00")
    for incident in Incident.objects.all():
        workflow.resolve(incident, coordinator, outcome="Kini benar.")
    at(MONDAY)
    assert [handling.median for handling in figures().handling] == [1, 8]


def test_the_cases_of_a_time_tell_no_more_than_the_states_do(people: People, at: Travel) -> None:
    """Else they would tell, by subtraction, how many wait to be verified."""
    make_many(people, 12, Status.RESOLVED)
    make_many(people, 20, Status.CLOSED)
    make_many(people, 2, Status.VERIFIED)
    at(MONDAY)
    found = figures()
    assert marks(found.tables[Dimension.STATE]) == {"verified": Mark.FEW, "resolved": Mark.MASKED}
    assert [(handling.cases, handling.exact) for handling in found.handling] == [
        (20, False), (20, False),
    ]  # fmt: skip


def test_new_reports_are_added_ten_at_a_time(people: People, at: Travel) -> None:
    make_many(people, 12)
    at("2024-02-06 09:00")
    assert figures().problems == 12
    make_many(people, 9)
    at("2024-02-12 00:00")
    held = figures()
    assert (held.problems, held.as_of) == (12, date(2024, 2, 11))
    assert held.received_until == date(2024, 2, 4)
    at("2024-02-13 09:00")
    make_incident(people)
    at("2024-02-19 00:00")
    added = figures()
    assert (added.problems, added.received_until) == (22, date(2024, 2, 18))


def test_states_move_on_while_new_reports_wait(people: People, at: Travel) -> None:
    make_many(people, 12)
    at("2024-02-06 09:00")
    figures()
    for incident in Incident.objects.all():
        workflow.verify(incident, people[Role.KOORDINATOR])
    make_incident(people)
    at("2024-02-12 00:00")
    assert shown(figures().tables[Dimension.STATE]) == {"verified": 12}


def test_before_the_first_week_is_over_there_are_no_figures(people: People, at: Travel) -> None:
    operation = Operation.objects.get()
    at("2024-01-14 23:59")
    assert statistics_of(operation) is None
    assert publishing.first_release(operation) == date(2024, 1, 15)
    at("2024-01-15 00:00")
    assert statistics_of(operation) is not None


def test_long_after_an_operation_its_figures_are_final(people: People, at: Travel) -> None:
    make_many(people, 6)
    operation = Operation.objects.get()
    at("2025-01-01 09:00")
    first = figures()
    assert first.as_of == date(2024, 6, 2)
    at("2029-01-01 09:00")
    with CaptureQueriesContext(connection) as queries:
        assert statistics_of(operation) == first
    assert len(queries) == 1


def test_figures_of_another_operation_are_not_mixed_in(people: People, at: Travel) -> None:
    make_many(people, 6)
    other = make_operation(
        slug="pilkada-2024", name="Pilkada 2024", starts_on=date(2024, 10, 25),
        ends_on=date(2024, 12, 15), voting_day=date(2024, 11, 27),
    )  # fmt: skip
    at("2024-11-11 00:00")
    found = statistics_of(other)
    assert found is not None
    assert found.is_empty


def test_a_city_without_a_public_post_is_listed_only_with_problems(
    people: People, at: Travel
) -> None:
    make_post("31.72", operation=Operation.objects.get(), published=False)
    make_post("31.73", operation=Operation.objects.get())
    make_many(people, 6)
    at(MONDAY)
    assert [cell.key for cell in figures().tables[Dimension.CITY]] == ["31.71", "31.73"]


def test_a_retired_category_stays_while_it_counts(people: People, at: Travel) -> None:
    make_many(people, 6, category="hoaks")
    Category.objects.filter(code__in=["hoaks", "lainnya"]).update(active=False)
    at(MONDAY)
    keys = [cell.key for cell in figures().tables[Dimension.CATEGORY]]
    assert "hoaks" in keys
    assert "lainnya" not in keys


def test_reading_is_one_look_at_one_row(
    people: People, at: Travel, django_assert_num_queries: Any
) -> None:
    make_many(people, 6)
    at(MONDAY)
    figures()
    operation = Operation.objects.get()
    with django_assert_num_queries(1):
        statistics_of(operation)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = StatisticsSnapshot.objects.filter(operation=operation).explain()
    assert "Index Scan" in plan


def test_working_out_asks_as_often_for_many_problems_as_for_few(
    people: People, at: Travel, django_assert_num_queries: Any
) -> None:
    make_many(people, 6)
    at(MONDAY)
    with CaptureQueriesContext(connection) as few:
        figures()
    make_many(people, 12, Status.CLOSED, category="banjir")
    StatisticsSnapshot.objects.all().delete()
    at("2024-02-12 00:00")
    with django_assert_num_queries(len(few)):
        figures()


def test_the_worker_works_them_out_before_anybody_reads(people: People, at: Travel) -> None:
    make_many(people, 6)
    at(MONDAY)
    publish_statistics(0)
    assert StatisticsSnapshot.objects.get().day == date(2024, 2, 4)
    Operation.objects.update(published=False)
    publish_statistics(0)


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Gets an item every time that problems are counted."""
    calls: list[object] = []
    counted = counting.groups

    def watched(*args: Any) -> Any:
        calls.append(args)
        return counted(*args)

    monkeypatch.setattr(counting, "groups", watched)
    return calls


@pytest.mark.django_db(transaction=True)
def test_of_many_who_come_first_at_once_one_counts(
    people: People, at: Travel, counts: list[object]
) -> None:
    make_many(people, 6)
    at(MONDAY)
    operation = Operation.objects.get()
    found = at_once(*[partial(statistics_of, operation)] * 4)
    assert {answer.problems for answer in found} == {6}
    assert len(counts) == 1


@pytest.mark.django_db(transaction=True)
def test_who_comes_while_they_are_worked_out_reads_the_older_ones(
    people: People, at: Travel, counts: list[object]
) -> None:
    make_many(people, 12)
    at(MONDAY)
    figures()
    make_many(people, 20)
    at("2024-02-12 00:00")
    operation = Operation.objects.get()
    with transaction.atomic():
        StatisticsSnapshot.objects.select_for_update().get()
        (meanwhile,) = at_once(partial(statistics_of, operation))
    assert meanwhile.problems == 12
    assert figures().problems == 32
    assert len(counts) == 2
