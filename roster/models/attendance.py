"""When people came to a duty and when they left it."""

from typing import Self

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from posko.models.region import within
from roster.models.duty import Assignment
from roster.models.officer import Officer

REASON_MAX = 300

_NOT_CORRECTED = Q(corrected_at=None, corrected_by=None, reason="")
_CORRECTED = Q(corrected_at__isnull=False, corrected_by__isnull=False) & ~Q(reason="")


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    """Named reads of attendance."""

    def in_scope(self, code: str) -> Self:
        """Attendance at posts in the region with ``code``."""
        return self.filter(within(code, "assignment__duty__post__region_id"))


@pghistory.track()
class Attendance(models.Model):
    """One person's coming and going at one duty. Written by roster/attendance/ alone.

    A phone without a network sends later: when it happened and when it was received are kept
    apart, and the UUIDs name what was sent. What a coordinator corrects carries who, when and
    why; every state before that stays in the history. Nobody came: ``came_at`` is empty, which
    only a correction says.
    """

    assignment = models.OneToOneField(
        Assignment, models.PROTECT, related_name="attendance", verbose_name=_("assignment")
    )
    came_at = models.DateTimeField(_("came"), null=True, blank=True)
    came_received_at = models.DateTimeField(_("coming was received"), null=True, blank=True)
    came_uuid = models.UUIDField(null=True, unique=True, editable=False)
    left_at = models.DateTimeField(_("left"), null=True, blank=True)
    left_received_at = models.DateTimeField(_("leaving was received"), null=True, blank=True)
    left_uuid = models.UUIDField(null=True, unique=True, editable=False)
    corrected_at = models.DateTimeField(_("corrected at"), null=True, blank=True)
    corrected_by = models.ForeignKey(
        Officer,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="attendance_corrections",
        verbose_name=_("corrected by"),
    )
    reason = models.CharField(_("reason"), max_length=REASON_MAX, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        constraints = [
            models.CheckConstraint(
                name="attendance_left_after_came",
                condition=Q(left_at=None) | Q(came_at__isnull=False, left_at__gte=F("came_at")),
                violation_error_message=_("The leaving comes before the coming."),
            ),
            models.CheckConstraint(
                name="attendance_corrected_with_reason",
                condition=_NOT_CORRECTED | _CORRECTED,
            ),
            models.CheckConstraint(
                name="attendance_is_of_a_phone_or_corrected",
                condition=Q(corrected_at__isnull=False)
                | Q(came_at__isnull=False, came_received_at__gte=F("came_at")),
            ),
        ]
        triggers = [pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return str(self.assignment)
