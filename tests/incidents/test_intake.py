"""Intake: a number, exactly once, and nothing stored by half."""

import sys
import uuid
from datetime import date

import pytest

from incidents import workflow
from incidents.models import Incident, Reporter
from incidents.reporters import ReporterData, unseal
from incidents.states import Status
from incidents.workflow import Conflict, NotAllowed, NotPossible
from posko.models import Operation
from roster.models import Role
from tests.conftest import Travel, moment
from tests.factories.incidents import make_people, make_report
from tests.factories.posko import make_post
from tests.factories.roster import assign, make_duty

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


def test_numbers_count_by_city_and_year() -> None:
    center, islands = make_people("31.71"), make_people("31.01")
    first = workflow.report(make_report(), by=center[Role.PETUGAS])
    second = workflow.report(make_report(), by=center[Role.PETUGAS])
    other = workflow.report(make_report("31.01.01.1001"), by=islands[Role.PETUGAS])
    numbers = [first.number, second.number, other.number]
    assert numbers == ["JP-2024-000001", "JP-2024-000002", "KS-2024-000001"]


def test_a_year_begins_at_midnight_in_jakarta(at: Travel) -> None:
    people = make_people()
    at("2023-12-31 23:59")
    old = workflow.report(make_report(), by=people[Role.PETUGAS])
    at("2024-01-01 00:01")
    new = workflow.report(make_report(), by=people[Role.PETUGAS])
    assert (old.number, new.number) == ("JP-2023-000001", "JP-2024-000001")


def test_the_same_report_again_gets_the_same_receipt() -> None:
    people = make_people()
    report = make_report()
    first = workflow.report(report, by=people[Role.PETUGAS])
    again = workflow.report(report, by=people[Role.PETUGAS])
    assert again == first
    assert Incident.objects.count() == 1
    assert first.events.count() == 1


def test_the_same_uuid_with_other_content_is_a_conflict_that_names_what_is_stored() -> None:
    people = make_people()
    name = uuid.uuid4()
    stored = workflow.report(make_report(client_uuid=name), by=people[Role.PETUGAS])
    with pytest.raises(Conflict) as conflict:
        workflow.report(make_report(client_uuid=name, description="Lain"), by=people[Role.PETUGAS])
    assert conflict.value.incident == stored


def test_another_reporter_is_other_content_too() -> None:
    people = make_people()
    name = uuid.uuid4()
    workflow.report(make_report(client_uuid=name), by=people[Role.PETUGAS])
    other = make_report(client_uuid=name, reporter=ReporterData("Orang Lain"))
    with pytest.raises(Conflict):
        workflow.report(other, by=people[Role.PETUGAS])


def test_somebody_elses_uuid_gives_nothing_away() -> None:
    people = make_people()
    report = make_report()
    workflow.report(report, by=people[Role.PETUGAS])
    with pytest.raises(Conflict) as conflict:
        workflow.report(report, by=people[Role.KOORDINATOR])
    assert conflict.value.incident is None


@pytest.mark.parametrize("role", list(Role))
def test_who_may_report(role: Role) -> None:
    people = make_people()
    reporting = {Role.PETUGAS, Role.KOORDINATOR, Role.KESBANGPOL, Role.PARTAI, Role.ADMINISTRATOR}
    if role in reporting:
        assert workflow.report(make_report(), by=people[role]).reported_by == people[role]
    else:
        with pytest.raises(NotAllowed):
            workflow.report(make_report(), by=people[role])


@pytest.mark.parametrize("region", ["31.01.01.1001", "31", "31.7"])
def test_nobody_reports_outside_their_region(region: str) -> None:
    people = make_people()
    if region == "31.7":
        assert not people[Role.PETUGAS].region.contains("31.711")
        return
    with pytest.raises(NotAllowed):
        workflow.report(make_report(region), by=people[Role.PETUGAS])


def test_a_report_is_bound_to_the_duty_of_its_officer() -> None:
    people = make_people()
    elsewhere = make_post("31.71.06", slug="menteng")
    duty = make_duty(elsewhere, date(2024, 2, 13))
    assign(duty, people[Role.PETUGAS])
    incident = workflow.report(make_report(), by=people[Role.PETUGAS])
    assert (incident.duty, incident.post) == (duty, elsewhere)


def test_an_officer_without_duty_reports_into_the_one_that_is_on_at_the_citys_post() -> None:
    people = make_people()
    post = Operation.objects.get().posts.get()
    duty = make_duty(post, date(2024, 2, 13))
    incident = workflow.report(make_report(), by=people[Role.PETUGAS])
    assert (incident.duty, incident.post) == (duty, post)


def test_a_report_at_night_belongs_to_the_post_but_to_no_duty(at: Travel) -> None:
    people = make_people()
    make_duty(Operation.objects.get().posts.get(), date(2024, 2, 13))
    at("2024-02-13 16:00")
    incident = workflow.report(make_report(), by=people[Role.PETUGAS])
    assert incident.duty is None
    assert incident.post is not None


def test_the_reporter_is_stored_sealed() -> None:
    people = make_people()
    incident = workflow.report(make_report(), by=people[Role.PETUGAS])
    sealed = bytes(Reporter.objects.get(incident=incident).sealed)
    assert b"Warga" not in sealed
    assert unseal(sealed).name == "Warga Contoh"
    assert "Warga" not in str(list(incident.events.values()))


def test_no_reporter_is_no_row() -> None:
    people = make_people()
    incident = workflow.report(make_report(reporter=ReporterData()), by=people[Role.PETUGAS])
    assert not Reporter.objects.filter(incident=incident).exists()


def test_without_an_operation_there_is_nothing_to_report_to() -> None:
    people = make_people()
    Operation.objects.update(published=False)
    with pytest.raises(NotPossible):
        workflow.report(make_report(), by=people[Role.PETUGAS])


def test_a_report_that_fails_gives_its_number_back(monkeypatch: pytest.MonkeyPatch) -> None:
    people = make_people()

    def fail(*args: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as broken:
        # The module, not the function of the same name that the package offers.
        broken.setattr(sys.modules["incidents.workflow.report"], "append_event", fail)
        with pytest.raises(RuntimeError):
            workflow.report(make_report(), by=people[Role.PETUGAS])
    incident = workflow.report(make_report(), by=people[Role.PETUGAS])
    assert incident.number == "JP-2024-000001"
    assert Incident.objects.get().status == Status.RECEIVED


def test_times_are_kept_apart() -> None:
    people = make_people()
    report = make_report(
        occurred_at=moment("2024-02-10 23:59"), known_at=moment("2024-02-11 00:01")
    )
    incident = Incident.objects.get(pk=workflow.report(report, by=people[Role.PETUGAS]).pk)
    times = [incident.occurred_at, incident.known_at, incident.received_at]
    assert times == [report.occurred_at, report.known_at, moment("2024-02-13 09:00")]
