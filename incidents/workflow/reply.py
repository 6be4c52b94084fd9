"""Reply: a note to the reporter, which the tracking page shows. Sent twice, it counts once."""

from uuid import UUID

from incidents.models import Incident
from incidents.states import Action
from incidents.workflow.once import write_once
from roster.models import Officer


def reply(
    incident: Incident, by: Officer, *, text: str, client_uuid: UUID | None = None
) -> Incident:
    """Write ``text`` to the reporter of ``incident``; ``client_uuid`` names the note.

    Raises NotPossible once the case is closed, rejected or merged.
    """
    return write_once(incident, Action.REPLY, by, text, client_uuid)
