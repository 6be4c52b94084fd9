"""What is counted, and what of it is shown."""

import pytest

from incidents import workflow
from incidents.models import Incident, StatisticsSnapshot
from incidents.states import Rejection, Status
from incidents.statistics.definitions import Dimension
from incidents.suppression import Mark
from roster.models import Role
from tests.conftest import Travel
from tests.factories.incidents import People, make_incident, make_people
from tests.incidents.statistics.figures import FRIDAY, MONDAY, figures, make_many, marks, shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions")]


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
