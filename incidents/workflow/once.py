"""Words that a phone may send twice count once: the browser names them with a UUID."""

from uuid import UUID

from incidents.models import Event, Incident
from incidents.states import Action
from incidents.workflow.errors import Conflict
from roster.models import Officer


def known(
    incident: Incident, action: Action, by: Officer, text: str, client_uuid: UUID | None
) -> bool:
    """Tell whether this was stored before; raises Conflict when the name came with other words."""
    found = Event.objects.filter(client_uuid=client_uuid).first() if client_uuid else None
    if found is None:
        return False
    stored = (found.incident_id, found.action, found.by_id, found.data.get("text"))
    if stored != (incident.pk, action, by.pk, text):
        raise Conflict(None)
    return True
