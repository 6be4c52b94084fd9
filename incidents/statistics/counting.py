"""Counts problems and their times in two queries. What it returns isn't for publishing yet."""

from datetime import datetime
from typing import Any

from django.db.models import (
    Aggregate,
    Count,
    DurationField,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, TruncWeek

from incidents.models import Event, Incident
from incidents.states import Action, Status
from incidents.statistics.counted import Group, Times
from incidents.statistics.definitions import FINISHED, TAKEN_UP
from posko.clock import JAKARTA
from posko.models import Operation


class _Percentile(Aggregate):
    function = "PERCENTILE_CONT"
    template = "%(function)s(%(share)s) WITHIN GROUP (ORDER BY %(expressions)s)%(filter)s"
    output_field = DurationField()


def groups(operation: Operation, received: datetime, at: datetime) -> list[Group]:
    """Return the problems received before ``received``, as they stood at ``at``."""
    rows = (
        _problems(operation, received, at)
        .annotate(
            kind=Coalesce("category__parent__code", "category__code"),
            week=TruncWeek("received_at", tzinfo=JAKARTA),
        )
        .values_list("kind", "city_id", "stood", "week")
        .annotate(count=Count("pk"))
        .order_by()
    )
    return [Group(kind, city, state, week.date(), count) for kind, city, state, week, count in rows]


def times(operation: Operation, received: datetime, at: datetime) -> dict[str, Times]:
    """Return the times until problems were verified and until they were resolved.

    Of those received before ``received`` that stood, at ``at``, in a state that follows.
    """
    taken_up = _moment(at, [Action.VERIFY, Action.START], "sequence")
    resolved = _moment(at, [Action.RESOLVE], "-sequence")
    spans = _problems(operation, received, at).annotate(
        to_verified=taken_up - F("received_at"), to_resolved=resolved - F("received_at")
    )
    found = spans.aggregate(
        verified=_percentile("to_verified", "0.5", TAKEN_UP),
        verified90=_percentile("to_verified", "0.9", TAKEN_UP),
        resolved=_percentile("to_resolved", "0.5", FINISHED),
        resolved90=_percentile("to_resolved", "0.9", FINISHED),
    )
    return {key: Times(found[key], found[f"{key}90"]) for key in ("verified", "resolved")}


def received_between(operation: Operation, start: datetime, end: datetime) -> int:
    """Return how many reports came from ``start`` until before ``end``."""
    return Incident.objects.filter(
        operation=operation, received_at__gte=start, received_at__lt=end
    ).count()


def _problems(operation: Operation, received: datetime, at: datetime) -> QuerySet[Any]:
    """Each with ``stood``: where it stood at ``at``, whatever became of it since."""
    last = _events(at).order_by("-sequence").values("to_status")[:1]
    rows = Incident.objects.filter(operation=operation, received_at__lt=received)
    return rows.annotate(stood=Coalesce(Subquery(last), Value(str(Status.RECEIVED))))


def _moment(at: datetime, actions: list[Action], order: str) -> Subquery:
    rows = _events(at).filter(action__in=actions)
    return Subquery(rows.order_by(order).values("at")[:1])


def _events(at: datetime) -> QuerySet[Event]:
    return Event.objects.filter(incident=OuterRef("pk"), at__lt=at)


def _percentile(span: str, share: str, states: frozenset[Status]) -> Aggregate:
    return _Percentile(span, share=share, filter=Q(stood__in=states))
