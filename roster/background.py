"""Background work of the rota: procrastinate finds the tasks of the modules imported here."""

from roster.tasks import drafts, mail, plan, remind, swaps

__all__ = ["drafts", "mail", "plan", "remind", "swaps"]
