"""Background work of the log: procrastinate finds the tasks of the modules imported here."""

from incidents.tasks import clocks

__all__ = ["clocks"]
from incidents.tasks import deliver, digest, stalled, webhooks

__all__ = ["deliver", "digest", "stalled", "webhooks"]
