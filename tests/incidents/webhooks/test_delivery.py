"""Messages to gateways: signed, tried again, given up in sight, for whom they are meant."""

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from incidents import signing
from incidents.models import Incident, NoticeChoice, Webhook, WebhookDelivery
from incidents.models.webhook import DeliveryStatus
from incidents.notices import NoticeKind, notify
from incidents.sealing import seal_text
from incidents.states import Status
from incidents.webhooks import delivery as delivering
from incidents.webhooks import guard
from incidents.webhooks import post as posting
from posko import clock
from roster.models import Officer, Role
from tests.factories.incidents import People, make_incident
from tests.incidents.pages import browser, text
from tests.incidents.webhooks.receiver import SECRET, Receiver, listening, resolves
from tests.jobs import queued, run_due

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


@pytest.fixture
def gateway(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    """A gateway on this machine, whose name resolves there and whose address counts as public."""
    settings.WEBHOOKS_ALLOW_HTTP = True
    monkeypatch.setattr(guard, "is_public", lambda address: True)
    with listening() as receiver:
        resolves(monkeypatch, "127.0.0.1")
        yield receiver


def make_webhook(receiver: Receiver, region: str = "31.71", **fields: Any) -> Webhook:
    defaults = {
        "name": f"Gerbang {region}",
        "url": receiver.url,
        "sealed_secret": seal_text(SECRET),
        "kinds": [NoticeKind.OVERDUE],
        "region_id": region,
    }
    return Webhook.objects.create(**{**defaults, **fields})


def tell(people: People) -> Incident:
    incident = make_incident(people, Status.VERIFIED)
    notify([people[Role.KOORDINATOR]], NoticeKind.OVERDUE, incident, "Tenggat terlewati.")
    return incident


def test_a_message_is_signed_and_says_who_is_told_what(people: People, gateway: Receiver) -> None:
    make_webhook(gateway)
    incident = tell(people)
    assert run_due("deliver") == 1
    assert run_due("send_webhook") == 1
    (request,) = gateway.requests
    headers, body = request["headers"], request["body"]
    assert request["path"] == "/posko?kota=JP"
    assert headers["Host"] == f"gateway.example:{gateway.port}"
    stamp = headers[signing.TIMESTAMP_HEADER]
    assert abs(int(stamp) - time.time()) < 60
    version, _, given = headers[signing.SIGNATURE_HEADER].partition("=")
    assert version == "v1"
    assert signing.is_signed(SECRET, stamp, body, given)
    assert not signing.is_signed(SECRET, f"{stamp}0", body, given)
    assert not signing.is_signed(SECRET, stamp, body + b" ", given)
    content = json.loads(body)
    stored = WebhookDelivery.objects.get()
    assert content["id"] == headers[signing.EVENT_HEADER] == str(stored.event_id)
    assert content["incident"] == incident.number
    assert content["to"]["username"] == people[Role.KOORDINATOR].username
    assert content["text"] == "Tenggat terlewati."
    assert "Warga" not in body.decode()
    assert (stored.status, stored.attempts) == (DeliveryStatus.DELIVERED, 1)


def test_done_twice_it_is_sent_once(people: People, gateway: Receiver) -> None:
    make_webhook(gateway)
    tell(people)
    args = queued("deliver")[0]
    run_due("deliver")
    from incidents.tasks.deliver import deliver

    deliver(**args)
    assert run_due("send_webhook") == 1
    assert delivering.attempt(WebhookDelivery.objects.get().pk) is None
    assert len(gateway.requests) == 1


def test_a_failing_gateway_is_tried_again_under_the_same_name(
    people: People, gateway: Receiver
) -> None:
    make_webhook(gateway)
    tell(people)
    run_due("deliver")
    gateway.answer = 503
    run_due("send_webhook")
    stored = WebhookDelivery.objects.get()
    assert (stored.status, stored.last_error) == (DeliveryStatus.WAITING, "HTTP 503")
    job: Any = ProcrastinateJob.objects.get(status="todo", task_name="incidents.send_webhook")
    assert 20 < (job.scheduled_at - clock.real()).total_seconds() < 40
    gateway.answer = 204
    run_due("send_webhook")
    assert run_due("send_webhook") == 0
    events = [request["headers"][signing.EVENT_HEADER] for request in gateway.requests]
    assert events == [str(stored.event_id)] * 2
    stored.refresh_from_db()
    assert (stored.status, stored.attempts, stored.last_error) == ("delivered", 2, "")


def test_a_gateway_that_never_works_is_given_up_in_sight(people: People, gateway: Receiver) -> None:
    make_webhook(gateway)
    tell(people)
    run_due("deliver")
    gateway.answer = 500
    tries = 0
    while run_due("send_webhook"):
        tries += 1
    assert tries == len(delivering.BACKOFF) + 1
    page = text(browser(people, Role.ADMINISTRATOR).get("/admin/incidents/webhookdelivery/"))
    assert "HTTP 500" in page
    assert "Gagal, tidak dicoba lagi" in page


def test_what_was_given_up_can_be_sent_again(people: People, gateway: Receiver) -> None:
    make_webhook(gateway)
    tell(people)
    run_due("deliver")
    stored = WebhookDelivery.objects.get()
    WebhookDelivery.objects.update(status=DeliveryStatus.GIVEN_UP, attempts=8)
    form = {"action": "send_again", "_selected_action": [str(stored.pk)]}
    client = browser(people, Role.ADMINISTRATOR)
    assert client.post("/admin/incidents/webhookdelivery/", form).status_code == 302
    run_due("send_webhook")
    assert len(gateway.requests) == 1
    reader = browser(people, Role.PENGAWAS)
    WebhookDelivery.objects.update(status=DeliveryStatus.GIVEN_UP)
    reader.post("/admin/incidents/webhookdelivery/", form)
    assert WebhookDelivery.objects.get().status == DeliveryStatus.GIVEN_UP


def test_a_redirect_is_not_followed(people: People, gateway: Receiver) -> None:
    make_webhook(gateway)
    tell(people)
    run_due("deliver")
    gateway.answer, gateway.headers = 302, {"Location": f"http://127.0.0.1:{gateway.port}/lain"}
    run_due("send_webhook")
    assert [request["path"] for request in gateway.requests] == ["/posko?kota=JP"]
    assert WebhookDelivery.objects.get().last_error == "HTTP 302"


def test_a_name_that_points_elsewhere_a_moment_later_gains_nothing(
    people: People, gateway: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = resolves(monkeypatch, "127.0.0.1", "203.0.113.9")
    make_webhook(gateway)
    tell(people)
    run_due("deliver")
    run_due("send_webhook")
    assert asked == ["gateway.example"]
    assert len(gateway.requests) == 1


def test_a_name_that_has_become_local_is_refused_when_sending(
    people: People, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.WEBHOOKS_ALLOW_HTTP = True
    with listening() as receiver:
        resolves(monkeypatch, "127.0.0.1")
        make_webhook(receiver)
        tell(people)
        run_due("deliver")
        run_due("send_webhook")
    assert receiver.requests == []
    assert WebhookDelivery.objects.get().last_error == "address refused: local"


def test_a_gateway_that_answers_drop_by_drop_is_left(
    people: People, gateway: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "PATIENCE", 0.5)
    make_webhook(gateway)
    tell(people)
    run_due("deliver")
    gateway.drip = 0.1
    begun = time.monotonic()
    run_due("send_webhook")
    assert time.monotonic() - begun < 3
    assert WebhookDelivery.objects.get().last_error.startswith("TimeoutError")


def test_only_webhooks_of_the_region_and_kind_get_it(people: People, gateway: Receiver) -> None:
    make_webhook(gateway, "31")
    make_webhook(gateway, "31.01")
    make_webhook(gateway, "31.71", kinds=[NoticeKind.INBOX])
    make_webhook(gateway, "31.71.06", name="Menteng")
    make_webhook(gateway, "31.71", name="Mati", active=False)
    tell(people)
    run_due("deliver")
    names = {delivery.webhook.name for delivery in WebhookDelivery.objects.all()}
    assert names == {"Gerbang 31", "Menteng"}


def test_who_did_not_choose_it_is_not_told_by_webhook(people: People, gateway: Receiver) -> None:
    make_webhook(gateway)
    NoticeChoice.objects.create(
        officer=people[Role.KOORDINATOR], kind=NoticeKind.OVERDUE, mail=True, webhook=False
    )
    tell(people)
    assert queued("deliver") == []


def test_who_was_moved_to_another_region_is_told_nothing(people: People, gateway: Receiver) -> None:
    make_webhook(gateway)
    tell(people)
    run_due("deliver")
    Officer.objects.filter(pk=people[Role.KOORDINATOR].pk).update(region_id="31.01")
    run_due("send_webhook")
    assert gateway.requests == []
    assert WebhookDelivery.objects.get().status == DeliveryStatus.DROPPED


def test_a_secret_that_no_key_opens_is_an_error_in_sight(people: People, gateway: Receiver) -> None:
    make_webhook(gateway, sealed_secret=b"rusak")
    tell(people)
    run_due("deliver")
    run_due("send_webhook")
    assert "REPORTER_KEYS" in WebhookDelivery.objects.get().last_error
