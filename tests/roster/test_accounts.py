"""Accounts: made on the command line, logging in."""

import pytest
from django.core.management import call_command
from django.test import Client

from roster.models import Officer, Role
from tests.factories.roster import PASSWORD, make_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


def test_createsuperuser_makes_an_administrator(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "sandi-yang-panjang")
    names = {"username": "admin.dki", "full_name": "Admin", "region": "31"}
    call_command("createsuperuser", interactive=False, **names)
    officer = Officer.objects.get(username="admin.dki")
    assert (officer.role, officer.region_id) == (Role.ADMINISTRATOR, "31")
    assert officer.check_password("sandi-yang-panjang")


@pytest.mark.parametrize("username", ["budi.santoso", "Budi.Santoso", "  budi.santoso "])
def test_usernames_are_taken_in_whatever_case(username: str) -> None:
    make_officer("budi.santoso")
    response = Client().post("/masuk/", {"username": username, "password": PASSWORD})
    assert response["Location"] == "/masalah/"


@pytest.mark.parametrize("username", ["budi\x00", "x" * 5000, "😀", "' OR 1=1 --"])
def test_odd_usernames_are_no_error(username: str) -> None:
    response = Client().post("/masuk/", {"username": username, "password": "x"})
    assert response.status_code == 200
