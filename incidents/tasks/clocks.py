"""Every minute: tell of clocks that end soon or are overdue."""

from procrastinate.contrib.django import app

from incidents.deadlines.escalation import escalate
from posko import clock


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="incidents.escalate_clocks", name="incidents.escalate_clocks")
def escalate_clocks(timestamp: int) -> None:
    """Escalate at the product's own time; ``timestamp`` is the machine's, for procrastinate."""
    escalate(clock.now())
