"""Background work of the log: procrastinate finds the tasks of the modules imported here."""

from incidents.tasks import clocks, deliver, digest, stalled, statistics, uploads, webhooks

__all__ = ["clocks", "deliver", "digest", "stalled", "statistics", "uploads", "webhooks"]
