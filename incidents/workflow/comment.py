"""Comment: a note to those who work on the case. Sent twice, it counts once."""

from typing import Any
from uuid import UUID

from incidents.mentions import mentioned
from incidents.models import Incident
from incidents.states import Action
from incidents.workflow.once import write_once
from roster.models import Officer


def comment(
    incident: Incident, by: Officer, *, text: str, client_uuid: UUID | None = None
) -> Incident:
    """Add ``text`` to the history of ``incident``; ``client_uuid`` names the note."""

    def mentions(found: Incident) -> dict[str, Any]:
        people = mentioned(text, found)
        return {"mentions": people} if people else {}

    return write_once(incident, Action.COMMENT, by, text, client_uuid, mentions)
