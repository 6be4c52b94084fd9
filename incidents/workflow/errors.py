"""Why a step was refused. Each carries words for the person who tried."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from incidents.models import Event, Incident


class Refused(Exception):
    """A step that did not happen. ``message`` says why, for the person who tried."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)
        self.message = message


class NotAllowed(Refused):
    """This person may not take this step, whatever the incident's state."""

    def __init__(self) -> None:
        super().__init__(_("You may not do this."))


class NotPossible(Refused):
    """The incident's state, or something still missing, stands in the way."""


class Stale(Refused):
    """Somebody else acted since the person looked; ``events`` are what they did."""

    def __init__(self, events: Sequence["Event"]) -> None:
        super().__init__(_("This incident was acted on since you opened the page."))
        self.events = events


class Conflict(Refused):
    """The same client UUID came with other content; ``incident`` is what it stored before.

    ``incident`` is None when it belongs to somebody else, who must not be given away.
    """

    def __init__(self, incident: "Incident | None") -> None:
        super().__init__(_("This form was sent before with other content."))
        self.incident = incident
