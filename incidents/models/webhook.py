"""Addresses that get notices as signed messages, such as a gateway to WhatsApp or Telegram."""

import uuid
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incidents.models.choices import choices
from incidents.models.notice import Notice
from incidents.notice_kinds import NoticeKind
from posko.models import Region
from posko.models.region import within

URL_MAX = 500
ERROR_MAX = 200


class WebhookQuerySet(models.QuerySet["Webhook"]):
    """Named reads of webhooks."""

    def in_scope(self, code: str) -> Self:
        """Webhooks for the region with ``code`` and what lies in it."""
        return self.filter(within(code, "region_id"))

    def for_notices(self, kind: str, codes: list[str]) -> Self:
        """Those that take notices of ``kind`` about a place that lies in all of ``codes``."""
        return self.filter(active=True, kinds__contains=[kind], region_id__in=codes)


class Webhook(models.Model):
    """One address; its secret signs what is sent there (incidents/webhooks/)."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    url = models.CharField(
        _("address"),
        max_length=URL_MAX,
        help_text=_("Begins with https:// and is reachable from the internet."),
    )
    sealed_secret = models.BinaryField()
    kinds = ArrayField(
        models.CharField(max_length=12, choices=choices(NoticeKind)), verbose_name=_("notices")
    )
    region = models.ForeignKey(
        Region,
        models.PROTECT,
        related_name="webhooks",
        verbose_name=_("region"),
        help_text=_("Only what happens in this region is sent."),
    )
    active = models.BooleanField(_("active"), default=True)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(name="webhook_takes_some_notices", condition=Q(kinds__len__gt=0))
        ]

    def __str__(self) -> str:
        return self.name


class DeliveryStatus(models.TextChoices):
    """How far a message has come."""

    WAITING = "waiting", _("Waiting")
    DELIVERED = "delivered", _("Delivered")
    DROPPED = "dropped", _("Dropped: no longer meant for this person")
    GIVEN_UP = "given_up", _("Given up")


class WebhookDelivery(models.Model):
    """One notice on its way to one address. ``event_id`` names it, however often it is sent."""

    webhook = models.ForeignKey(
        Webhook, models.CASCADE, related_name="deliveries", verbose_name=_("webhook")
    )
    notice = models.ForeignKey(
        Notice, models.CASCADE, related_name="deliveries", verbose_name=_("notice")
    )
    event_id = models.UUIDField(_("event"), unique=True, default=uuid.uuid4, editable=False)
    status = models.CharField(
        _("status"), max_length=10, choices=DeliveryStatus, default=DeliveryStatus.WAITING
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    last_error = models.CharField(_("last error"), max_length=ERROR_MAX, blank=True)
    changed_at = models.DateTimeField(_("changed"))

    class Meta:
        verbose_name = _("webhook message")
        verbose_name_plural = _("webhook messages")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="webhook_delivery_once_per_notice", fields=["notice", "webhook"]
            ),
            models.CheckConstraint(
                name="webhook_delivery_status_exists",
                condition=Q(status__in=DeliveryStatus.values),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.webhook}: {self.event_id}"
