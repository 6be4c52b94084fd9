"""The cases on the page of a handover: the most urgent in sight, the rest folded away."""

from collections.abc import Iterable
from dataclasses import dataclass

from incidents.handing_over import case_of
from incidents.models import HandedOver, Incident
from incidents.states import Status, Urgency

# What fits on a phone before the thumb tires; all the others are one tap away.
IN_SIGHT = 10


@dataclass(frozen=True, slots=True)
class Row:
    """One case, with its address."""

    url: str
    number: str
    line: str
    status: Status
    urgency: Urgency


@dataclass(frozen=True, slots=True)
class Rows:
    """All cases of a handover, in its order."""

    every: list[Row]

    @property
    def first(self) -> list[Row]:
        """Those in sight."""
        return self.every[:IN_SIGHT]

    @property
    def rest(self) -> list[Row]:
        """Those folded away."""
        return self.every[IN_SIGHT:]


def as_they_stand(incidents: Iterable[Incident]) -> Rows:
    """Return the rows of ``incidents``, read ``for_list``."""
    return Rows([_row(i, case_of(i).line, i.status, i.urgency) for i in incidents])


def as_signed(handed: Iterable[HandedOver]) -> Rows:
    """Return the rows of what was ``handed`` over, with the states of then."""
    return Rows([_row(h.incident, h.line, h.status, h.urgency) for h in handed])


def _row(incident: Incident, line: str, status: str, urgency: str) -> Row:
    return Row(incident.get_absolute_url(), incident.number, line, Status(status), Urgency(urgency))
