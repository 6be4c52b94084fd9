"""Background work of the log: procrastinate finds the tasks of the modules imported here."""

from incidents.tasks import clocks, uploads

__all__ = ["clocks", "uploads"]
