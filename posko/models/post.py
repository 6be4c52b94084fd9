"""A post: the place where people come with election problems."""

from datetime import date
from typing import Self

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from posko.hours import Exceptional, Hours, Schedule
from posko.models.operation import Operation
from posko.models.region import Region, within

# Digits with spaces and hyphens between them; a number of the post's, never a person's own.
PHONE_SHAPE = r"^\+?[0-9][0-9 ()-]{3,18}$"


class PostQuerySet(models.QuerySet["Post"]):
    """Named reads of posts."""

    def public(self) -> Self:
        """Posts that the public may see."""
        return self.filter(published=True, operation__published=True)

    def of(self, operation: Operation) -> Self:
        """Posts of one operation."""
        return self.filter(operation=operation)

    def in_scope(self, code: str) -> Self:
        """Posts in the region with ``code``."""
        return self.filter(within(code, "region_id"))

    def with_hours(self) -> Self:
        """Posts with all that :attr:`Post.schedule` needs, in a fixed number of queries."""
        return self.select_related("operation", "region").prefetch_related(
            "weekly_hours",
            "hours_exceptions",
            "operation__common_hours",
            "operation__general_exceptions",
        )


@pghistory.track()
class Post(models.Model):
    """One joint post of one operation."""

    operation = models.ForeignKey(
        Operation, models.PROTECT, related_name="posts", verbose_name=_("operation")
    )
    region = models.ForeignKey(
        Region, models.PROTECT, related_name="posts", verbose_name=_("region")
    )
    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(_("slug"))
    venue = models.CharField(
        _("venue"), max_length=200, blank=True, help_text=_("Building and room, if known.")
    )
    address = models.CharField(_("address"), max_length=200)
    latitude = models.FloatField(
        _("latitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.FloatField(
        _("longitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    note = models.TextField(_("note for visitors"), max_length=1000, blank=True)
    # None: nobody has looked yet, and the page says so.
    step_free = models.BooleanField(_("entrance without steps"), null=True, blank=True)
    lift = models.BooleanField(_("lift, if not on the ground floor"), null=True, blank=True)
    accessible_toilet = models.BooleanField(_("accessible toilet"), null=True, blank=True)
    accessible_parking = models.BooleanField(_("accessible parking"), null=True, blank=True)
    access_note = models.CharField(_("note on access"), max_length=300, blank=True)
    phone = models.CharField(
        _("telephone"), max_length=20, blank=True, validators=[RegexValidator(PHONE_SHAPE)]
    )
    email = models.EmailField(_("e-mail"), blank=True)
    published = models.BooleanField(_("published"), default=False)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["region_id", "name"]
        constraints = [
            models.UniqueConstraint(
                name="post_slug_once_per_operation",
                fields=["operation", "slug"],
                violation_error_message=_("Another post of this operation has this slug."),
            ),
            models.CheckConstraint(
                name="post_position_both_or_neither",
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__isnull=False, longitude__isnull=False),
                violation_error_message=_("Give both latitude and longitude, or neither."),
            ),
            models.CheckConstraint(
                name="post_position_on_earth",
                condition=Q(latitude=None)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                violation_error_message=_("There is no such place on earth."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The post's public page."""
        return reverse("posko:post", args=[self.slug])

    @property
    def schedule(self) -> Schedule:
        """The post's hours as the calculation wants them. Reads prefetched rows only."""
        return Schedule(
            first_day=self.operation.starts_on,
            last_day=self.operation.ends_on,
            zone=self.region.zone,
            common=self._common_hours(),
            weekly={row.weekday: row.hours for row in self.weekly_hours.all()},
            exceptions=self._exceptions(),
        )

    @property
    def directions_url(self) -> str:
        """Where a map service shows the way, or '' when the position is unknown."""
        if self.latitude is None or self.longitude is None:
            return ""
        return str(settings.DIRECTIONS_URL).format(lat=self.latitude, lng=self.longitude)

    def _common_hours(self) -> Hours | None:
        by_level = {row.level: row.hours for row in self.operation.common_hours.all()}
        return by_level.get(self.region.level)

    def _exceptions(self) -> dict[date, Exceptional]:
        # The post's own come last, so that they win over those of the whole operation.
        rows = [*self.operation.general_exceptions.all(), *self.hours_exceptions.all()]
        return {row.day: row.exceptional for row in rows}
