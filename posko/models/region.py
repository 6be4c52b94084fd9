"""Administrative regions of Indonesia by their Kemendagri code."""

from typing import Self
from zoneinfo import ZoneInfo

from django.contrib.postgres.indexes import GinIndex
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

CODE_SHAPE = r"^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$"


class Level(models.TextChoices):
    """Levels of administration, outermost first."""

    PROVINCE = "provinsi", _("Province")
    REGENCY = "kabupaten", _("Regency")
    CITY = "kota", _("City")
    DISTRICT = "kecamatan", _("Kecamatan")
    VILLAGE = "kelurahan", _("Kelurahan")


def within(code: str, field: str) -> Q:
    """Return the condition that the code in ``field`` is ``code`` or lies inside it.

    ``31.71`` contains ``31.71.06``, but not ``31.7`` or ``31.711``. Codes sort by byte (the
    column has collation "C") and "/" is the character after ".", so this is one range that an
    index answers.
    """
    return Q(**{f"{field}__gte": code, f"{field}__lt": f"{code}/"})


def lies_within(scope: str, code: str) -> bool:
    """Tell whether the region with ``code`` is the one with ``scope`` or lies inside it."""
    return code == scope or code.startswith(f"{scope}.")


def around(code: str) -> list[str]:
    """Return the codes of the regions that contain the one with ``code``, itself included.

    The outermost comes first: ``31``, ``31.71``, ``31.71.06``.
    """
    parts = code.split(".")
    return [".".join(parts[: count + 1]) for count in range(len(parts))]


class RegionQuerySet(models.QuerySet["Region"]):
    """Named reads of regions."""

    def in_scope(self, code: str) -> Self:
        """Regions that are or lie in the region with ``code``."""
        return self.filter(within(code, "code"))

    def city_names(self) -> dict[str, str]:
        """Names of cities and regencies by their codes."""
        return dict(self.cities().values_list("code", "name"))

    def cities(self) -> Self:
        """Cities and regencies: the level that has posts, counters and rotas of its own."""
        return self.filter(level__in=[Level.CITY, Level.REGENCY])


class Region(models.Model):
    """A province, city or regency, kecamatan or kelurahan."""

    code = models.CharField(
        _("code"),
        max_length=13,
        primary_key=True,
        db_collation="C",
        validators=[RegexValidator(CODE_SHAPE)],
    )
    name = models.CharField(_("name"), max_length=100)
    level = models.CharField(_("level"), max_length=10, choices=Level)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    latitude = models.FloatField(_("latitude"))
    longitude = models.FloatField(_("longitude"))
    short_name = models.CharField(
        _("short name"),
        max_length=4,
        blank=True,
        help_text=_("Two letters that begin the incident numbers of a city, such as JP."),
    )
    tps_count = models.PositiveIntegerField(
        _("polling places"),
        null=True,
        blank=True,
        help_text=_("How many TPS the last election had here, where a source says so."),
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=20,
        default="Asia/Jakarta",
        choices=[("Asia/Jakarta", "WIB"), ("Asia/Makassar", "WITA"), ("Asia/Jayapura", "WIT")],
    )

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["code"]
        indexes = [
            GinIndex(name="region_name_trigrams", fields=["name"], opclasses=["gin_trgm_ops"])
        ]
        constraints = [
            models.CheckConstraint(
                name="region_code_has_its_shape", condition=Q(code__regex=CODE_SHAPE)
            ),
            models.UniqueConstraint(
                name="region_short_name_once", fields=["short_name"], condition=~Q(short_name="")
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        """The time zone as Python knows it."""
        return ZoneInfo(self.time_zone)

    @property
    def city_code(self) -> str:
        """Code of the city or regency that this region is or lies in ('' for a province)."""
        return self.code[:5] if len(self.code) >= 5 else ""

    @property
    def number_prefix(self) -> str:
        """What incident numbers of this region begin with."""
        return self.short_name or self.code.replace(".", "")

    def contains(self, code: str) -> bool:
        """Tell whether the region with ``code`` is this one or lies inside it."""
        return lies_within(self.code, code)
