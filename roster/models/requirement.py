"""What each duty needs: how many people of which kind of institution."""

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from posko.models import Level, Operation, Post
from roster.models.institution import InstitutionKind
from roster.models.shift import Shift
from roster.spans import dated_span


class DayKind(models.TextChoices):
    """Days that a requirement holds for; the values are those of roster/coverage.py."""

    EVERY = "every", _("Every day")
    WORKING = "working", _("Working days")
    OFF = "off", _("Weekends and public holidays")
    MONDAY = "0", _("Mondays")
    TUESDAY = "1", _("Tuesdays")
    WEDNESDAY = "2", _("Wednesdays")
    THURSDAY = "3", _("Thursdays")
    FRIDAY = "4", _("Fridays")
    SATURDAY = "5", _("Saturdays")
    SUNDAY = "6", _("Sundays")
    DATE = "date", _("Certain dates")


@pghistory.track()
class Requirement(models.Model):
    """So many people of one kind of institution at every duty of a level or of one post.

    What is said more narrowly replaces what is said in general, kind by kind: a post before its
    level, then a date before several, several before a weekday, a weekday before working days and
    days off, these before every day; then one shift before all of them.
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
    on_date = models.DateField(
        _("date"), null=True, blank=True, help_text=_("Only for what is asked of certain dates.")
    )
    until = models.DateField(
        _("last date"), null=True, blank=True, help_text=_("Empty: that one date alone.")
    )
    shift = models.ForeignKey(
        Shift,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="requirements",
        verbose_name=_("shift"),
        help_text=_("Empty: every shift."),
    )
    leads = models.BooleanField(
        _("one of them leads"), default=False, help_text=_("The lead of a duty comes from there.")
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
            models.CheckConstraint(
                name="requirement_date_when_asked_of_one",
                condition=Q(days=DayKind.DATE, on_date__isnull=False)
                | (~Q(days=DayKind.DATE) & Q(on_date__isnull=True)),
                violation_error_message=_(
                    "Give the date, for what is asked of certain dates only."
                ),
            ),
            models.CheckConstraint(
                name="requirement_until_after_its_date",
                condition=Q(until=None) | Q(days=DayKind.DATE, until__gte=F("on_date")),
                violation_error_message=_("The last date comes before the first."),
            ),
            models.UniqueConstraint(
                name="requirement_once",
                fields=[
                    "operation",
                    "level",
                    "post",
                    "days",
                    "on_date",
                    "until",
                    "shift",
                    "institution_kind",
                ],
                nulls_distinct=False,
                violation_error_message=_("This is required already; change that entry."),
            ),
        ]

    def __str__(self) -> str:
        place = self.post.name if self.post else self.get_level_display()
        words = f"{place}: {self.people} {self.get_institution_kind_display()}"
        if self.on_date is None:
            return words
        return f"{words}, {dated_span(self.on_date, self.until or self.on_date)}"
