"""Two taps at the same moment: one absence, one person in one place."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

import pytest

from roster.absences import report
from roster.models import Absence, Duty, Officer, Requirement
from roster.replacing import fill
from roster.staffing import Overtaken, Refused
from tests.factories.posko import make_post
from tests.factories.roster import make_duty, make_institution, make_officer
from tests.jobs import empty_queue
from tests.together import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("regions", "voting_eve"),
]

DAY = date(2024, 2, 15)


@pytest.fixture
def people(regions: int) -> Iterator[list[Officer]]:
    yield [make_officer(name, institution=make_institution()) for name in ("budi", "sari")]
    empty_queue()


def test_one_absence(people: list[Officer]) -> None:
    at_once(*[lambda: report(people[0], "leave", DAY, DAY)] * 3)
    assert Absence.objects.count() == 1


def test_two_planners_fill_one_place(people: list[Officer]) -> None:
    duty = make_duty(make_post(), DAY)
    Requirement.objects.create(
        operation=duty.post.operation, level="kota", institution_kind="polres", people=1
    )
    results = at_once(*(partial(put, duty, person) for person in people))
    assert sorted(isinstance(result, Overtaken) for result in results) == [False, True]
    assert duty.assignments.count() == 1


def put(duty: Duty, person: Officer) -> Any:
    """The assignment, or the refusal."""
    try:
        return fill(duty, "polres", person)
    except Refused as refused:
        return refused
