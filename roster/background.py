"""Background work of the rota: procrastinate finds the tasks of the modules imported here."""

from roster.tasks import mail, remind

__all__ = ["mail", "remind"]
