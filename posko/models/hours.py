"""Opening hours as rows. What they mean together is calculated in posko/hours.py."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from posko.hours import Exceptional, Hours
from posko.models.operation import Operation
from posko.models.post import Post
from posko.models.region import Level


class Weekday(models.IntegerChoices):
    """Days of the week, as Python counts them."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class SpanOfDay(models.Model):
    """Opening and closing time. Closing at or before opening means on the next day."""

    opens = models.TimeField(_("opens"))
    closes = models.TimeField(
        _("closes"),
        help_text=_("Before opening: on the next day. The same as opening: 24 hours."),
    )

    class Meta:
        abstract = True

    @property
    def hours(self) -> Hours:
        """The row as a value."""
        return Hours(self.opens, self.closes)


@pghistory.track()
class CommonHours(SpanOfDay):
    """The operation's hours for posts of one level whose own hours are unknown."""

    operation = models.ForeignKey(Operation, models.CASCADE, related_name="common_hours")
    level = models.CharField(_("level"), max_length=10, choices=Level)

    class Meta:
        verbose_name = _("common hours")
        verbose_name_plural = _("common hours")
        constraints = [
            models.UniqueConstraint(
                name="common_hours_once_per_level",
                fields=["operation", "level"],
                violation_error_message=_("This level has its hours already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()} {self.opens:%H.%M}-{self.closes:%H.%M}"


@pghistory.track()
class WeeklyHours(SpanOfDay):
    """A post's own hours on one weekday."""

    post = models.ForeignKey(
        Post, models.CASCADE, related_name="weekly_hours", verbose_name=_("post")
    )
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday)

    class Meta:
        verbose_name = _("weekly hours")
        verbose_name_plural = _("weekly hours")
        ordering = ["weekday"]
        constraints = [
            models.UniqueConstraint(
                name="weekly_hours_once_per_day",
                fields=["post", "weekday"],
                violation_error_message=_("This weekday has its hours already."),
            ),
            models.CheckConstraint(
                name="weekly_hours_weekday_exists", condition=Q(weekday__range=(0, 6))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H.%M}-{self.closes:%H.%M}"


class ExceptionalDay(models.Model):
    """Hours of one date that differ from the rule; without times it is closed."""

    day = models.DateField(_("date"))
    opens = models.TimeField(_("opens"), null=True, blank=True)
    closes = models.TimeField(
        _("closes"), null=True, blank=True, help_text=_("Leave both times empty when closed.")
    )
    reason = models.CharField(_("reason"), max_length=200)

    class Meta:
        abstract = True
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y} {self.reason}"

    @property
    def exceptional(self) -> Exceptional:
        """The row as a value."""
        if self.opens is None or self.closes is None:
            return Exceptional(None, self.reason)
        return Exceptional(Hours(self.opens, self.closes), self.reason)


def _both_or_neither(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(opens=None, closes=None) | Q(opens__isnull=False, closes__isnull=False),
        violation_error_message=_("Give both times, or neither when closed."),
    )


@pghistory.track()
class GeneralException(ExceptionalDay):
    """A date on which all posts of an operation keep other hours."""

    operation = models.ForeignKey(Operation, models.CASCADE, related_name="general_exceptions")

    class Meta(ExceptionalDay.Meta):
        verbose_name = _("exception for all posts")
        verbose_name_plural = _("exceptions for all posts")
        constraints = [
            models.UniqueConstraint(
                name="general_exception_once_per_day",
                fields=["operation", "day"],
                violation_error_message=_("This date has an exception already."),
            ),
            _both_or_neither("general_exception_times_both_or_neither"),
        ]


@pghistory.track()
class HoursException(ExceptionalDay):
    """A date on which one post keeps other hours."""

    post = models.ForeignKey(
        Post, models.CASCADE, related_name="hours_exceptions", verbose_name=_("post")
    )

    class Meta(ExceptionalDay.Meta):
        verbose_name = _("exception")
        verbose_name_plural = _("exceptions")
        constraints = [
            models.UniqueConstraint(
                name="hours_exception_once_per_day",
                fields=["post", "day"],
                violation_error_message=_("This date has an exception already."),
            ),
            _both_or_neither("hours_exception_times_both_or_neither"),
        ]
