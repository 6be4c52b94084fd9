"""How long cases took, as far as that tells of nobody."""

import pytest

from incidents import workflow
from incidents.models import Incident
from incidents.states import Status
from incidents.statistics.definitions import Dimension, Milestone
from incidents.suppression import Mark
from roster.models import Role
from tests.conftest import Travel
from tests.factories.incidents import People, make_incident
from tests.incidents.statistics.figures import FRIDAY, MONDAY, figures, make_many, marks

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions")]


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
