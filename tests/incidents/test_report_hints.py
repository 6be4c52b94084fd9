"""What the intake says while one types."""

from typing import Any

import pytest
from django.test import Client

from incidents.states import Status
from roster.models import Role
from tests.factories.incidents import People, make_incident, make_people
from tests.incidents.pages import browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

REPORTS = {Role.PETUGAS, Role.KOORDINATOR, Role.KESBANGPOL, Role.PARTAI, Role.ADMINISTRATOR}
TWINS, LACKS = "/masalah/lapor/mirip/", "/masalah/lapor/kelengkapan/"
TYPED = {
    "description": "Surat pemberitahuan memilih belum diterima",
    "region": "31.71.06.1001",
    "tps_number": "",
    "occurred_at": "2024-02-13T07:30",
}


def ask(people: People, path: str, role: Role = Role.PETUGAS, /, **typed: str) -> Any:
    return browser(people, role).post(path, {**TYPED, **typed})


@pytest.mark.parametrize("path", [TWINS, LACKS])
@pytest.mark.parametrize("role", list(Role))
def test_who_may_report_is_answered(people: People, path: str, role: Role) -> None:
    assert ask(people, path, role).status_code == (200 if role in REPORTS else 403)


@pytest.mark.parametrize("path", [TWINS, LACKS])
def test_nothing_private_goes_into_an_address_and_a_stranger_gets_nothing(
    people: People, path: str
) -> None:
    assert browser(people).get(path).status_code == 405
    assert Client().post(path, TYPED).status_code == 401
    checking = Client(enforce_csrf_checks=True)
    checking.force_login(people[Role.PETUGAS])
    assert checking.post(path, TYPED).status_code == 403


def test_a_twin_is_shown_with_a_link_and_a_reason(people: People) -> None:
    twin = make_incident(people)
    page = text(ask(people, TWINS))
    assert f'href="{twin.get_absolute_url()}" target="_blank"' in page
    assert "tempat sama" in page
    assert "<html" not in page


@pytest.mark.parametrize(
    "typed",
    [
        {"description": ""},
        {"description": "x\x00" * 10},
        {"description": "kata " * 5000},
        {"region": ""},
        {"region": "31.73.01.1001"},
        {"region": "31.71\x00"},
        {"region": "x" * 1000},
    ],
)
def test_what_does_not_fit_yet_finds_nothing_and_is_no_error(
    people: People, typed: dict[str, str]
) -> None:
    make_incident(people)
    response = ask(people, TWINS, **typed)
    assert response.status_code == 200
    assert text(response).strip() == ""


@pytest.mark.parametrize(
    "typed",
    [
        {"tps_number": "dua"},
        {"tps_number": "-1"},
        {"tps_number": "9" * 400},
        {"occurred_at": "kemarin"},
        {"occurred_at": "0001-01-01T00:00"},
        {"occurred_at": "9999-12-31T23:59"},
    ],
)
def test_a_field_that_does_not_fit_is_left_out(people: People, typed: dict[str, str]) -> None:
    twin = make_incident(people)
    assert twin.number in text(ask(people, TWINS, **typed))


def test_another_region_is_not_searched(people: People) -> None:
    make_incident(make_people("31.73"), region="31.73.01.1001")
    assert text(ask(people, TWINS, region="31.73.01.1001")).strip() == ""


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ({"category": "kampanye"}, True),
        ({"category": "kampanye", "kind": "politik-uang"}, True),
        ({"category": "logistik", "kind": "tercoblos"}, True),
        ({"category": "logistik"}, False),
        ({"category": "hak-pilih", "kind": "politik-uang"}, False),
        ({"category": "x\x00", "kind": "\x00"}, False),
        ({}, False),
    ],
)
def test_what_lacks_is_told_for_what_may_go_to_bawaslu(
    people: People, typed: dict[str, str], shown: bool
) -> None:
    page = text(ask(people, LACKS, **typed))
    assert ("formulir B.1" in page) is shown
    assert ("<li>saksi</li>" in page) is shown


def test_the_intake_has_both_places_and_works_without_them(people: People) -> None:
    page = text(browser(people).get("/masalah/lapor/"))
    assert f'hx-post="{TWINS}"' in page
    assert f'hx-post="{LACKS}"' in page
    assert "hx-on" not in page


def test_a_closed_twin_is_told_as_closed(people: People) -> None:
    make_incident(people, Status.CLOSED)
    assert "state--closed" in text(ask(people, TWINS))
