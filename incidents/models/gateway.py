"""Gateways that bring messages from telephones and mailboxes."""

import secrets
from typing import Self

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from incidents.sealing import seal_text, unseal_text
from posko.models import Region
from posko.models.region import within

SECRET_BYTES = 32


class GatewayKind(models.TextChoices):
    """What a gateway is connected to."""

    SMS = "sms", _("SMS")
    WHATSAPP = "whatsapp", _("WhatsApp")
    MAIL = "mail", _("Mail")


class GatewayQuerySet(models.QuerySet["Gateway"]):
    """Named reads of gateways."""

    def active(self) -> Self:
        """Gateways that may bring messages."""
        return self.filter(active=True)

    def in_scope(self, code: str) -> Self:
        """Gateways for the region with ``code`` or a part of it."""
        return self.filter(within(code, "region_id"))


@pghistory.track(exclude=["sealed_secret"])
class Gateway(models.Model):
    """One sender of signed messages (docs/inbox.md)."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(
        _("slug"), unique=True, help_text=_("Part of the address that it sends to.")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=GatewayKind)
    sealed_secret = models.BinaryField(editable=False)
    region = models.ForeignKey(
        Region,
        models.PROTECT,
        related_name="gateways",
        verbose_name=_("region"),
        help_text=_("Whose inbox its messages wait in."),
    )
    active = models.BooleanField(_("active"), default=True)

    objects = GatewayQuerySet.as_manager()

    class Meta:
        verbose_name = _("gateway")
        verbose_name_plural = _("gateways")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def secret(self) -> str:
        """What its messages are signed with."""
        return unseal_text(bytes(self.sealed_secret))

    def renew_secret(self) -> str:
        """Give it a fresh secret, unsaved, and return that: it is shown once."""
        secret = secrets.token_urlsafe(SECRET_BYTES)
        self.sealed_secret = seal_text(secret)
        return secret
