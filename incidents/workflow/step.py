"""The one place that writes an incident's status, version and events."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from incidents.chain import START
from incidents.models import Event, Incident
from incidents.permissions import may
from incidents.states import HARMLESS, Action, Status, targets
from incidents.workflow.consequences import follow
from incidents.workflow.errors import NotAllowed, NotPossible, Stale
from posko import clock
from roster.models import Officer


@dataclass
class Draft:
    """A step under way: the locked incident, where it goes, and what its event will tell."""

    incident: Incident
    target: Status
    data: dict[str, Any] = field(default_factory=dict)


@contextmanager
def step(incident: Incident, action: Action, by: Officer, seen: int | None) -> Iterator[Draft]:
    """Lock ``incident``, check that ``by`` may take ``action`` now, then write it all at the end.

    Raises Stale, NotAllowed or NotPossible; whatever is raised inside undoes everything.
    """
    with transaction.atomic():
        locked = _lock(incident)
        # First what was missed: it may be why the person may not act any more.
        if seen is not None and action not in HARMLESS:
            _check_fresh(locked, seen)
        check_possible(locked, action, by)
        draft = Draft(locked, targets(action, locked.state)[0])
        yield draft
        _write(draft, action, by)


def check_possible(incident: Incident, action: Action, by: Officer) -> None:
    """Raise NotAllowed or NotPossible unless ``by`` can take ``action`` on ``incident`` now."""
    if not may(by, action, incident):
        raise NotAllowed
    if not targets(action, incident.state):
        raise NotPossible(
            _("“%(action)s” is not possible while the incident is “%(status)s”.")
            % {"action": action.label, "status": incident.state.label}
        )


def append_event(
    incident: Incident,
    action: Action,
    by: Officer,
    from_status: str,
    data: dict[str, Any],
    client_uuid: UUID | None = None,
) -> Event:
    """Store the event that belongs to ``incident.version``, chained to the one before."""
    before = incident.events.order_by("-sequence").first()
    event = Event(
        incident=incident,
        sequence=incident.version,
        action=action,
        at=clock.now(),
        by=by,
        from_status=from_status,
        to_status=incident.status,
        data=data,
        client_uuid=client_uuid,
        previous_hash=before.hash if before else START,
    )
    event.hash = event.digest()
    event.save(force_insert=True)
    follow(event)
    return event


def _lock(incident: Incident) -> Incident:
    return Incident.objects.select_for_update(no_key=True).get(pk=incident.pk)


def _check_fresh(incident: Incident, seen: int) -> None:
    missed = list(incident.events.since(seen).in_order())
    if missed:
        raise Stale(missed)


def _write(draft: Draft, action: Action, by: Officer) -> None:
    incident, before = draft.incident, draft.incident.status
    if draft.target not in targets(action, Status(before)):
        raise NotPossible(_("That is not a step of the workflow."))
    uuid = draft.data.pop("client_uuid", None)
    incident.status = draft.target
    incident.version += 1
    incident.save()
    append_event(incident, action, by, before, draft.data, uuid)
