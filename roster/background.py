"""Background work of the rota: procrastinate finds the tasks of the modules imported here."""

from roster.tasks import drafts, mail, remind, swaps

__all__ = ["drafts", "mail", "remind", "swaps"]
