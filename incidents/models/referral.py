"""Handing a problem to the institution that can solve it."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from incidents.models.incident import Incident
from roster.models import Institution, Officer, Role

ANSWER_MAX = 5000


class ReferralQuerySet(models.QuerySet["Referral"]):
    """Named reads of referrals."""

    def unanswered(self) -> Self:
        """Referrals that still wait for the institution's answer."""
        return self.filter(answered_at=None, withdrawn_at=None)

    def unacknowledged(self) -> Self:
        """Referrals that the institution has not confirmed yet."""
        return self.unanswered().filter(acknowledged_at=None)

    def numbered(self, letter_number: str, incident: Incident) -> Self:
        """Letters with ``letter_number`` that the city of ``incident`` sent in its operation."""
        return self.filter(
            letter_number=letter_number,
            incident__city=incident.city_id,
            incident__operation=incident.operation_id,
        )

    def visible_to(self, officer: Officer) -> Self:
        """Of a visible incident: a liaison sees their own institution's, the others all."""
        if officer.role == Role.PENGHUBUNG:
            return self.filter(institution_id=officer.institution_id, withdrawn_at=None)
        return self

    def in_order(self) -> Self:
        """Oldest first, with all that the page shows."""
        return self.select_related(
            "institution", "referred_by", "acknowledged_by", "answered_by", "withdrawn_by"
        ).order_by("pk")


def _all_or_none(name: str, *fields: str) -> models.CheckConstraint:
    none = Q(**dict.fromkeys(fields))
    all_set = Q(**{f"{field}__isnull": False for field in fields})
    return models.CheckConstraint(name=name, condition=none | all_set)


class Referral(models.Model):
    """One letter to one institution about one incident. Written by incidents/workflow/ alone."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="referrals")
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="referrals", verbose_name=_("institution")
    )
    letter_number = models.CharField(_("letter number"), max_length=60)
    message = models.TextField(_("message"), max_length=2000, blank=True)
    referred_at = models.DateTimeField(_("referred"))
    referred_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    acknowledged_at = models.DateTimeField(_("acknowledged"), null=True)
    acknowledged_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(_("answered"), null=True)
    answered_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    answer = models.TextField(_("answer"), max_length=ANSWER_MAX, blank=True)
    acknowledge_by = models.DateTimeField(_("acknowledgement asked by"), null=True)
    reminders = models.PositiveSmallIntegerField(_("reminders"), default=0)
    reminded_at = models.DateTimeField(_("last reminded"), null=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)
    withdrawn_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    withdrawal = models.TextField(_("reason of withdrawal"), max_length=2000, blank=True)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("referral")
        verbose_name_plural = _("referrals")
        ordering = ["pk"]
        indexes = [
            models.Index(name="referral_to_institution", fields=["institution", "incident"]),
            # Found by the beginning of a number, as people type it.
            models.Index(
                name="referral_by_letter",
                fields=["letter_number"],
                opclasses=["varchar_pattern_ops"],
            ),
        ]
        constraints = [
            _all_or_none("referral_acknowledged_by_and_at", "acknowledged_at", "acknowledged_by"),
            _all_or_none("referral_answered_by_and_at", "answered_at", "answered_by"),
            models.CheckConstraint(
                name="referral_answered_with_words",
                condition=(Q(answered_at=None) & Q(answer=""))
                | (Q(answered_at__isnull=False) & ~Q(answer="")),
            ),
            models.CheckConstraint(
                name="referral_acknowledged_before_answered",
                condition=Q(answered_at=None) | Q(acknowledged_at__lte=F("answered_at")),
            ),
            models.UniqueConstraint(
                name="referral_open_once_per_institution",
                fields=["incident", "institution"],
                condition=Q(answered_at=None, withdrawn_at=None),
            ),
            _all_or_none("referral_withdrawn_by_and_at", "withdrawn_at", "withdrawn_by"),
            models.CheckConstraint(
                name="referral_withdrawn_with_reason",
                condition=(Q(withdrawn_at=None) & Q(withdrawal=""))
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawal="")),
            ),
            models.CheckConstraint(
                name="referral_answered_or_withdrawn",
                condition=Q(answered_at=None) | Q(withdrawn_at=None),
            ),
            models.CheckConstraint(
                name="referral_reminders_counted",
                condition=(Q(reminders=0) & Q(reminded_at=None))
                | (Q(reminders__gt=0) & Q(reminded_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="referral_deadline_after_referred",
                condition=Q(acknowledge_by=None) | Q(acknowledge_by__gt=F("referred_at")),
            ),
            models.UniqueConstraint(
                name="referral_letter_once",
                fields=["incident", "letter_number", "institution"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institution.name}: {self.letter_number}"
