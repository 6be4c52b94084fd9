"""Deadlines: the rules that administrators edit, and the clocks that run on incidents."""

from datetime import datetime
from typing import Self

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from incidents.deadlines.milestones import OF_LETTER, Milestone
from incidents.models.category import Category
from incidents.models.choices import choices
from incidents.models.clock_terms import ClockTerms
from incidents.models.incident import Incident
from incidents.models.referral import Referral
from roster.models import Officer, Role


class ClockRuleQuerySet(models.QuerySet["ClockRule"]):
    """Named reads of rules."""

    def fitting(self, incident: Incident) -> Self:
        """Active rules for incidents such as this one; a rule for a category covers its children.

        Whether the category is still offered makes no difference: the incident has it.
        """
        category = incident.category
        kinds = [category.pk, *([category.parent_id] if category.parent_id else [])]
        found = self.filter(
            Q(categories=None) | Q(categories__in=kinds),
            active=True,
            urgency__in=["", incident.urgency],
        )
        allowed = found if category.goes_to_bawaslu else found.filter(violations_only=False)
        return allowed.order_by("code").distinct()


@pghistory.track()
class ClockRule(ClockTerms):
    """One deadline as a rule. Those that come with the code: incidents/deadlines/rules.py."""

    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name (Indonesian)"), max_length=80)
    name_en = models.CharField(_("name (English)"), max_length=80)
    categories = models.ManyToManyField(
        Category,
        blank=True,
        related_name="clock_rules",
        verbose_name=_("categories"),
        help_text=_("None: all. A category of the upper level stands for its children, too."),
    )
    violations_only = models.BooleanField(
        _("alleged violations only"),
        default=False,
        help_text=_("Only for categories that are marked as an alleged violation."),
    )
    note = models.TextField(
        _("note"), max_length=500, blank=True, help_text=_("For those who edit rules.")
    )
    active = models.BooleanField(
        _("active"), default=True, help_text=_("Clocks that run already go on without it.")
    )

    objects = ClockRuleQuerySet.as_manager()

    class Meta(ClockTerms.Meta):
        abstract = False
        verbose_name = _("clock rule")
        verbose_name_plural = _("clock rules")
        ordering = ["kind", "code"]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name


class Stopped(models.TextChoices):
    """Why a clock doesn't run any more."""

    REACHED = "reached", _("done")
    ENDED = "ended", _("the case ended")
    NO_LONGER = "no_longer", _("doesn't apply any more")
    MERGED = "merged", _("merged")


class ClockQuerySet(models.QuerySet["Clock"]):
    """Named reads of clocks. A paused clock doesn't run, and never becomes overdue."""

    def unstopped(self) -> Self:
        """Clocks that run or pause."""
        return self.filter(stopped_at=None)

    def running(self) -> Self:
        """Clocks that run now."""
        return self.unstopped().filter(paused_at=None)

    def due_soon(self, at: datetime) -> Self:
        """Running clocks that end soon, by their own idea of soon."""
        return self.running().filter(warn_at__lte=at, due_at__gte=at)

    def overdue(self, at: datetime) -> Self:
        """Running clocks whose end is past."""
        return self.running().filter(due_at__lt=at)

    def most_urgent_first(self) -> Self:
        """Running ones by their end, then paused ones."""
        return self.order_by(F("paused_at").asc(nulls_first=True), "due_at", "pk")

    def visible_to(self, officer: Officer) -> Self:
        """Of a visible incident: a liaison sees no clock of another institution's letter."""
        if officer.role == Role.PENGHUBUNG:
            mine = Q(referral__institution_id=officer.institution_id, referral__withdrawn_at=None)
            return self.filter(Q(referral=None) | mine)
        return self


