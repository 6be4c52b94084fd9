"""Who was reminded of which duty, so that nobody is reminded twice."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from roster.models.duty import Assignment
from roster.models.officer import Officer


class Reminder(models.Model):
    """One person was reminded of one assignment on one day. Written by roster/reminding.py alone.

    The person and the day are part of the key: an assignment that is handed to a colleague, or
    whose duty moves to another day, is told anew.
    """

    assignment = models.ForeignKey(
        Assignment, models.CASCADE, related_name="reminders", verbose_name=_("assignment")
    )
    officer = models.ForeignKey(
        Officer, models.CASCADE, related_name="reminders", verbose_name=_("officer")
    )
    day = models.DateField(_("day"))
    sent_at = models.DateTimeField(_("sent"))

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(name="reminder_once", fields=["assignment", "officer", "day"])
        ]

    def __str__(self) -> str:
        return f"{self.officer_id}: {self.assignment_id}, {self.day}"
