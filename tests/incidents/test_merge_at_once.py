"""Merges at the same moment, on real connections."""

from functools import partial

import pytest

from incidents import workflow
from incidents.models import Incident
from incidents.states import Status
from incidents.verification import broken_chains
from incidents.workflow import Refused
from roster.models import Role
from tests.factories.incidents import make_incident, make_people
from tests.together import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("regions", "voting_eve"),
]


@pytest.mark.parametrize("seen", [1, None])
def test_of_two_crosswise_merges_one_wins_and_the_other_is_told(seen: int | None) -> None:
    people = make_people()
    for _ in range(5):
        a, b = make_incident(people), make_incident(people)
        results = at_once(
            partial(workflow.merge, a, people[Role.KOORDINATOR], primary=b, seen=seen),
            partial(workflow.merge, b, people[Role.ADMINISTRATOR], primary=a, seen=seen),
        )
        (refusal,) = [result for result in results if isinstance(result, Refused)]
        (merged,) = [result for result in results if isinstance(result, Incident)]
        assert str(refusal.message)
        pair = Incident.objects.filter(pk__in=[a.pk, b.pk])
        assert pair.get(status=Status.MERGED) == merged
        assert pair.get(status=Status.RECEIVED) == merged.merged_into
    assert list(broken_chains()) == []


def test_a_chain_of_merges_at_once_stays_flat() -> None:
    people = make_people()
    for _ in range(5):
        a, b, c = (make_incident(people) for _ in range(3))
        at_once(
            partial(workflow.merge, a, people[Role.KOORDINATOR], primary=b),
            partial(workflow.merge, b, people[Role.ADMINISTRATOR], primary=c),
        )
        merged = Incident.objects.filter(pk__in=[a.pk, b.pk, c.pk], status=Status.MERGED)
        assert [incident.merged_into.status for incident in merged] == [Status.RECEIVED]  # type: ignore[union-attr]
    assert list(broken_chains()) == []


def test_a_merge_and_a_closing_at_once_never_merge_into_a_closed_case() -> None:
    people = make_people()
    for _ in range(5):
        a, b = make_incident(people), make_incident(people, Status.RESOLVED)
        at_once(
            partial(workflow.merge, a, people[Role.KOORDINATOR], primary=b),
            partial(workflow.close, b, people[Role.ADMINISTRATOR], seen=b.version),
        )
        a.refresh_from_db()
        b.refresh_from_db()
        assert (a.status, b.status) in {
            (Status.MERGED, Status.RESOLVED),
            (Status.RECEIVED, Status.CLOSED),
        }


def test_undoing_twice_at_once_undoes_once() -> None:
    people = make_people()
    incident = make_incident(people, Status.MERGED)
    primary = incident.merged_into
    assert primary is not None
    results = at_once(
        lambda: workflow.unmerge(incident, people[Role.KOORDINATOR], seen=incident.version),
        lambda: workflow.unmerge(incident, people[Role.ADMINISTRATOR], seen=incident.version),
    )
    assert len([result for result in results if isinstance(result, Refused)]) == 1
    assert primary.events.filter(action="release").count() == 1
    assert list(broken_chains()) == []
