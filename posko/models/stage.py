"""The stages of an election, as its law and its commission set them."""

from datetime import date

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from posko.models.operation import Operation


@pghistory.track()
class Stage(models.Model):
    """A stage of the election (campaign, quiet period, voting, recapitulation) with its source.

    Stages may lie outside the posts' own period. Both ends are included.
    """

    operation = models.ForeignKey(
        Operation, models.CASCADE, related_name="stages", verbose_name=_("operation")
    )
    name = models.CharField(_("name"), max_length=100)
    name_en = models.CharField(_("name in English"), max_length=100, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    source = models.CharField(
        _("source"), max_length=200, help_text=_("The regulation or the page that says so.")
    )
    source_url = models.URLField(_("address of the source"), blank=True)

    class Meta:
        verbose_name = _("stage of the election")
        verbose_name_plural = _("stages of the election")
        ordering = ["starts_on", "ends_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="stage_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day comes before the first."),
            ),
            models.CheckConstraint(
                name="stage_is_of_our_time",
                condition=Q(starts_on__gte=date(2000, 1, 1), ends_on__lt=date(2200, 1, 1)),
                violation_error_message=_("Please check the year."),
            ),
            models.UniqueConstraint(
                name="stage_name_once",
                fields=["operation", "name"],
                violation_error_message=_("There is such a stage already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
