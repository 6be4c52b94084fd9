"""The form of a webhook: local addresses and secrets."""

from typing import Any

import pytest
from django.test import Client

from incidents.models import Webhook
from roster.models import Role
from tests.factories.incidents import People
from tests.incidents.pages import browser, text
from tests.incidents.webhooks.receiver import SECRET, resolves

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


FORM = {
    "name": "Gerbang",
    "url": "https://gateway.example/posko",
    "secret": SECRET,
    "kinds": ["overdue"],
    "region": "31.71",
    "active": "on",
}


ADD = "/admin/incidents/webhook/add/"


def errors(client: Client, **changed: Any) -> Any:
    response = client.post(ADD, {**FORM, **changed})
    return response.context["adminform"].form.errors if response.status_code == 200 else {}


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/", "https://[::1]/", "https://169.254.169.254/latest/meta-data/",
        "https://10.0.0.1/", "https://localhost/", "https://[::ffff:127.0.0.1]/",
        "https://gateway.example/",
    ],
)  # fmt: skip
def test_the_form_names_a_local_address_at_the_field(
    people: People, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolves(monkeypatch, "192.168.0.10")
    found = errors(browser(people, Role.ADMINISTRATOR), url=url)
    assert found["url"] == ["Alamat ini menuju jaringan lokal. Hanya alamat publik yang diizinkan."]
    assert Webhook.objects.count() == 0


@pytest.mark.parametrize("url", ["https://0x7f000001/", "x", "https://a b/", "https://x\x00/"])
def test_the_form_names_an_unreadable_address_at_the_field(people: People, url: str) -> None:
    assert set(errors(browser(people, Role.ADMINISTRATOR), url=url)) == {"url"}


def test_a_secret_is_wanted_once_sealed_and_never_shown(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolves(monkeypatch, "93.184.215.14")
    client = browser(people, Role.ADMINISTRATOR)
    assert set(errors(client, secret="")) == {"secret"}
    assert set(errors(client, secret="pendek")) == {"secret"}
    assert errors(client, region="31.01").keys() == {"region"}
    assert errors(client, kinds=[]).keys() == {"kinds"}
    assert errors(client) == {}
    stored = Webhook.objects.get()
    assert SECRET.encode() not in bytes(stored.sealed_secret)
    path = f"/admin/incidents/webhook/{stored.pk}/change/"
    assert SECRET not in text(client.get(path))
    assert client.post(path, {**FORM, "secret": "", "name": "Lain"}).status_code == 302
    again = Webhook.objects.get()
    assert (again.name, bytes(again.sealed_secret)) == ("Lain", bytes(stored.sealed_secret))


def test_webhooks_are_the_administrators(people: People) -> None:
    for role in set(Role) - {Role.ADMINISTRATOR}:
        assert browser(people, role).get(ADD).status_code == 403
