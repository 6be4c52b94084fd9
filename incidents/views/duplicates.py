"""The part of a case's page about duplicates. Nobody learns of a case that is hidden from them."""

from dataclasses import dataclass, field
from typing import Any

from incidents.models import Event, Incident
from incidents.permissions import available
from incidents.states import Action, Status
from incidents.twins import Twin, account_of, twins_of
from incidents.views.steps import BY_ACTION, url_of
from incidents.views.telling import told
from roster.models import Officer


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A report that was merged into this case, with its own history."""

    incident: Incident
    history: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Duplicates:
    """What the page shows."""

    merged: bool = False
    # None as well where the person may not know of it.
    primary: Incident | None = None
    taken_in: list[Duplicate] = field(default_factory=list)
    twins: list[Twin] = field(default_factory=list)
    merge_url: str = ""


def duplicates_of(officer: Officer, incident: Incident) -> Duplicates:
    """Return where ``incident`` went, what came into it, and, while it is new, likely twins."""
    if incident.state == Status.MERGED:
        return Duplicates(merged=True, primary=_primary(officer, incident))
    taken_in = _taken_in(officer, incident)
    new = incident.state == Status.RECEIVED
    twins = twins_of(account_of(incident), officer) if new else []
    # What took in others stays.
    url = "" if taken_in else merge_url(officer, incident, twins)
    return Duplicates(taken_in=taken_in, twins=twins, merge_url=url)


def merge_url(officer: Officer, incident: Incident, twins: list[Twin]) -> str:
    """Return where ``officer`` merges ``incident`` into one of ``twins``, or '' if they can't."""
    possible = twins and Action.MERGE in available(officer, incident)
    return url_of(incident, BY_ACTION[Action.MERGE]) if possible else ""


def _primary(officer: Officer, incident: Incident) -> Incident | None:
    return Incident.objects.visible_to(officer).filter(duplicates=incident).first()


def _taken_in(officer: Officer, incident: Incident) -> list[Duplicate]:
    visible = Incident.objects.visible_to(officer).filter(merged_into=incident)
    found = list(visible.for_detail().order_by("pk"))
    events: dict[int, list[Event]] = {duplicate.pk: [] for duplicate in found}
    if found:
        for event in Event.objects.filter(incident__in=found).visible_to(officer).in_order():
            events[event.incident_id].append(event)
    return [Duplicate(duplicate, told(events[duplicate.pk], officer)) for duplicate in found]
