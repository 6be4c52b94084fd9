"""Bodies that send officers to a post or take over problems from it."""

from typing import Self

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from posko.models import Region
from posko.models.region import within
from roster.roles import Role


class InstitutionKind(models.TextChoices):
    """Kinds of institution; names as in Indonesian administration."""

    KESBANGPOL = "kesbangpol", "Kesbangpol"
    KODIM = "kodim", "Kodim"
    POLRES = "polres", "Polres"
    KEJARI = "kejari", "Kejari"
    KPU = "kpu", "KPU"
    BAWASLU = "bawaslu", "Bawaslu"
    SATPOL_PP = "satpol_pp", "Satpol PP"
    DUKCAPIL = "dukcapil", "Dukcapil"
    DINKES = "dinkes", "Dinkes"
    BPBD = "bpbd", "BPBD"
    FIRE_SERVICE = "damkar", "Damkar"
    PARTY = "partai", _("Political party")
    OTHER = "lain", _("Other")


class InstitutionQuerySet(models.QuerySet["Institution"]):
    """Named reads of institutions."""

    def serving(self, city_code: str) -> Self:
        """Institutions whose ground is the city with ``city_code``, be it their seat or not."""
        seat = Q(region_id=city_code)
        return self.filter(seat | Q(also_serves=city_code), active=True).distinct()

    def in_scope(self, code: str) -> Self:
        """Institutions seated in the region with ``code``."""
        return self.filter(within(code, "region_id"))

    def at_the_post(self, city_code: str) -> Self:
        """Institutions whose officers staff the posts of the city: a case can be theirs."""
        here = Q(officers__region=city_code, officers__is_active=True)
        return self.serving(city_code).filter(here, officers__role=Role.PETUGAS).distinct()

    def referrable(self) -> Self:
        """Institutions that a problem can be referred to."""
        return self.exclude(kind=InstitutionKind.PARTY)


@pghistory.track()
class Institution(models.Model):
    """A body such as Polres Metro Jakarta Pusat."""

    name = models.CharField(_("name"), max_length=100)
    kind = models.CharField(_("kind"), max_length=12, choices=InstitutionKind)
    region = models.ForeignKey(
        Region, models.PROTECT, related_name="institutions", verbose_name=_("region")
    )
    also_serves = models.ManyToManyField(
        Region,
        blank=True,
        related_name="served_by",
        verbose_name=_("also serves"),
        help_text=_("Other cities on its ground, as Kejari Jakarta Utara has Kepulauan Seribu."),
    )
    active = models.BooleanField(_("active"), default=True)

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(name="institution_name_once", fields=["name"])]

    def __str__(self) -> str:
        return self.name
