"""Gateways in the admin: administrators alone, a secret shown once."""

import pytest
from django.test import Client

from incidents.models import Gateway
from roster.models import Role
from tests.factories.inbox import make_gateway
from tests.factories.incidents import People
from tests.incidents.pages import browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

PATH = "/admin/incidents/gateway/"
FORM = {"name": "SMS JP", "slug": "sms-jp", "kind": "sms", "region": "31.71", "active": "on"}


def test_a_new_gateway_gets_a_secret_that_is_shown_once(people: People) -> None:
    client = browser(people, Role.ADMINISTRATOR)
    page = text(client.post(f"{PATH}add/", FORM, follow=True))
    gateway = Gateway.objects.get()
    assert len(gateway.secret) >= 43
    assert gateway.secret in page
    assert gateway.secret not in text(client.get(f"{PATH}{gateway.pk}/change/"))
    assert gateway.secret not in text(client.get(f"{PATH}{gateway.pk}/history/"))
    assert gateway.secret.encode() not in bytes(gateway.sealed_secret)


def test_a_secret_changes_only_when_asked_for(people: People) -> None:
    client = browser(people, Role.ADMINISTRATOR)
    client.post(f"{PATH}add/", FORM)
    gateway = Gateway.objects.get()
    path, before = f"{PATH}{gateway.pk}/change/", gateway.secret
    client.post(path, {**FORM, "name": "SMS baru"})
    gateway.refresh_from_db()
    assert (gateway.name, gateway.secret) == ("SMS baru", before)
    page = text(client.post(path, {**FORM, "renew": "on"}, follow=True))
    gateway.refresh_from_db()
    assert gateway.secret != before
    assert gateway.secret in page


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_nobody_else_edits_gateways(people: People, role: Role) -> None:
    gateway = make_gateway()
    client = browser(people, role)
    assert client.post(f"{PATH}add/", FORM).status_code == 403
    assert client.post(f"{PATH}{gateway.pk}/change/", FORM).status_code == 403
    assert Gateway.objects.count() == 1


def test_a_stranger_is_sent_to_the_login(people: People) -> None:
    assert Client().get(PATH).status_code == 302


def test_another_regions_gateway_does_not_open(people: People) -> None:
    gateway = make_gateway("31.01")
    client = browser(people, Role.ADMINISTRATOR)
    assert gateway.name not in text(client.get(PATH))
    assert client.post(f"{PATH}{gateway.pk}/change/", FORM).status_code == 302
    assert Gateway.objects.get().name == gateway.name
