"""A handover with the open cases of its post: what roster/handing_over signs, this adds to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from incidents.models import HandedOver, Incident
from incidents.states import Urgency
from posko.models import Post
from roster.handing_over import Checked, sign
from roster.handing_over.seal import is_intact
from roster.models import Duty, Handover, Officer


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case as it stands. ``line`` says what and where, without anybody's words."""

    incident: int
    number: str
    status: str
    urgency: str
    line: str

    def content(self) -> dict[str, Any]:
        """What the handover's hash covers of it."""
        return {
            "number": self.number,
            "status": str(self.status),
            "urgency": str(self.urgency),
            "line": self.line,
        }


def open_cases(post: Post) -> list[OpenCase]:
    """Return the cases of ``post`` that still need work, the most urgent first."""
    rows = Incident.objects.unfinished().filter(post=post)
    return [case_of(incident) for incident in urgent_first(rows.for_list())]


def urgent_first(incidents: Iterable[Incident]) -> list[Incident]:
    """Return ``incidents`` as a handover lists them: the most urgent first, then the oldest."""
    weight = {urgency.value: place for place, urgency in enumerate(Urgency)}
    return sorted(incidents, key=lambda i: (-weight.get(i.urgency, 0), i.pk))


def case_of(incident: Incident) -> OpenCase:
    """Return ``incident``, read ``for_list``, as it stands."""
    line = f"{incident.category}, {incident.place}"[:400]
    return OpenCase(incident.pk, incident.number, incident.status, incident.urgency, line)


@transaction.atomic
def sign_with_cases(
    duty: Duty,
    by: Officer,
    *,
    notes: str,
    equipment: Sequence[Checked],
    cases: Sequence[OpenCase] | None = None,
) -> Handover:
    """Sign ``duty`` over with all open ``cases`` of its post, in one transaction.

    Raises Declined as sign() does. Without ``cases``, they are read now.
    """
    cases = open_cases(duty.post) if cases is None else cases
    contents = [case.content() for case in cases]
    signed = sign(duty, by, notes=notes, equipment=equipment, besides=contents)
    if signed.is_new:
        HandedOver.objects.bulk_create(
            HandedOver(
                handover=signed.handover,
                incident_id=case.incident,
                position=position,
                status=case.status,
                urgency=case.urgency,
                line=case.line,
            )
            for position, case in enumerate(cases)
        )
    return signed.handover


def is_as_signed(handover: Handover) -> bool:
    """Tell whether the handover and its cases are what was signed."""
    rows = HandedOver.objects.filter(handover=handover).in_order()
    cases = [OpenCase(r.incident_id, r.incident.number, r.status, r.urgency, r.line) for r in rows]
    return is_intact(handover, [case.content() for case in cases])
