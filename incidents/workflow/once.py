"""Words that a phone may send twice count once: the browser names them with a UUID."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import IntegrityError

from incidents.models import Event, Incident
from incidents.states import Action
from incidents.workflow.errors import Conflict
from incidents.workflow.step import step
from roster.models import Officer


def write_once(
    incident: Incident,
    action: Action,
    by: Officer,
    text: str,
    client_uuid: UUID | None,
    more: Callable[[Incident], dict[str, Any]] = lambda incident: {},
) -> Incident:
    """Add ``text`` to the history of ``incident``, with what ``more`` finds in it under its lock.

    What came before under the name ``client_uuid`` is left as it is; raises Conflict when it came
    with other words.
    """
    if _known(incident, action, by, text, client_uuid):
        return incident
    try:
        with step(incident, action, by, seen=None) as draft:
            draft.data.update(text=text, client_uuid=client_uuid, **more(draft.incident))
    except IntegrityError:
        # The same words were being stored at this very moment.
        if _known(incident, action, by, text, client_uuid):
            return incident
        raise
    return draft.incident


def _known(
    incident: Incident, action: Action, by: Officer, text: str, client_uuid: UUID | None
) -> bool:
    found = Event.objects.filter(client_uuid=client_uuid).first() if client_uuid else None
    if found is None:
        return False
    stored = (found.incident_id, found.action, found.by_id, found.data.get("text"))
    if stored != (incident.pk, action, by.pk, text):
        raise Conflict(None)
    return True
