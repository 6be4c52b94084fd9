"""Giving a case to a person, or to a body at the post."""

import pytest
from django.db import IntegrityError, transaction

from incidents import workflow
from incidents.models import Incident
from incidents.permissions import available
from incidents.states import Action, Status
from incidents.workflow import NotAllowed, NotPossible
from roster.models import Institution, InstitutionKind, Role
from tests.factories.incidents import People, make_incident
from tests.factories.roster import make_institution, make_officer
from tests.incidents.pages import browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


def at_the_post(code: str = "31.71") -> Institution:
    """Return an army district that has sent an officer to the post."""
    kodim = make_institution(InstitutionKind.KODIM, code)
    make_officer(f"prajurit.{code}", Role.PETUGAS, code, institution=kodim)
    return kodim


def test_the_officers_of_the_body_share_the_case_and_no_others_do(people: People) -> None:
    kodim = make_institution(InstitutionKind.KODIM, "31.71")
    soldier = make_officer("kodim.jp", Role.PETUGAS, "31.71", institution=kodim)
    incident = make_incident(people, Status.VERIFIED)
    incident = workflow.assign(incident, people[Role.KOORDINATOR], institution=kodim)
    assert Action.START in available(soldier, incident)
    assert Action.START not in available(people[Role.PETUGAS], incident)
    with pytest.raises(NotAllowed):
        workflow.start(incident, people[Role.PETUGAS])
    workflow.start(incident, soldier)
    page = text(browser(people, Role.KOORDINATOR).get(incident.get_absolute_url()))
    assert f"menugaskan kasus kepada {kodim.name}" in page


def test_a_person_takes_the_place_of_a_body_and_the_reverse(people: People) -> None:
    kodim = at_the_post()
    incident = make_incident(people, Status.VERIFIED)
    by, officer = people[Role.KOORDINATOR], people[Role.PETUGAS]
    incident = workflow.assign(incident, by, to=officer)
    incident = workflow.assign(incident, by, institution=kodim)
    assert (incident.assignee, incident.institution) == (None, kodim)
    incident = workflow.assign(incident, by, to=officer)
    assert (incident.assignee, incident.institution) == (officer, None)


def test_neither_or_both_is_refused_in_the_form_and_in_the_workflow(people: People) -> None:
    incident = make_incident(people, Status.VERIFIED)
    by, officer, kodim = people[Role.KOORDINATOR], people[Role.PETUGAS], at_the_post()
    with pytest.raises(NotPossible):
        workflow.assign(incident, by)
    with pytest.raises(NotPossible):
        workflow.assign(incident, by, to=officer, institution=kodim)
    for typed in ({}, {"to": officer.pk, "institution": kodim.pk}):
        response = browser(people, Role.KOORDINATOR).post(
            f"{incident.get_absolute_url()}tugaskan/", {"seen": incident.version, **typed}
        )
        assert response.status_code == 422
        assert "pilih salah satu" in text(response)
    incident.refresh_from_db()
    assert incident.version == 2


def test_a_body_that_is_not_at_this_post_is_refused(people: People) -> None:
    incident = make_incident(people, Status.VERIFIED)
    party = make_institution(InstitutionKind.PARTY, "31.71")
    for wrong in (at_the_post("31.73"), party, people.kpu):
        with pytest.raises(NotPossible):
            workflow.assign(incident, people[Role.KOORDINATOR], institution=wrong)


def test_the_database_refuses_both_at_once(people: People) -> None:
    incident = make_incident(people)
    with pytest.raises(IntegrityError, match="assigned_once"), transaction.atomic():
        Incident.objects.filter(pk=incident.pk).update(
            assignee=people[Role.PETUGAS], institution=people.kpu
        )


def test_the_list_finds_what_an_institution_has_to_do_with(people: People) -> None:
    other = make_incident(people)
    assigned = make_incident(people, Status.VERIFIED)
    make_officer("petugas.kpu", Role.PETUGAS, "31.71", institution=people.kpu)
    workflow.assign(assigned, people[Role.KOORDINATOR], institution=people.kpu)
    referred = make_incident(people, Status.REFERRED)
    response = browser(people).get(f"/masalah/?institution={people.kpu.pk}")
    found = {incident.number for incident in response.context["incidents"]}
    assert found == {assigned.number, referred.number}
    assert other.number not in found
