"""Plans: proposals of a rota. Nothing in the published rota changes until one is published."""

from collections.abc import Mapping
from datetime import date
from typing import Self

import pghistory
import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from posko.models import Operation, Post, Region
from posko.models.region import within
from roster.models.officer import Officer
from roster.planner.problem import Goal


class PlanState(models.TextChoices):
    """Where a plan stands."""

    QUEUED = "queued", _("waiting")
    RUNNING = "running", _("being worked out")
    DONE = "done", _("ready to look at")
    STOPPED = "stopped", _("stopped, best found so far")
    FAILED = "failed", _("failed")
    PUBLISHED = "published", _("published")
    DISCARDED = "discarded", _("discarded")


S = PlanState
# What may follow what. The database holds to it, too.
TRANSITIONS: Mapping[PlanState, frozenset[PlanState]] = {
    S.QUEUED: frozenset({S.RUNNING, S.FAILED, S.DISCARDED}),
    S.RUNNING: frozenset({S.DONE, S.STOPPED, S.FAILED, S.DISCARDED}),
    S.DONE: frozenset({S.PUBLISHED, S.DISCARDED}),
    S.STOPPED: frozenset({S.PUBLISHED, S.DISCARDED}),
    S.FAILED: frozenset({S.DISCARDED}),
    S.PUBLISHED: frozenset(),
    S.DISCARDED: frozenset(),
}
WORKING = frozenset({S.QUEUED, S.RUNNING})
ANSWERED = frozenset({S.DONE, S.STOPPED})


class PlanGoal(models.TextChoices):
    """The planner's goals, in words."""

    FAIREST = Goal.FAIREST.value, _("Fairest rota")
    FEWEST_CHANGES = Goal.FEWEST_CHANGES.value, _("Fewest changes")


class Failure(models.TextChoices):
    """Why there is no answer."""

    BROKE_OFF = "broke_off", _("The calculation broke off. Please tell those who run the system.")
    AGAIN = "again", _("The calculation broke off several times. Please plan fewer posts at once.")
    LOST = "lost", _("The calculation ended without an answer. Please plan again.")
    WAITED = "waited", _("Nothing worked on this plan for two hours. Please plan again.")


class PlanQuerySet(models.QuerySet["Plan"]):
    """Named reads of plans."""

    def in_scope(self, code: str) -> Self:
        """Plans all of whose posts lie in the region with ``code``."""
        return self.filter(within(code, "region_id"))

    def working(self) -> Self:
        """Plans that wait for the worker, or that it works on."""
        return self.filter(state__in=WORKING)

    def with_its_twin(self, plan: "Plan") -> Self:
        """``plan``, and the other answer of its pair, in an order to lock them by."""
        mine = Q(pk=plan.pk)
        return self.filter(mine | Q(pairing=plan.pairing) if plan.pairing else mine).order_by("pk")


# What the worker writes again and again: no news for the history of edits.
UNTRACKED = ["groups_done", "groups_total", "heartbeat_at", "attempt"]


@pghistory.track(exclude=UNTRACKED)
class Plan(models.Model):
    """A rota for some posts and days as the planner proposes it, and how it came about."""

    operation = models.ForeignKey(
        Operation, models.CASCADE, related_name="plans", verbose_name=_("operation")
    )
    region = models.ForeignKey(
        Region, models.PROTECT, related_name="plans", verbose_name=_("region")
    )
    posts = models.ManyToManyField(Post, related_name="plans", verbose_name=_("posts"))
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    goal = models.CharField(_("goal"), max_length=14, choices=PlanGoal, default=PlanGoal.FAIREST)
    pairing = models.UUIDField(_("pair"), null=True, blank=True, db_index=True)
    state = models.CharField(
        _("state"), max_length=9, choices=PlanState, default=PlanState.QUEUED, db_index=True
    )
    seconds = models.PositiveSmallIntegerField(
        _("time limit in seconds"),
        default=180,
        validators=[MinValueValidator(1), MaxValueValidator(3600)],
    )
    stop_requested = models.BooleanField(_("asked to stop"), default=False)
    groups_done = models.PositiveIntegerField(_("groups done"), default=0)
    groups_total = models.PositiveIntegerField(_("groups in all"), default=0)
    # How often the worker began: who began before writes nothing any more.
    attempt = models.PositiveSmallIntegerField(_("attempt"), default=0)
    failure = models.CharField(_("what went wrong"), max_length=9, choices=Failure, blank=True)
    created_by = models.ForeignKey(
        Officer, models.PROTECT, related_name="plans", verbose_name=_("created by")
    )
    created_at = models.DateTimeField(_("created"))
    read_at = models.DateTimeField(_("rota read"), null=True, blank=True)
    heartbeat_at = models.DateTimeField(_("last sign of life"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    # Digests of what it was made from: publishing wants them unchanged.
    rota_version = models.CharField(_("version of the rota"), max_length=64, blank=True)
    facts_version = models.CharField(_("version of people and needs"), max_length=64, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="plan_ends_after_it_starts",
                condition=Q(last_day__gte=F("first_day")),
                violation_error_message=_("The last day comes before the first."),
            ),
            models.CheckConstraint(
                name="plan_is_of_our_time",
                condition=Q(first_day__gte=date(2000, 1, 1), last_day__lt=date(2200, 1, 1)),
                violation_error_message=_("Please check the year."),
            ),
            models.CheckConstraint(
                name="plan_answered_with_versions",
                condition=~Q(state__in=["done", "stopped", "published"])
                | (~Q(rota_version="") & ~Q(facts_version="") & Q(read_at__isnull=False)),
            ),
            models.UniqueConstraint(name="plan_one_goal_per_pair", fields=["pairing", "goal"]),
            # Of two answers, one at most becomes the rota.
            models.UniqueConstraint(
                name="plan_pair_published_once",
                fields=["pairing"],
                condition=Q(state="published"),
            ),
        ]
        triggers = [
            pgtrigger.FSM(
                name="follows_its_states",
                field="state",
                transitions=[
                    (before.value, after.value)
                    for before, followers in TRANSITIONS.items()
                    for after in sorted(followers)
                ],
            )
        ]

    def __str__(self) -> str:
        return f"{self.region.name}, {self.first_day:%d.%m.%Y}-{self.last_day:%d.%m.%Y}"

    @property
    def is_working(self) -> bool:
        """Whether its answer is still to come."""
        return self.state in WORKING

    @property
    def is_answered(self) -> bool:
        """Whether it can be published."""
        return self.state in ANSWERED
