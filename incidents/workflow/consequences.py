"""What follows from a step, in its transaction: happens with the event or not at all."""

from incidents.models import Event
from incidents.workflow import clockwork
from incidents.workflow.telling import tell


def follow(event: Event) -> None:
    """Do all that ``event``, just stored, brings with it."""
    clockwork.wind(event)
    tell(event)
