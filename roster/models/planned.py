"""What a plan found: duties, who would be there, what changes, gaps, loads and the proof.

Derived from the plan alone and never edited, so it is not tracked; the plan is.
"""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from posko.models import Post
from roster.models.duty import Duty
from roster.models.institution import InstitutionKind
from roster.models.officer import Officer
from roster.models.plan import Plan
from roster.models.shift import Shift


class Change(models.TextChoices):
    """What a plan means for one person at one duty, beside the rota it was made from."""

    SAME = "same", _("as before")
    NEW = "new", _("new")
    GONE = "gone", _("no longer")
    LEADS = "leads", _("leads from now on")
    LEADS_NO_MORE = "follows", _("leads no longer")


class PlanGroup(models.Model):
    """The report on people and places that share nobody with others."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="groups")
    kind = models.CharField(max_length=12, choices=InstitutionKind)
    posts = ArrayField(models.BigIntegerField())
    people = models.PositiveIntegerField()
    places = models.PositiveIntegerField()
    proof = models.CharField(max_length=12)
    # [{"aim": "open", "value": 1, "bound": 1}, ...], in the order of the aims.
    figures = models.JSONField(default=list)
    seconds = models.FloatField()
    solver_seconds = models.FloatField()

    class Meta:
        verbose_name = _("group of a plan")
        verbose_name_plural = _("groups of plans")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.get_kind_display()


class PlannedDuty(models.Model):
    """A duty of the plan; ``duty`` is the stored one, if there was one."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="duties")
    post = models.ForeignKey(Post, models.CASCADE, related_name="planned_duties")
    shift = models.ForeignKey(Shift, models.SET_NULL, null=True, related_name="+")
    duty = models.ForeignKey(Duty, models.SET_NULL, null=True, related_name="+")
    day = models.DateField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        verbose_name = _("planned duty")
        verbose_name_plural = _("planned duties")
        ordering = ["starts_at", "post_id"]
        constraints = [
            models.UniqueConstraint(name="planned_duty_once", fields=["plan", "post", "starts_at"])
        ]

    def __str__(self) -> str:
        return f"{self.post.name}, {self.day:%d.%m.%Y}"


class PlannedAssignment(models.Model):
    """A person at a duty of the plan, or one whom the plan takes off it."""

    planned_duty = models.ForeignKey(PlannedDuty, models.CASCADE, related_name="people")
    officer = models.ForeignKey(Officer, models.CASCADE, related_name="+")
    leads = models.BooleanField(default=False)
    change = models.CharField(max_length=7, choices=Change)

    class Meta:
        verbose_name = _("planned assignment")
        verbose_name_plural = _("planned assignments")
        ordering = ["planned_duty", "-leads", "officer"]
        constraints = [
            models.UniqueConstraint(
                name="planned_assignment_once", fields=["planned_duty", "officer"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.officer.full_name}: {self.planned_duty}"


class PlanShortage(models.Model):
    """People missing on days that follow each other, for one reason."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="shortages")
    post = models.ForeignKey(Post, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=InstitutionKind)
    first_day = models.DateField()
    last_day = models.DateField()
    missing = models.PositiveIntegerField()
    wanted = models.PositiveIntegerField()
    available = models.PositiveIntegerField()
    pool = models.PositiveIntegerField()
    reason = models.CharField(max_length=40)

    class Meta:
        verbose_name = _("gap of a plan")
        verbose_name_plural = _("gaps of plans")
        ordering = ["first_day", "post", "kind"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.first_day:%d.%m.%Y}: {self.missing}"

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day."""
        return self.first_day, self.last_day


class PlanLoad(models.Model):
    """How much duty one person has by the plan; ``carried`` of ``total`` lie outside of it."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="loads")
    group = models.ForeignKey(PlanGroup, models.CASCADE, null=True, related_name="loads")
    officer = models.ForeignKey(Officer, models.CASCADE, related_name="+")
    total = models.PositiveIntegerField()
    off = models.PositiveIntegerField()
    led = models.PositiveIntegerField()
    carried = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("load of a person")
        verbose_name_plural = _("loads of people")
        ordering = ["-total", "officer__full_name"]
        constraints = [models.UniqueConstraint(name="plan_load_once", fields=["plan", "officer"])]

    def __str__(self) -> str:
        return f"{self.officer.full_name}: {self.total}"
