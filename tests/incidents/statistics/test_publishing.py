"""When figures come out, who works them out, and what is in them."""

from datetime import date
from functools import partial
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from incidents import workflow
from incidents.models import Category, Incident, StatisticsSnapshot
from incidents.states import Status
from incidents.statistics import counting, publishing
from incidents.statistics.definitions import Dimension
from incidents.statistics.publishing import statistics_of
from incidents.tasks.statistics import publish_statistics
from posko.models import Operation
from roster.models import Role
from tests.conftest import Travel
from tests.factories.incidents import People, make_incident
from tests.factories.posko import make_operation, make_post
from tests.incidents.statistics.figures import MONDAY, figures, make_many, shown
from tests.together import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions")]


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
