"""The open cases that a handover names, as they stood when it was signed."""

from typing import Self

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from incidents.models.choices import choices
from incidents.models.incident import Incident
from incidents.states import Status, Urgency
from roster.models import Handover, Officer


class HandedOverQuerySet(models.QuerySet["HandedOver"]):
    """Named reads of cases that were handed over."""

    def visible_to(self, officer: Officer) -> Self:
        """Those that ``officer`` may know of."""
        return self.filter(incident__in=Incident.objects.visible_to(officer))

    def in_order(self) -> Self:
        """As they were signed."""
        return self.select_related("incident").order_by("position")


class HandedOver(models.Model):
    """One open case in one handover; never changed. The handover's hash covers it.

    ``line`` says what and where, never what somebody wrote: free words may name a reporter.
    """

    handover = models.ForeignKey(
        Handover, models.PROTECT, related_name="cases", verbose_name=_("handover")
    )
    incident = models.ForeignKey(
        Incident, models.PROTECT, related_name="handed_over", verbose_name=_("incident")
    )
    position = models.PositiveSmallIntegerField()
    status = models.CharField(_("status"), max_length=12, choices=choices(Status))
    urgency = models.CharField(_("urgency"), max_length=10, choices=choices(Urgency))
    line = models.CharField(_("what and where"), max_length=400)

    objects = HandedOverQuerySet.as_manager()

    class Meta:
        verbose_name = _("case handed over")
        verbose_name_plural = _("cases handed over")
        ordering = ["handover", "position"]
        constraints = [
            models.UniqueConstraint(name="case_handed_over_once", fields=["handover", "incident"])
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.handover_id}/{self.position}"
