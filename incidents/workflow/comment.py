"""Comment: a note to those who work on the case. Sent twice, it counts once."""

from uuid import UUID

from django.db import IntegrityError

from incidents.mentions import mentioned
from incidents.models import Event, Incident
from incidents.states import Action
from incidents.workflow.errors import Conflict
from incidents.workflow.step import step
from roster.models import Officer


def comment(
    incident: Incident, by: Officer, *, text: str, client_uuid: UUID | None = None
) -> Incident:
    """Add ``text`` to the history of ``incident``; ``client_uuid`` names the note."""
    if client_uuid and _known(incident, by, text, client_uuid):
        return incident
    try:
        with step(incident, Action.COMMENT, by, seen=None) as draft:
            draft.data.update(text=text, client_uuid=client_uuid)
            if people := mentioned(text, draft.incident):
                draft.data["mentions"] = people
    except IntegrityError:
        if client_uuid and _known(incident, by, text, client_uuid):
            return incident
        raise
    return draft.incident


def _known(incident: Incident, by: Officer, text: str, client_uuid: UUID) -> bool:
    found = Event.objects.filter(client_uuid=client_uuid).first()
    if found is None:
        return False
    if (found.incident_id, found.by_id, found.data["text"]) != (incident.pk, by.pk, text):
        raise Conflict(None)
    return True
