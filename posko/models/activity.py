"""What happens at the posts, and what the public is told."""

from datetime import UTC, datetime
from typing import Self

import pghistory
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from posko.models.operation import Operation
from posko.models.post import Post
from posko.models.region import within

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
LATEST = datetime(2200, 1, 1, tzinfo=UTC)


class ActivityKind(models.TextChoices):
    """What kind of activity it is."""

    OUTREACH = "outreach", _("Outreach")
    MEETING = "meeting", _("Meeting")
    MONITORING = "monitoring", _("Monitoring")
    TRAINING = "training", _("Training")
    OTHER = "other", _("Other")


class PublicQuerySet[Row: models.Model](models.QuerySet[Row]):
    """Named reads of what is told to the public, about a post or a whole operation."""

    def in_scope(self, code: str) -> Self:
        """Those of posts in the region with ``code``, and those of whole operations."""
        return self.filter(Q(post=None) | within(code, "post__region_id"))

    def of(self, operation: Operation) -> Self:
        """Those of one operation."""
        return self.filter(operation=operation)

    def at(self, post: Post) -> Self:
        """Those at ``post``, and those of its whole operation."""
        return self.filter(Q(post=post) | Q(post=None), operation=post.operation_id)


class ActivityQuerySet(PublicQuerySet["Activity"]):
    """Named reads of activities."""

    def public(self) -> Self:
        """Activities that the public may know, at posts that it may know."""
        shown = Q(post=None) | Q(post__published=True)
        return self.filter(shown, published=True, operation__published=True)

    def coming(self, now: datetime) -> Self:
        """Activities that aren't over at ``now``, the next one first."""
        return self.filter(ends_at__gt=now).order_by("starts_at", "pk")


@pghistory.track()
class Activity(models.Model):
    """A meeting, an outreach event or the like, at a post or elsewhere."""

    operation = models.ForeignKey(
        Operation, models.CASCADE, related_name="activities", verbose_name=_("operation")
    )
    post = models.ForeignKey(
        Post,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name=_("post"),
        help_text=_("Empty: of the whole operation."),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=ActivityKind)
    title = models.CharField(_("title"), max_length=120)
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    description = models.TextField(_("description"), max_length=2000, blank=True)
    description_en = models.TextField(_("description in English"), max_length=2000, blank=True)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(
        _("place"), max_length=200, blank=True, help_text=_("Empty: at the post.")
    )
    published = models.BooleanField(_("published"), default=False)
    cancelled = models.BooleanField(
        _("cancelled"),
        default=False,
        help_text=_("Stays on the pages as cancelled, and goes out of people's calendars."),
    )
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["operation", "ends_at"])]
        constraints = [
            models.CheckConstraint(
                name="activity_ends_after_it_starts",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("The activity ends before it starts."),
            ),
            models.CheckConstraint(
                name="activity_is_of_our_time",
                condition=Q(starts_at__gte=EARLIEST, ends_at__lt=LATEST),
                violation_error_message=_("Please check the year."),
            ),
            models.CheckConstraint(
                name="activity_has_a_place",
                condition=Q(post__isnull=False) | ~Q(place=""),
                violation_error_message=_("Say where it is, or choose a post."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The activity's public page."""
        return reverse("posko:activity", args=[self.pk])


class AnnouncementQuerySet(PublicQuerySet["Announcement"]):
    """Named reads of announcements."""

    def public(self, now: datetime) -> Self:
        """Announcements that the public reads at ``now``, the newest first."""
        shown = Q(post=None) | Q(post__published=True)
        still = Q(shown_until=None) | Q(shown_until__gt=now)
        mine = self.filter(shown, still, shown_from__lte=now, operation__published=True)
        return mine.order_by("-shown_from", "-pk")


@pghistory.track()
class Announcement(models.Model):
    """Something that the public has to know, such as a post that moved."""

    operation = models.ForeignKey(
        Operation, models.CASCADE, related_name="announcements", verbose_name=_("operation")
    )
    post = models.ForeignKey(
        Post,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="announcements",
        verbose_name=_("post"),
        help_text=_("Empty: of the whole operation."),
    )
    title = models.CharField(_("title"), max_length=120)
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    body = models.TextField(_("text"), max_length=4000)
    body_en = models.TextField(_("text in English"), max_length=4000, blank=True)
    shown_from = models.DateTimeField(
        _("shown from"), null=True, blank=True, help_text=_("Empty: a draft.")
    )
    shown_until = models.DateTimeField(_("shown until"), null=True, blank=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        ordering = ["-shown_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="announcement_ends_after_it_starts",
                condition=Q(shown_until=None)
                | Q(shown_from__isnull=False, shown_until__gt=F("shown_from")),
                violation_error_message=_("It would end before it is shown."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The announcement's public page."""
        return reverse("posko:announcement", args=[self.pk])
