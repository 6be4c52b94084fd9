"""What each duty needs: how many people of which kind of institution."""

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from posko.models import Level, Operation, Post
from roster.models.institution import InstitutionKind


class DayKind(models.TextChoices):
    """Days that a requirement holds for."""

    EVERY = "every", _("Every day")
    WORKING = "working", _("Working days")
    OFF = "off", _("Weekends and public holidays")


@pghistory.track()
class Requirement(models.Model):
    """So many people of one kind of institution at every duty of a level or of one post.

    What is said for a post replaces what is said for its level, kind by kind.
    """

    operation = models.ForeignKey(
        Operation, models.CASCADE, related_name="requirements", verbose_name=_("operation")
    )
    level = models.CharField(_("level"), max_length=10, choices=Level, blank=True)
    post = models.ForeignKey(
        Post,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="requirements",
        verbose_name=_("post"),
    )
    days = models.CharField(_("days"), max_length=7, choices=DayKind, default=DayKind.EVERY)
    institution_kind = models.CharField(
        _("kind of institution"), max_length=12, choices=InstitutionKind
    )
    people = models.PositiveSmallIntegerField(
        _("people"),
        default=1,
        validators=[MinValueValidator(0), MaxValueValidator(50)],
        help_text=_("0 lifts what is asked of the level."),
    )

    class Meta:
        verbose_name = _("duty requirement")
        verbose_name_plural = _("duty requirements")
        ordering = ["operation", "level", "post", "institution_kind"]
        constraints = [
            models.CheckConstraint(
                name="requirement_for_level_or_post",
                condition=(Q(level="") & Q(post__isnull=False))
                | (~Q(level="") & Q(post__isnull=True)),
                violation_error_message=_("Choose either a level or a post."),
            ),
            models.CheckConstraint(
                name="requirement_people_in_range", condition=Q(people__range=(0, 50))
            ),
            models.UniqueConstraint(
                name="requirement_once",
                fields=["operation", "level", "post", "days", "institution_kind"],
                nulls_distinct=False,
                violation_error_message=_("This is required already; change that entry."),
            ),
        ]

    def __str__(self) -> str:
        place = self.post.name if self.post else self.get_level_display()
        return f"{place}: {self.people} {self.get_institution_kind_display()}"