class Clock(ClockTerms):
    """One deadline of one incident. Written by incidents/workflow/, marked by escalation.py."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="clocks")
    rule = models.ForeignKey(ClockRule, models.PROTECT, related_name="clocks")
    run = models.PositiveSmallIntegerField()
    referral = models.ForeignKey(Referral, models.PROTECT, null=True, related_name="clocks")
    # The incident's category when it started: a change may end it, an edit of the rule may not.
    category = models.ForeignKey(Category, models.PROTECT, related_name="+")
    counted_from = models.CharField(max_length=12, choices=choices(Milestone))
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    warn_at = models.DateTimeField(null=True)
    # Days that weren't counted: [{"day": "2024-02-08", "why": "holiday", "name": "Isra ..."}]
    counted = models.JSONField(default=list)
    # Past pauses: [[since, until]], as ISO moments.
    pauses = models.JSONField(default=list)
    paused_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    stopped_because = models.CharField(max_length=9, choices=Stopped, blank=True)
    warned_at = models.DateTimeField(null=True)
    overdue_at = models.DateTimeField(null=True)

    objects = ClockQuerySet.as_manager()

    class Meta(ClockTerms.Meta):
        abstract = False
        verbose_name = _("clock")
        verbose_name_plural = _("clocks")
        ordering = ["pk"]
        indexes = [
            models.Index(
                name="clock_to_warn_of",
                fields=["warn_at"],
                condition=Q(stopped_at=None, paused_at=None, warned_at=None, overdue_at=None),
            ),
            models.Index(
                name="clock_to_call_overdue",
                fields=["due_at"],
                condition=Q(stopped_at=None, paused_at=None, overdue_at=None),
            ),
            models.Index(
                name="clock_running",
                fields=["incident", "due_at"],
                condition=Q(stopped_at=None, paused_at=None),
            ),
        ]
        constraints = [
            *ClockTerms.Meta.constraints,
            models.UniqueConstraint(name="clock_run_once", fields=["incident", "rule", "run"]),
            models.UniqueConstraint(
                name="clock_runs_once_at_a_time",
                fields=["incident", "rule", "referral"],
                condition=Q(stopped_at=None),
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="clock_run_counts_from_one", condition=Q(run__gte=1)),
            models.CheckConstraint(
                name="clock_ends_after_it_starts", condition=Q(due_at__gte=F("started_at"))
            ),
            models.CheckConstraint(
                name="clock_stopped_with_reason",
                condition=Q(stopped_at=None, stopped_because="")
                | Q(stopped_at__isnull=False, stopped_because__in=Stopped.values),
            ),
            models.CheckConstraint(
                name="clock_pauses_if_its_terms_say_so",
                condition=Q(paused_at=None) | Q(pauses_while_referred=True),
            ),
            models.CheckConstraint(
                name="clock_warned_in_time",
                condition=Q(warned_at=None) | Q(warn_at__isnull=False, warned_at__gte=F("warn_at")),
            ),
            models.CheckConstraint(
                name="clock_overdue_after_its_end",
                condition=Q(overdue_at=None) | Q(overdue_at__gt=F("due_at")),
            ),
            models.CheckConstraint(
                name="clock_of_its_letter",
                condition=Q(referral=None) | Q(start_event__in=sorted(OF_LETTER)),
            ),
        ]

        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="terms_are_final",
                fields=[
                    *(field.name for field in ClockTerms._meta.local_fields),
                    "incident",
                    "rule",
                    "run",
                    "referral",
                    "category",
                    "counted_from",
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.rule_id}/{self.run}"

    @property
    def asked_by_letter(self) -> datetime | None:
        """The end that the letter itself asks for; it goes before what the rule counts."""
        waits = self.referral is not None and self.stop_event == Milestone.ACKNOWLEDGED
        return self.referral.acknowledge_by if waits and self.referral else None

    def is_overdue(self, at: datetime) -> bool:
        """Whether its end was past at ``at``, or when it stopped or paused before that."""
        return min(at, self.stopped_at or at, self.paused_at or at) > self.due_at
