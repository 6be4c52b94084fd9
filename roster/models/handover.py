"""Serah terima: what one duty leaves to the next, signed by the one and taken by the other."""

from typing import Self

import pghistory
import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from posko.models import Post
from posko.models.region import within
from roster.models.duty import Duty
from roster.models.officer import Officer

NOTES_MAX = 2000
REMARK_MAX = 500
MOST = 9999


class EquipmentQuerySet(models.QuerySet["Equipment"]):
    """Named reads of equipment."""

    def in_scope(self, code: str) -> Self:
        """Equipment of posts in the region with ``code``."""
        return self.filter(within(code, "post__region_id"))


@pghistory.track()
class Equipment(models.Model):
    """Something that a post has, to be checked at every handover."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="equipment", verbose_name=_("post"))
    name = models.CharField(_("name"), max_length=60)
    count = models.PositiveSmallIntegerField(
        _("count"), default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST)]
    )

    objects = EquipmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("equipment")
        verbose_name_plural = _("equipment")
        ordering = ["post", "name"]
        constraints = [
            models.UniqueConstraint(
                name="equipment_once_per_post",
                fields=["post", "name"],
                violation_error_message=_("The post has this already; change that entry."),
            ),
            models.CheckConstraint(
                name="equipment_count_in_range", condition=Q(count__range=(1, MOST))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.count})"


class HandoverQuerySet(models.QuerySet["Handover"]):
    """Named reads of handovers."""

    def in_scope(self, code: str) -> Self:
        """Handovers at posts in the region with ``code``."""
        return self.filter(within(code, "duty__post__region_id"))


@pghistory.track()
class Handover(models.Model):
    """One duty's handover. Written by roster/handing_over/ alone.

    What is signed can't change, what is acknowledged is final, nothing is deleted: triggers.
    Without a next duty it closes the post's work (``to_duty`` is empty) and nobody has to take
    it. ``equipment`` is a list of ``{"name", "count", "complete", "remark"}`` as it was checked;
    ``missing`` names what of it the coming duty did not find complete.
    ``content_hash`` (SHA-256, hex) covers all that was signed, the open cases too, which
    incidents/models/handed_over.py holds.
    """

    duty = models.OneToOneField(
        Duty, models.PROTECT, related_name="handover", verbose_name=_("duty that leaves")
    )
    to_duty = models.ForeignKey(
        Duty,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="taken_over",
        verbose_name=_("duty that comes"),
    )
    notes = models.TextField(_("notes"), max_length=NOTES_MAX, blank=True)
    equipment = models.JSONField(_("equipment"), default=list, blank=True)
    signed_by = models.ForeignKey(
        Officer, models.PROTECT, related_name="handovers_signed", verbose_name=_("signed by")
    )
    signed_at = models.DateTimeField(_("signed at"))
    content_hash = models.CharField(_("hash of what was signed"), max_length=64)
    acknowledged_by = models.ForeignKey(
        Officer,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="handovers_acknowledged",
        verbose_name=_("acknowledged by"),
    )
    acknowledged_at = models.DateTimeField(_("acknowledged at"), null=True, blank=True)
    missing = models.JSONField(_("not complete when it was taken"), default=list, blank=True)
    remark = models.CharField(_("remark"), max_length=REMARK_MAX, blank=True)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = _("handover")
        verbose_name_plural = _("handovers")
        constraints = [
            models.CheckConstraint(
                name="handover_acknowledged_by_somebody",
                condition=Q(acknowledged_by=None, acknowledged_at=None, missing=[], remark="")
                | Q(
                    acknowledged_by__isnull=False,
                    acknowledged_at__gte=F("signed_at"),
                    to_duty__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="handover_to_another_duty",
                condition=Q(to_duty=None) | ~Q(to_duty=F("duty")),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="signed_is_signed",
                fields=[
                    "duty",
                    "to_duty",
                    "notes",
                    "equipment",
                    "signed_by",
                    "signed_at",
                    "content_hash",
                ],
            ),
            pgtrigger.Protect(
                name="acknowledged_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__acknowledged_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.duty)
