"""`/masalah/pelapor-dibuka/`: the auditor sees every look at a reporter, and its reason."""

import pytest

from incidents import workflow
from roster.models import Role
from tests.factories.incidents import People, make_incident, make_people
from tests.incidents.pages import browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

PATH = "/masalah/pelapor-dibuka/"


def test_the_auditor_sees_who_looked_and_why_but_not_whom_they_saw(people: People) -> None:
    incident = make_incident(people)
    workflow.reveal(incident, people[Role.PETUGAS], reason="Menanyakan nomor TPS")
    page = text(browser(people, Role.PENGAWAS).get(PATH))
    assert incident.number in page
    assert people[Role.PETUGAS].full_name in page
    assert "Menanyakan nomor TPS" in page
    assert "Warga Contoh" not in page


def test_looks_of_another_region_are_not_there(people: People) -> None:
    there = make_people("31.73")
    incident = make_incident(there, region="31.73.01.1001")
    workflow.reveal(incident, there[Role.PETUGAS], reason="Perlu alamat")
    page = text(browser(people, Role.PENGAWAS).get(PATH))
    assert incident.number not in page
    assert "Belum ada yang membuka" in page


def test_pages_follow_each_other(people: People, monkeypatch: pytest.MonkeyPatch) -> None:

    monkeypatch.setattr("incidents.views.pages.PAGE_SIZE", 1)
    incident = make_incident(people)
    for reason in ("pertama", "kedua"):
        workflow.reveal(incident, people[Role.PETUGAS], reason=reason)
    client = browser(people, Role.PENGAWAS)
    first = client.get(PATH)
    assert [event.data["reason"] for event in first.context["reveals"]] == ["kedua"]
    second = client.get(PATH + first.context["next_url"])
    assert [event.data["reason"] for event in second.context["reveals"]] == ["pertama"]
    assert client.get(PATH + "?before=x%00").status_code == 200
