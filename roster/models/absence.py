"""When people are away: leave, illness, training."""

from datetime import date
from typing import Self

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from posko.models.region import within
from roster.models.officer import Officer


class AbsenceKind(models.TextChoices):
    """Why somebody is away."""

    LEAVE = "leave", _("Leave")
    ILLNESS = "illness", _("Illness")
    TRAINING = "training", _("Training")
    OTHER = "other", _("Other duties")


class AbsenceQuerySet(models.QuerySet["Absence"]):
    """Named reads of absences."""

    def in_scope(self, code: str) -> Self:
        """Absences of officers who serve in the region with ``code``."""
        return self.filter(within(code, "officer__region_id"))

    def touching(self, first: date, last: date) -> Self:
        """Absences with a day from ``first`` to ``last``, both included."""
        return self.filter(first_day__lte=last, last_day__gte=first)


@pghistory.track()
class Absence(models.Model):
    """Days on which a person can't be on duty, both ends included.

    A duty belongs to the day it begins on, in its post's own time. Why somebody is away is
    theirs: only who plans their duties reads it.
    """

    officer = models.ForeignKey(
        Officer, models.CASCADE, related_name="absences", verbose_name=_("officer")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=AbsenceKind)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ["-first_day", "officer"]
        constraints = [
            models.CheckConstraint(
                name="absence_ends_after_it_starts",
                condition=Q(last_day__gte=F("first_day")),
                violation_error_message=_("The last day comes before the first."),
            ),
            models.CheckConstraint(
                name="absence_is_of_our_time",
                condition=Q(first_day__gte=date(2000, 1, 1), last_day__lt=date(2200, 1, 1)),
                violation_error_message=_("Please check the year."),
            ),
            models.UniqueConstraint(
                name="absence_once",
                fields=["officer", "first_day", "last_day"],
                violation_error_message=_("This absence is entered already."),
            ),
        ]
        indexes = [models.Index(fields=["first_day", "last_day"])]

    def __str__(self) -> str:
        return f"{self.officer.full_name}: {self.first_day:%d.%m.%Y}-{self.last_day:%d.%m.%Y}"
