"""An election with its own period, posts and hours: the unit that repeats."""

from datetime import date, timedelta
from typing import Self

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class OperationQuerySet(models.QuerySet["Operation"]):
    """Named reads of operations."""

    def published(self) -> Self:
        """Operations that the public may know."""
        return self.filter(published=True)

    def current(self, day: date) -> "Operation | None":
        """The published operation of ``day``: running, else the next one, else the last one.

        Of two that run, the one begun last.
        """
        shown = self.published()
        return (
            shown.filter(starts_on__lte=day, ends_on__gte=day).order_by("-starts_on", "-pk").first()
            or shown.filter(starts_on__gt=day).order_by("starts_on", "pk").first()
            or shown.filter(ends_on__lt=day).order_by("-ends_on", "-pk").first()
        )


@pghistory.track()
class Operation(models.Model):
    """One opening of joint posts, such as that for Pemilu 2024."""

    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(_("slug"), unique=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    voting_day = models.DateField(_("voting day"))
    legal_basis = models.CharField(_("legal basis"), max_length=200, blank=True)
    published = models.BooleanField(_("published"), default=False)
    public_reports = models.BooleanField(
        _("public may report problems"),
        default=False,
        help_text=_("Opens the form at /lapor/. What it brings waits in the inbox."),
    )
    opened_from = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("opened from"),
    )
    # Of the form that opened it: sent twice, it opens one operation.
    opening_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects = OperationQuerySet.as_manager()

    class Meta:
        verbose_name = _("operation")
        verbose_name_plural = _("operations")
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                name="operation_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day comes before the first."),
            ),
            models.CheckConstraint(
                name="operation_has_its_voting_day",
                condition=Q(voting_day__gte=F("starts_on"), voting_day__lte=F("ends_on")),
                violation_error_message=_("The voting day lies outside the period."),
            ),
            # A slip of the year would make every page walk through centuries of days.
            models.CheckConstraint(
                name="operation_is_of_our_time",
                condition=Q(starts_on__gte=date(2000, 1, 1), ends_on__lt=date(2200, 1, 1)),
                violation_error_message=_("Please check the year."),
            ),
            models.CheckConstraint(
                name="operation_lasts_a_year_at_most",
                condition=Q(ends_on__lte=F("starts_on") + timedelta(days=366)),
                violation_error_message=_("An operation lasts a year at most."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
