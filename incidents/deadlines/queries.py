"""Reads of clocks for lists of incidents."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from incidents.models import Clock, Incident
from posko.labelled import Labelled
from roster.models import Officer


class ClockState(Labelled):
    """How urgent the clocks of an incident are."""

    OVERDUE = "overdue", _("Overdue")
    DUE_SOON = "due_soon", _("Ends soon")
    RUNNING = "running", _("A deadline runs")


def incidents_with_clock(state: ClockState, at: datetime, officer: Officer) -> Exists:
    """Return the condition that an incident has a clock in ``state`` at ``at``.

    For ``Incident.objects.filter()``; only clocks that ``officer`` may see count.
    """
    clocks = Clock.objects.visible_to(officer).filter(incident=OuterRef("pk"))
    return Exists(
        {
            ClockState.OVERDUE: clocks.overdue(at),
            ClockState.DUE_SOON: clocks.due_soon(at),
            ClockState.RUNNING: clocks.running(),
        }[state]
    )


def clocks_for(officer: Officer, incident: Incident) -> list[Clock]:
    """Return the clocks of ``incident`` that ``officer`` may see, ready to be put into words.

    The most urgent come first, those that are over among them.
    """
    rows = incident.clocks.visible_to(officer).select_related("rule", "referral__institution")
    found = list(rows.most_urgent_first())
    for row in found:
        row.incident = incident  # Which brought its city along.
    return found


def most_urgent(incidents: Iterable[Incident], officer: Officer) -> dict[int, Clock]:
    """Return the running clock that ends first, for each of ``incidents`` that has one.

    By the incident's key, in one query; how it stands in words: ``clock_words.standing``.
    """
    keys = [incident.pk for incident in incidents]
    rows = Clock.objects.running().visible_to(officer).filter(incident__in=keys)
    first = rows.order_by("incident_id", "due_at", "pk").distinct("incident_id")
    return {clock.incident_id: clock for clock in first.select_related("rule", "incident__city")}
