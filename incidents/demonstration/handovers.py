"""Serah terima of the last days: the cases that were open at that moment, as history tells."""

from datetime import datetime, timedelta
from random import Random

from incidents.handing_over import OpenCase, case_of, sign_with_cases, urgent_first
from incidents.models import Event, Incident
from incidents.states import UNFINISHED
from posko import clock
from roster.demonstration_days import DAYS, checked
from roster.handing_over import acknowledge
from roster.models import Duty, Handover, Officer

NOTES = [
    "Antrean ramai menjelang sore. Kunci lemari ada pada Kesbangpol.",
    "Tidak ada hal khusus.",
    "Tinta printer hampir habis, sudah diminta.",
    "",
]
# Whose taking waits for the demonstration's visitor.
WAITING = "petugas.jp"


def hand_over(until: datetime, random: Random) -> None:
    """Let every duty of the last days hand over, and the next one take it."""
    duties = Duty.objects.filter(ends_at__gt=until - timedelta(days=DAYS), ends_at__lt=until)
    for duty in duties.select_related("post__region").order_by("ends_at", "pk"):
        lead = _lead(duty)
        if lead:
            _hand_over(duty, lead, until, random)


def _hand_over(duty: Duty, lead: Officer, until: datetime, random: Random) -> None:
    moment = duty.ends_at - timedelta(minutes=random.randrange(2, 25))
    with clock.at(moment):
        handover = sign_with_cases(
            duty,
            lead,
            notes=random.choice(NOTES),
            equipment=checked(duty, random),
            cases=_open_at(duty, moment),
        )
    coming = handover.to_duty
    taker = _lead(coming) if coming else None
    if coming and taker and taker.username != WAITING:
        _take(handover, taker, coming.starts_at - timedelta(minutes=random.randrange(-9, 20)))


def _take(handover: Handover, taker: Officer, at: datetime) -> None:
    with clock.at(at):
        acknowledge(handover, taker)


def _open_at(duty: Duty, moment: datetime) -> list[OpenCase]:
    """The cases of the post that needed work at ``moment``; they have gone on since."""
    last = Event.objects.filter(incident__post=duty.post_id, at__lte=moment)
    last = last.order_by("incident_id", "-sequence").distinct("incident_id")
    states = {event.incident_id: event.to_status for event in last if event.to_status in UNFINISHED}
    rows = urgent_first(Incident.objects.filter(pk__in=states).for_list())
    for incident in rows:
        incident.status = states[incident.pk]
    return [case_of(incident) for incident in rows]


def _lead(duty: Duty) -> Officer | None:
    found = duty.assignments.filter(leads=True).select_related("officer").first()
    return found.officer if found else None
