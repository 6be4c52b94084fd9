"""Shifts of a day at the posts of a level, or at one post."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from posko.models import Level, Operation, Post
from posko.models.hours import SpanOfDay


@pghistory.track()
class Shift(SpanOfDay):
    """A named part of every day that a post is open: morning, evening, night.

    A post's own shifts replace those of its level, all of them. Where there are none, the
    opening hours of the day are its one shift.
    """

    operation = models.ForeignKey(
        Operation, models.CASCADE, related_name="shifts", verbose_name=_("operation")
    )
    level = models.CharField(_("level"), max_length=10, choices=Level, blank=True)
    post = models.ForeignKey(
        Post, models.CASCADE, null=True, blank=True, related_name="shifts", verbose_name=_("post")
    )
    name = models.CharField(_("name"), max_length=30, help_text=_("Such as Pagi or Malam."))

    class Meta:
        verbose_name = _("shift")
        verbose_name_plural = _("shifts")
        ordering = ["operation", "level", "post", "opens"]
        constraints = [
            models.CheckConstraint(
                name="shift_for_level_or_post",
                condition=(Q(level="") & Q(post__isnull=False))
                | (~Q(level="") & Q(post__isnull=True)),
                violation_error_message=_("Choose either a level or a post."),
            ),
            models.UniqueConstraint(
                name="shift_name_once",
                fields=["operation", "level", "post", "name"],
                nulls_distinct=False,
                violation_error_message=_("There is a shift of that name already."),
            ),
            # The rota knows a duty of a post by its start.
            models.UniqueConstraint(
                name="shift_start_once",
                fields=["operation", "level", "post", "opens"],
                nulls_distinct=False,
                violation_error_message=_("Another shift begins at that time."),
            ),
        ]

    def __str__(self) -> str:
        place = self.post.name if self.post else self.get_level_display()
        return f"{place}: {self.name} {self.opens:%H.%M}-{self.closes:%H.%M}"
