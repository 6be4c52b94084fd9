"""After the step is stored: bring its notices on their way to people's mail and to gateways."""

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from incidents.models import Notice, Webhook, WebhookDelivery
from incidents.notices import regions_of
from incidents.tasks.digest import schedule_digest
from posko import clock


@app.task(name="incidents.deliver", retry=RetryStrategy(max_attempts=8, exponential_wait=3))
def deliver(notices: list[int]) -> None:
    """Schedule the digests of those who get ``notices`` by mail, and their webhook messages.

    Run twice, it does nothing the second time.
    """
    rows = Notice.objects.filter(pk__in=notices).select_related("incident", "officer")
    urgency: dict[int, bool] = {}
    for notice in rows:
        if notice.by_mail:
            urgency[notice.officer_id] = urgency.get(notice.officer_id, False) or notice.urgent
        if notice.by_webhook:
            _send_to_webhooks(notice)
    for officer, urgent in sorted(urgency.items()):
        schedule_digest(officer, urgent=urgent)


def _send_to_webhooks(notice: Notice) -> None:
    for webhook in Webhook.objects.for_notices(notice.kind, regions_of(notice)):
        # The message and its job: both or none.
        with transaction.atomic():
            delivery, created = WebhookDelivery.objects.get_or_create(
                webhook=webhook, notice=notice, defaults={"changed_at": clock.now()}
            )
            if created:
                app.configure_task("incidents.send_webhook").defer(delivery=delivery.pk)
