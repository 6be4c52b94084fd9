"""`/masuk-pesan/<slug>/`: forged, old, repeated, changed, broken and far too large messages."""

import json
from typing import Any

import pytest
from django.test import Client

from incidents.inbox.states import Source
from incidents.models import Gateway, Incident, Message
from incidents.reporters import unseal
from incidents.signing import signature
from incidents.views.public.limits import GATEWAYS
from posko import clock
from posko.models import Operation
from tests.conftest import Travel
from tests.factories.inbox import knock, make_gateway
from tests.factories.incidents import People
from tests.incidents.pages import limit
from tests.together import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

SMS = {
    "id": "sms-1",
    "from": "+62 800 1234 5678",
    "text": "Air masuk ke TPS 7.",
    "sent_at": "2024-02-13T08:58:00+07:00",
}


@pytest.fixture
def gateway(people: People) -> Gateway:
    return make_gateway()


def test_a_signed_message_waits_in_the_inbox_with_its_sender_sealed(gateway: Gateway) -> None:
    response = knock(gateway, SMS)
    assert response.status_code == 201
    message = Message.objects.get()
    assert response.json()["tracking_code"].replace("-", "") == message.tracking_code
    assert (message.source, message.text, message.state) == (Source.GATEWAY, SMS["text"], "waiting")
    assert message.sealed is not None
    assert unseal(bytes(message.sealed)).phone == SMS["from"]
    stored = " ".join(str(value) for value in Message.objects.values_list().get())
    assert "1234 5678" not in stored
    assert not Incident.objects.exists()


def test_the_same_message_again_gets_the_same_receipt(gateway: Gateway, at: Travel) -> None:
    first = knock(gateway, SMS)
    at("2024-02-13 09:30")
    second = knock(gateway, SMS)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert Message.objects.count() == 1


@pytest.mark.parametrize("change", [{"text": "Lain."}, {"from": "+62 1"}, {"sent_at": None}])
def test_other_content_under_the_same_id_is_a_conflict(
    gateway: Gateway, change: dict[str, Any]
) -> None:
    knock(gateway, SMS)
    assert knock(gateway, {**SMS, **change}).status_code == 409
    assert Message.objects.get().text == SMS["text"]


def test_two_gateways_may_use_the_same_id(gateway: Gateway) -> None:
    other = make_gateway("31.73")
    assert knock(gateway, SMS).status_code == 201
    assert knock(other, {**SMS, "text": "Lain."}).status_code == 201


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Posko-Signature": ""},
        {"X-Posko-Signature": "sha256=" + "0" * 64},
        {"X-Posko-Signature": "é" * 64},
        {"X-Posko-Timestamp": ""},
        {"X-Posko-Timestamp": "1707789601"},
        {"X-Posko-Timestamp": "9" * 400},
    ],
)
def test_a_bad_signature_stores_nothing(gateway: Gateway, headers: dict[str, str]) -> None:
    assert knock(gateway, SMS, headers).status_code == 401
    assert not Message.objects.exists()


def test_another_gateways_secret_opens_nothing(gateway: Gateway) -> None:
    other = make_gateway()
    other.slug = gateway.slug
    assert knock(other, SMS).status_code == 401


def test_a_changed_body_under_a_good_signature_is_refused(gateway: Gateway) -> None:
    timestamp = str(int(clock.now().timestamp()))
    good = signature(gateway.secret, timestamp, json.dumps(SMS).encode())
    forged = {**SMS, "text": "Palsu."}
    assert knock(gateway, forged, {"X-Posko-Signature": good}).status_code == 401


@pytest.mark.parametrize(("minutes", "status"), [(-6, 401), (-4, 201), (4, 201), (6, 401)])
def test_a_recorded_request_is_worthless_after_five_minutes(
    gateway: Gateway, minutes: int, status: int
) -> None:
    assert knock(gateway, SMS, at=clock.now().timestamp() + minutes * 60).status_code == status


def test_a_gateway_with_a_wrong_clock_is_told_ours(gateway: Gateway) -> None:
    response = knock(gateway, SMS, at=0)
    assert response.json()["now"] == int(clock.now().timestamp())


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b'"teks"',
        b"null",
        b"NaN",
        b"[" * 60_000,
        b'{"id": ' + b"9" * 5000 + b"}",
        {**SMS, "id": ""},
        {**SMS, "id": None},
        {**SMS, "id": True},
        {**SMS, "id": "x" * 201},
        {**SMS, "id": "a\x00b"},
        {**SMS, "id": ["x"]},
        {**SMS, "text": ""},
        {**SMS, "text": " \x00 "},
        {**SMS, "text": 5},
        {**SMS, "text": "x" * 5001},
        {**SMS, "from": None},
        {**SMS, "from": "x" * 101},
        {**SMS, "sent_at": "kemarin"},
        {**SMS, "sent_at": "2024-02-13T09:00:00"},
        {**SMS, "sent_at": "2024-02-31T09:00:00+07:00"},
        {**SMS, "sent_at": 5},
    ],
)
def test_junk_is_refused_in_words_and_stored_nowhere(gateway: Gateway, body: Any) -> None:
    response = knock(gateway, body)
    assert response.status_code == 400
    assert response.json()["error"]
    assert not Message.objects.exists()


def test_what_the_database_cannot_keep_costs_no_citizen_their_words(gateway: Gateway) -> None:
    body = json.dumps({**SMS, "text": "warga\x00contoh \ud83d TPS 😀"}).encode()
    assert knock(gateway, body).status_code == 201
    assert Message.objects.get().text == "wargacontoh ? TPS 😀"


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "2031-01-01T00:00:00Z"])
def test_an_impossible_time_of_sending_is_left_out(gateway: Gateway, moment: str) -> None:
    assert knock(gateway, {**SMS, "sent_at": moment}).status_code == 201
    assert Message.objects.get().sent_at is None


def test_ten_megabytes_are_refused_unread(gateway: Gateway) -> None:
    assert knock(gateway, b"x" * 10_000_000).status_code == 413
    assert knock(gateway, {**SMS, "more": "x" * 70_000}).status_code == 413
    assert not Message.objects.exists()


def test_a_switched_off_gateway_looks_like_none(gateway: Gateway) -> None:
    Gateway.objects.update(active=False)
    off = knock(gateway, SMS)
    gateway.slug = "tidak-ada"
    none = knock(gateway, SMS)
    assert (off.status_code, off.content) == (none.status_code, none.content)
    assert off.status_code == 404


def test_a_gateway_may_not_flood(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    limit(monkeypatch, "webhook.GATEWAYS", GATEWAYS, each=2)
    answers = [knock(gateway, {**SMS, "id": str(n)}) for n in range(3)]
    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert 0 < int(answers[2]["Retry-After"]) <= 61


def test_without_an_operation_the_gateway_tries_again_later(gateway: Gateway) -> None:
    Operation.objects.update(published=False)
    assert knock(gateway, SMS).status_code == 503


def test_only_posting_is_possible(gateway: Gateway) -> None:
    assert Client().get(f"/masuk-pesan/{gateway.slug}/").status_code == 405


@pytest.mark.django_db(transaction=True)
def test_the_same_message_by_six_connections_at_once_is_one_message(gateway: Gateway) -> None:
    answers = at_once(*[lambda: knock(gateway, SMS)] * 6)
    assert sorted(answer.status_code for answer in answers) == [200] * 5 + [201]
    assert len({answer.content for answer in answers}) == 1
    assert Message.objects.count() == 1
