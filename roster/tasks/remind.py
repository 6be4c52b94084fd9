"""Every five minutes: remind of tomorrow's duties, where it is evening."""

from procrastinate.contrib.django import app

from posko import clock
from roster.reminding import remind


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="roster.remind", name="roster.remind")
def remind_of_tomorrow(timestamp: int) -> None:
    """Remind at the product's own time; ``timestamp`` is the machine's, for procrastinate."""
    remind(clock.now())
