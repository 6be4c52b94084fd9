"""Who may know of an incident: the same rule as ``Incident.objects.visible_to``, asked backwards.

A test holds the two equal for every role and place.
"""

from django.db.models import Q, QuerySet

from incidents.models import Incident
from posko.models.region import around
from roster.models import Officer, Role


def audience(incident: Incident) -> "QuerySet[Officer]":
    """Return the active officers who may know of ``incident``."""
    letters = incident.referrals.filter(withdrawn_at=None)
    liaisons = Q(role=Role.PENGHUBUNG, institution__in=letters.values("institution"))
    others = ~Q(role=Role.PENGHUBUNG) & Q(region__in=around(incident.region_id))
    people: QuerySet[Officer] = Officer.objects.active().filter(liaisons | others)
    return people


def readers_of_notes(incident: Incident) -> "QuerySet[Officer]":
    """Return those who may also read its notes: no party representative does."""
    return audience(incident).exclude(role=Role.PARTAI)
