"""Keeps the public figures fresh, so that no reader waits for them."""

from procrastinate.contrib.django import app

from incidents.statistics.publishing import statistics_of
from posko import clock
from posko.models import Operation


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="incidents.publish_statistics", name="incidents.publish_statistics")
def publish_statistics(timestamp: int) -> None:
    """Work out what is due: after midnight of a Monday something, else one row is read."""
    operation = Operation.objects.current(clock.today())
    if operation:
        statistics_of(operation)
