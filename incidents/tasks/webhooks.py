"""Messages to webhooks, tried again later each time until they are given up."""

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from incidents.webhooks.delivery import attempt


@app.task(name="incidents.send_webhook", retry=RetryStrategy(max_attempts=5, exponential_wait=5))
def send_webhook(delivery: int) -> None:
    """Try ``delivery`` once and queue the next try together with what is noted of this one.

    procrastinate's own retry is for what should not happen, such as a database that is gone.
    """
    with transaction.atomic():
        seconds = attempt(delivery)
        if seconds is not None:
            later = send_webhook.configure(schedule_in={"seconds": seconds})
            later.defer(delivery=delivery)
