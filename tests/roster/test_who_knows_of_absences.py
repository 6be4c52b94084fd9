"""That somebody can't come concerns the rota; why is for those who plan; guests read neither."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from posko.models import Level, Post
from roster.models import Absence, Officer, Requirement, Role
from tests.factories.posko import make_operation, make_post
from tests.factories.roster import assign, make_duty, make_institution, make_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

DAY = date(2024, 2, 15)
LIST = "/admin/roster/absence/"


@pytest.fixture
def post() -> Post:
    return make_post()


@pytest.fixture
def absence(post: Post) -> Absence:
    """The only police officer of a duty is ill."""
    operation = make_operation()
    Requirement.objects.create(
        operation=operation, level=Level.CITY, institution_kind="polres", people=1
    )
    ill = make_officer("dian", institution=make_institution("polres"))
    assign(make_duty(post, DAY), ill)
    return Absence.objects.create(
        officer=ill, kind="illness", first_day=DAY, last_day=DAY, note="Demam berdarah"
    )


def seen_by(officer: Officer, path: str) -> str:
    client = Client()
    client.force_login(officer)
    response: Any = client.get(path)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_a_place_whose_person_cannot_come_is_missing(absence: Absence) -> None:
    page = seen_by(make_officer("koordinator", Role.KOORDINATOR), "/jadwal/")
    assert "Belum terisi: 1 Polres (berhalangan)" in page
    week = seen_by(make_officer("kesbangpol", Role.KESBANGPOL), "/admin/roster/duty/week/")
    assert "Belum terisi: 1 Polres (berhalangan)" in week


def test_somebody_absent_beyond_what_is_asked_makes_no_gap(absence: Absence, post: Post) -> None:
    second = make_officer("wati", institution=make_institution("polres"))
    assign(post.duties.get(), second)
    page = seen_by(make_officer("koordinator", Role.KOORDINATOR), "/jadwal/")
    assert "Belum terisi" not in page


@pytest.mark.parametrize("role", [Role.PARTAI, Role.PENGHUBUNG])
def test_guests_are_not_told_who_cannot_come(absence: Absence, role: Role) -> None:
    page = seen_by(make_officer("tamu", role), "/jadwal/")
    assert "Dian" in page
    assert "berhalangan" not in page.lower()


@pytest.mark.parametrize("path", [LIST, "{change}", "/admin/roster/officer/{officer}/change/"])
def test_the_auditor_reads_that_somebody_is_away_but_not_why(absence: Absence, path: str) -> None:
    path = path.format(change=f"{LIST}{absence.pk}/change/", officer=absence.officer_id)
    page = seen_by(make_officer("pengawas", Role.PENGAWAS), path)
    assert "Demam" not in page
    assert "Sakit" not in page
    assert "Dian" in page


def test_nor_does_the_auditor_find_it_in_the_history(absence: Absence) -> None:
    client = Client()
    client.force_login(make_officer("pengawas", Role.PENGAWAS))
    assert client.get(f"{LIST}{absence.pk}/history/").status_code == 403


def test_whoever_plans_reads_why(absence: Absence) -> None:
    page = seen_by(make_officer("kesbangpol", Role.KESBANGPOL), LIST)
    assert "Demam berdarah" in page


def test_ones_own_page_says_that_a_replacement_is_sought(absence: Absence) -> None:
    page = seen_by(absence.officer, "/jadwal/saya/")
    assert "pengganti sedang dicari" in page
    assert "Tukar jaga" not in page


@pytest.mark.parametrize("role", [Role.PARTAI, Role.PENGHUBUNG, Role.PENGAWAS])
def test_who_is_never_on_duty_has_no_menu_entry_for_duties(post: Post, role: Role) -> None:
    page = seen_by(make_officer("tamu", role), "/jadwal/")
    assert "/jadwal/saya/" not in page
