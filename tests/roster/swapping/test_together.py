"""Two people take steps of one request at the same moment."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from roster.models import Assignment, Officer, Role, Swap
from roster.replacing import replace
from roster.staffing import Refused
from roster.swap_states import SwapStatus
from roster.swapping import NotPossible, accept, approve, ask, withdraw
from roster.swapping.terms import Terms
from tests.factories.posko import make_post
from tests.factories.roster import assign, make_duty, make_institution, make_officer
from tests.jobs import empty_queue
from tests.together import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("regions", "voting_eve"),
]


@pytest.fixture
def people(regions: int) -> Any:
    names = [make_officer(name, institution=make_institution()) for name in ("budi", "sari")]
    yield [*names, make_officer("rini", Role.KOORDINATOR), make_officer("tono", Role.KOORDINATOR)]
    empty_queue()


@pytest.fixture
def mine(people: list[Officer]) -> Assignment:
    return assign(make_duty(make_post(), date(2024, 2, 15)), people[0])


def tried(call: Callable[[], Any]) -> Callable[[], Any]:
    """The call, with its refusal as result."""

    def run() -> Any:
        try:
            return call()
        except (NotPossible, Refused) as refusal:
            return refusal

    return run


def accepted(people: list[Officer], mine: Assignment, theirs: Assignment | None = None) -> Swap:
    swap = ask(Terms(people[0], people[1], mine, theirs), note="", key=uuid4())
    return accept(swap, people[1])


def test_two_coordinators_approve(people: list[Officer], mine: Assignment) -> None:
    swap = accepted(people, mine)
    results = at_once(*(tried(partial(approve, swap, person)) for person in people[2:]))
    assert sorted(isinstance(result, NotPossible) for result in results) == [False, True]
    mine.refresh_from_db()
    assert mine.officer == people[1]


def test_approve_while_the_asker_withdraws(people: list[Officer], mine: Assignment) -> None:
    swap = accepted(people, mine)
    at_once(tried(lambda: approve(swap, people[2])), tried(lambda: withdraw(swap, people[0])))
    swap.refresh_from_db()
    mine.refresh_from_db()
    approved = swap.status == SwapStatus.APPROVED
    assert approved or swap.status == SwapStatus.WITHDRAWN
    assert mine.officer == people[1 if approved else 0]


def test_approve_while_somebody_else_is_put_there(people: list[Officer], mine: Assignment) -> None:
    third = make_officer("wati", institution=make_institution())
    swap = accepted(people, mine)
    at_once(tried(lambda: approve(swap, people[2])), tried(lambda: replace(mine, third)))
    swap.refresh_from_db()
    mine.refresh_from_db()
    approved = swap.status == SwapStatus.APPROVED
    assert approved or swap.status == SwapStatus.OVERTAKEN
    assert mine.officer == (people[1] if approved else third)


def test_a_double_tap_at_the_same_moment_is_one_request(
    people: list[Officer], mine: Assignment
) -> None:
    key = uuid4()
    terms = Terms(people[0], people[1], mine)
    results = at_once(*[lambda: ask(terms, note="", key=key)] * 3)
    assert len({swap.pk for swap in results}) == 1
    assert Swap.objects.count() == 1


def test_exchanges_both_ways_at_once(people: list[Officer], mine: Assignment) -> None:
    """Of two crossing requests one is stored: neither assignment changes hands twice."""
    theirs = assign(make_duty(mine.duty.post, date(2024, 2, 19)), people[1])
    there, back = (
        Terms(people[0], people[1], mine, theirs),
        Terms(people[1], people[0], theirs, mine),
    )
    results = at_once(
        tried(lambda: ask(there, note="", key=uuid4())),
        tried(lambda: ask(back, note="", key=uuid4())),
    )
    assert sum(isinstance(result, NotPossible) for result in results) == 1
