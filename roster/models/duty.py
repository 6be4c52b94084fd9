"""Duties (a post, from when to when) and the officers assigned to them.

One officer can't be in two places: an exclusion constraint says so. An assignment therefore
carries its duty's times. They are filled in by a trigger and held equal by a composite foreign
key (migration 0002), so that no code has to remember them.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Self

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Deferrable, F, Func, Q
from django.utils.translation import gettext_lazy as _

from posko.clock import JAKARTA
from posko.models import Post
from posko.models.region import within
from roster.models.officer import Officer
from roster.models.shift import Shift

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
LATEST = datetime(2200, 1, 1, tzinfo=UTC)


class TsTzRange(Func):
    """PostgreSQL's range of two moments; the end is not part of it."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class DutyQuerySet(models.QuerySet["Duty"]):
    """Named reads of duties."""

    def in_scope(self, code: str) -> Self:
        """Duties at posts in the region with ``code``."""
        return self.filter(within(code, "post__region_id"))

    def overlapping(self, start: datetime, end: datetime) -> Self:
        """Duties that touch the time from ``start`` to ``end``."""
        return self.filter(starts_at__lt=end, ends_at__gt=start)

    def running(self, at: datetime) -> Self:
        """Duties that are on at ``at``."""
        return self.filter(starts_at__lte=at, ends_at__gt=at)

    def with_people(self) -> Self:
        """Duties with all that the rota shows, in a fixed number of queries."""
        return self.select_related("post__region", "post__operation").prefetch_related(
            models.Prefetch(
                "assignments",
                Assignment.objects.select_related("officer__institution").order_by(
                    "-leads", "officer__institution__kind", "officer__full_name"
                ),
            )
        )


@pghistory.track()
class Duty(models.Model):
    """One shift at one post."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="duties", verbose_name=_("post"))
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    shift = models.ForeignKey(
        Shift,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="duties",
        verbose_name=_("shift"),
    )

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = _("duty")
        verbose_name_plural = _("duties")
        ordering = ["starts_at", "post_id"]
        constraints = [
            models.CheckConstraint(
                name="duty_ends_after_it_starts",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("The duty ends before it starts."),
            ),
            models.CheckConstraint(
                name="duty_is_of_our_time",
                condition=Q(starts_at__gte=EARLIEST, starts_at__lt=LATEST),
                violation_error_message=_("Please check the year."),
            ),
            models.CheckConstraint(
                name="duty_lasts_a_day_at_most",
                condition=Q(ends_at__lte=F("starts_at") + timedelta(hours=24)),
                violation_error_message=_("A duty lasts 24 hours at most."),
            ),
            models.UniqueConstraint(
                name="duty_once_per_post_and_start",
                fields=["post", "starts_at"],
                violation_error_message=_("This post has a duty from that time already."),
            ),
            # What the composite foreign key of assignments points at.
            models.UniqueConstraint(
                name="duty_with_its_times", fields=["id", "starts_at", "ends_at"]
            ),
        ]

    @property
    def day(self) -> date:
        """The date it belongs to: that of its start, in the post's own time."""
        return self.starts_at.astimezone(self.post.region.zone).date()

    def __str__(self) -> str:
        start = self.starts_at.astimezone(self.post.region.zone)
        end = self.ends_at.astimezone(self.post.region.zone)
        return f"{self.post.name}, {start:%d.%m.%Y %H.%M}-{end:%H.%M}"


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Named reads of assignments."""

    def in_scope(self, code: str) -> Self:
        """Assignments at posts in the region with ``code``."""
        return self.filter(within(code, "duty__post__region_id"))

    def of(self, officer: Officer) -> Self:
        """One person's assignments."""
        return self.filter(officer=officer)

    def overlapping(self, start: datetime, end: datetime) -> Self:
        """Assignments that touch the time from ``start`` to ``end``."""
        return self.filter(starts_at__lt=end, ends_at__gt=start)

    def between(self, first: date, last: date) -> Self:
        """Assignments that begin on a day from ``first`` to ``last``, as Jakarta counts them."""
        return self.filter(
            starts_at__gte=datetime.combine(first, time.min, JAKARTA),
            starts_at__lt=datetime.combine(last + timedelta(days=1), time.min, JAKARTA),
        )


@pghistory.track()
class Assignment(models.Model):
    """One officer at one duty."""

    duty = models.ForeignKey(
        Duty, models.CASCADE, related_name="assignments", verbose_name=_("duty")
    )
    officer = models.ForeignKey(
        Officer, models.PROTECT, related_name="assignments", verbose_name=_("officer")
    )
    leads = models.BooleanField(_("leads the duty"), default=False)
    pinned = models.BooleanField(
        _("pinned"), default=False, help_text=_("No plan takes this person off this duty.")
    )
    starts_at = models.DateTimeField(_("starts"), editable=False)
    ends_at = models.DateTimeField(_("ends"), editable=False)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["starts_at", "duty_id", "-leads"]
        # Attendance and reminders ask for a day at all posts.
        indexes = [models.Index(name="assignment_by_start", fields=["starts_at"])]
        constraints = [
            ExclusionConstraint(
                name="assignment_one_place_at_a_time",
                # Checked when a statement ends, so that two people can change places in one.
                deferrable=Deferrable.IMMEDIATE,
                expressions=[
                    ("officer", RangeOperators.EQUAL),
                    (TsTzRange("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("This person has another duty at that time."),
            ),
            models.UniqueConstraint(
                name="assignment_one_lead_per_duty",
                fields=["duty"],
                condition=Q(leads=True),
                violation_error_message=_("Somebody leads this duty already."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="take_times_of_duty",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("duty_id"),
                func="""
                    SELECT starts_at, ends_at INTO NEW.starts_at, NEW.ends_at
                    FROM roster_duty WHERE id = NEW.duty_id;
                    RETURN NEW;
                """,
            ),
            # Whose attendance is on record stays where they were; told in words by
            # roster/attendance/held.py. A foreign key's code, so that a lost race is told as one.
            pgtrigger.Trigger(
                name="keeps_who_was_there",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("officer_id", "duty_id"),
                condition=pgtrigger.Condition(
                    "OLD.officer_id <> NEW.officer_id OR OLD.duty_id <> NEW.duty_id"
                ),
                func="""
                    IF EXISTS (
                        SELECT 1 FROM roster_attendance WHERE assignment_id = OLD.id
                    ) THEN
                        RAISE EXCEPTION 'assignment % has attendance on record', OLD.id
                            USING ERRCODE = 'foreign_key_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer.full_name}: {self.duty}"
