"""Requests of officers to have a duty taken over, or to exchange it for a colleague's."""

import uuid
from datetime import datetime
from typing import Self

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from posko.models.region import within
from roster.models.duty import Assignment, Duty
from roster.models.officer import Officer
from roster.swap_states import OPEN, SwapStatus, ways

NOTE_MAX = 300
ANSWERED = [SwapStatus.ACCEPTED, SwapStatus.APPROVED, SwapStatus.REFUSED]
DECIDED = [SwapStatus.APPROVED, SwapStatus.REFUSED]


class SwapQuerySet(models.QuerySet["Swap"]):
    """Named reads of requests."""

    def in_scope(self, code: str) -> Self:
        """Requests about duties at posts in the region with ``code``, on both sides."""
        returned = Q(return_duty=None) | within(code, "return_duty__post__region_id")
        return self.filter(within(code, "duty__post__region_id") & returned)

    def open(self) -> Self:
        """Requests that somebody still has to answer or decide."""
        return self.filter(status__in=OPEN)

    def to_decide(self) -> Self:
        """Requests that wait for the coordinator."""
        return self.filter(status=SwapStatus.ACCEPTED)

    def of(self, officer: Officer) -> Self:
        """Requests that ``officer`` made or was asked."""
        return self.filter(Q(asker=officer) | Q(colleague=officer))

    def about(self, assignments: list[int]) -> Self:
        """Requests in which one of these assignments would change hands."""
        given = Q(assignment__in=assignments) | Q(return_assignment__in=assignments)
        return self.filter(given)

    def still_true(self, now: datetime) -> Self:
        """Open requests whose duties have not begun, and are still those people's."""
        mine = Q(
            assignment__officer=F("asker"),
            assignment__duty=F("duty"),
            assignment__starts_at__gt=now,
        )
        theirs = Q(return_assignment__officer=F("colleague"), return_assignment__starts_at__gt=now)
        return self.open().filter(mine & (Q(about_return="") | theirs))

    def with_words(self) -> Self:
        """Requests with all that their sentences need."""
        return self.select_related(
            "asker__institution",
            "colleague__institution",
            "decided_by",
            "assignment",
            "return_assignment",
            "duty__post__region",
            "duty__post__operation",
            "return_duty__post__region",
            "return_duty__post__operation",
        )


@pghistory.track()
class Swap(models.Model):
    """``asker`` would have ``colleague`` take over a duty, perhaps for one of theirs.

    Written by roster/swapping/ alone. ``about`` and ``about_return`` keep in words what the
    request is about: duties can be deleted later.
    """

    key = models.UUIDField(_("key of the sending"), default=uuid.uuid4, unique=True, editable=False)
    asker = models.ForeignKey(
        Officer, models.PROTECT, related_name="swaps_asked", verbose_name=_("asked by")
    )
    colleague = models.ForeignKey(
        Officer, models.PROTECT, related_name="swaps_offered", verbose_name=_("colleague")
    )
    duty = models.ForeignKey(
        Duty, models.SET_NULL, null=True, related_name="swaps", verbose_name=_("duty")
    )
    assignment = models.ForeignKey(
        Assignment, models.SET_NULL, null=True, related_name="+", verbose_name=_("assignment")
    )
    about = models.CharField(_("about"), max_length=200)
    return_duty = models.ForeignKey(
        Duty, models.SET_NULL, null=True, related_name="+", verbose_name=_("in return for")
    )
    return_assignment = models.ForeignKey(
        Assignment,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("assignment in return"),
    )
    about_return = models.CharField(_("in return for"), max_length=200, blank=True)
    status = models.CharField(
        _("state"), max_length=9, choices=SwapStatus, default=SwapStatus.ASKED
    )
    note = models.CharField(_("note"), max_length=NOTE_MAX, blank=True)
    asked_at = models.DateTimeField(_("asked"))
    answered_at = models.DateTimeField(_("answered"), null=True)
    decided_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True)
    reason = models.CharField(_("reason"), max_length=NOTE_MAX, blank=True)

    objects = SwapQuerySet.as_manager()

    class Meta:
        verbose_name = _("swap")
        verbose_name_plural = _("swaps")
        ordering = ["-asked_at", "-pk"]
        indexes = [
            models.Index(fields=["asker", "-asked_at"]),
            models.Index(fields=["colleague", "-asked_at"]),
            models.Index(name="swap_open", fields=["status"], condition=Q(status__in=OPEN)),
        ]
        constraints = [
            models.CheckConstraint(
                name="swap_not_with_oneself", condition=~Q(asker=F("colleague"))
            ),
            models.CheckConstraint(
                name="swap_of_two_duties",
                condition=Q(return_duty=None) | Q(duty=None) | ~Q(return_duty=F("duty")),
            ),
            models.CheckConstraint(
                name="swap_exchange_says_for_what",
                condition=Q(return_assignment=None) | ~Q(about_return=""),
            ),
            models.CheckConstraint(
                name="swap_answered_when_told",
                condition=(~Q(status__in=ANSWERED) | Q(answered_at__isnull=False))
                & (~Q(status=SwapStatus.ASKED) | Q(answered_at=None)),
            ),
            models.CheckConstraint(
                name="swap_decided_by_somebody_at_some_time",
                condition=Q(status__in=DECIDED, decided_by__isnull=False, decided_at__isnull=False)
                | (~Q(status__in=DECIDED) & Q(decided_by=None, decided_at=None)),
            ),
            models.CheckConstraint(
                name="swap_decided_by_another",
                condition=Q(decided_by=None)
                | (~Q(decided_by=F("asker")) & ~Q(decided_by=F("colleague"))),
            ),
            models.CheckConstraint(
                name="swap_refused_for_a_reason",
                condition=~Q(status=SwapStatus.REFUSED) | ~Q(reason=""),
            ),
            models.UniqueConstraint(
                name="swap_one_open_per_assignment",
                fields=["assignment"],
                condition=Q(status__in=OPEN),
            ),
            models.UniqueConstraint(
                name="swap_one_open_per_return",
                fields=["return_assignment"],
                condition=Q(status__in=OPEN),
            ),
        ]
        triggers = [pgtrigger.FSM(name="follows_the_table", field="status", transitions=ways())]

    @property
    def state(self) -> SwapStatus:
        """Where it stands."""
        return SwapStatus(self.status)

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to answer or decide."""
        return self.status in OPEN

    @property
    def names(self) -> dict[str, str]:
        """What its sentences are made of."""
        return {
            "asker": self.asker.full_name,
            "colleague": self.colleague.full_name,
            "about": self.about,
            "return": self.about_return,
        }

    @property
    def what(self) -> str:
        """What would change, in a sentence."""
        if self.about_return:
            said = gettext("%(colleague)s takes %(about)s; %(asker)s takes %(return)s.")
        else:
            said = gettext("%(colleague)s takes over %(about)s from %(asker)s.")
        return said % self.names

    def get_absolute_url(self) -> str:
        """Return its page."""
        return reverse("roster:swap", args=[self.pk])

    def __str__(self) -> str:
        return f"{self.asker.full_name} - {self.colleague.full_name}: {self.about}"
