"""`/masalah/`: search, filters, pages, query counts."""

from datetime import timedelta

import pytest
from django.test import Client

from incidents import workflow
from incidents.deadlines.rules import load_clock_rules
from incidents.states import Status
from posko import clock
from roster.models import Role
from tests.factories.incidents import People, make_incident
from tests.incidents.pages import browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


def found(people: People, query: str) -> list[str]:
    response = browser(people, Role.KOORDINATOR).get(f"/masalah/?{query}")
    assert response.status_code == 200
    return [incident.number for incident in response.context["incidents"]]


def test_the_list_is_searched_and_filtered(people: People) -> None:
    first = make_incident(people, description="Baliho roboh di Cikini", category="kampanye")
    second = make_incident(people, Status.CLOSED, description="Undangan belum sampai")
    assert found(people, "") == [second.number, first.number]
    assert found(people, "q=balih") == [first.number]
    assert found(people, "q=cikini+baliho") == [first.number]
    assert found(people, f"q={second.number.lower()}") == [second.number]
    assert found(people, "q=JP-2024-2") == [second.number]
    assert found(people, "status=open") == [first.number]
    assert found(people, "status=closed") == [second.number]
    assert found(people, "category=kampanye") == [first.number]
    assert found(people, "region=31.71.06") == [second.number, first.number]
    assert found(people, "region=31.71.01") == []
    assert found(people, "mine=on") == []


@pytest.mark.parametrize(
    "query",
    [
        "q=%00", "q=" + "x" * 3000, "q=%F0%9F%98%80", "q=%25_%5C%27%3A%2A%26", "status=x",
        "category=%00", "region=%00", "before=x", "before=99999999999999999999", "urgency=%00",
        "region=31.01", "mine=x", "q=%D8%B4",
    ],
)  # fmt: skip
def test_odd_filters_are_no_error(people: People, query: str) -> None:
    make_incident(people)
    found(people, query)


def test_pages_follow_each_other_without_gap_or_double(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:

    monkeypatch.setattr("incidents.views.pages.PAGE_SIZE", 2)
    numbers = [make_incident(people).number for _ in range(5)]
    client, path, seen = browser(people), "/masalah/", []
    while path:
        response = client.get(path)
        seen += [incident.number for incident in response.context["incidents"]]
        path = f"/masalah/{response.context['next_url']}" if response.context["next_url"] else ""
    assert seen == numbers[::-1]


def test_queries_do_not_grow_with_rows(people: People) -> None:
    client = browser(people, Role.KOORDINATOR)
    incident = make_incident(people, Status.REFERRED)
    paths = ["/masalah/", incident.get_absolute_url(), "/masalah/?q=surat&status=referred"]
    counts = {path: queries_of(client, path) for path in paths}
    for _ in range(2):
        make_incident(people, Status.REFERRED)
        workflow.comment(incident, people[Role.PETUGAS], text="Catatan.")
    assert {path: queries_of(client, path) for path in paths} == counts


def queries_of(client: Client, path: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len(queries)


def test_the_list_tells_which_clock_ends_first_and_finds_by_it(people: People) -> None:
    load_clock_rules()
    urgent = make_incident(people, urgency="urgent")
    make_incident(people)
    now = clock.now()
    with clock.at(now + timedelta(hours=5)):
        client = browser(people, Role.KOORDINATOR)
        page = text(client.get("/masalah/"))
        assert page.count("Terlampaui sejak") == 1
        assert page.count("Sisa 19 jam") == 1
        assert found(people, "clock=overdue") == [urgent.number]
        assert len(found(people, "clock=running")) == 2
        assert found(people, "clock=due_soon") == []
