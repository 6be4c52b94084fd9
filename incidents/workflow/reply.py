"""Reply: a note to the reporter, which the tracking page shows. Sent twice, it counts once."""

from uuid import UUID

from django.db import IntegrityError

from incidents.models import Incident
from incidents.states import Action
from incidents.workflow.once import known
from incidents.workflow.step import step
from roster.models import Officer


def reply(
    incident: Incident, by: Officer, *, text: str, client_uuid: UUID | None = None
) -> Incident:
    """Write ``text`` to the reporter of ``incident``; ``client_uuid`` names the note.

    Raises NotPossible once the case is closed, rejected or merged.
    """
    if known(incident, Action.REPLY, by, text, client_uuid):
        return incident
    try:
        with step(incident, Action.REPLY, by, seen=None) as draft:
            draft.data.update(text=text, client_uuid=client_uuid)
    except IntegrityError:
        if known(incident, Action.REPLY, by, text, client_uuid):
            return incident
        raise
    return draft.incident
