"""Background work of the log: procrastinate finds the tasks of the modules imported here."""

from incidents.tasks import clocks

__all__ = ["clocks"]
