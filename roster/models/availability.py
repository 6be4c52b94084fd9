"""Days on which a person can't, would rather not, or would gladly be on duty."""

from datetime import date
from typing import Self

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from posko.models.hours import Weekday
from posko.models.region import within
from roster.models.officer import Officer


class Wish(models.TextChoices):
    """What holds for a day: the first is a rule, the others are preferences."""

    NEVER = "never", _("can't")
    AVOIDS = "avoids", _("would rather not")
    PREFERS = "prefers", _("gladly")


class AvailabilityQuerySet(models.QuerySet["Availability"]):
    """Named reads of availabilities."""

    def in_scope(self, code: str) -> Self:
        """Those of officers who serve in the region with ``code``."""
        return self.filter(within(code, "officer__region_id"))


@pghistory.track()
class Availability(models.Model):
    """What a person says of one weekday, or of one date. Without any, all days are alike."""

    officer = models.ForeignKey(
        Officer, models.CASCADE, related_name="availabilities", verbose_name=_("officer")
    )
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday, null=True, blank=True)
    day = models.DateField(_("date"), null=True, blank=True)
    wish = models.CharField(_("duty on that day"), max_length=7, choices=Wish)

    objects = AvailabilityQuerySet.as_manager()

    class Meta:
        verbose_name = _("availability")
        verbose_name_plural = _("availabilities")
        ordering = ["officer", "weekday", "day"]
        constraints = [
            models.CheckConstraint(
                name="availability_of_weekday_or_date",
                condition=Q(weekday__isnull=True, day__isnull=False)
                | Q(weekday__isnull=False, day__isnull=True),
                violation_error_message=_("Give either a weekday or a date."),
            ),
            models.CheckConstraint(
                name="availability_weekday_exists",
                condition=Q(weekday=None) | Q(weekday__range=(0, 6)),
            ),
            models.CheckConstraint(
                name="availability_is_of_our_time",
                condition=Q(day=None) | Q(day__gte=date(2000, 1, 1), day__lt=date(2200, 1, 1)),
                violation_error_message=_("Please check the year."),
            ),
            models.UniqueConstraint(
                name="availability_once",
                fields=["officer", "weekday", "day"],
                nulls_distinct=False,
                violation_error_message=_("This day is entered already; change that entry."),
            ),
        ]

    def __str__(self) -> str:
        when = self.get_weekday_display() if self.day is None else f"{self.day:%d.%m.%Y}"
        return f"{self.officer.full_name}, {when}: {self.get_wish_display()}"
