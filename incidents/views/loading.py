"""Fetching and authorising in one move: 404 for what one may not know."""

from django.http import Http404

from incidents.models import Incident
from roster.models import Officer


def load(officer: Officer, number: str) -> Incident:
    """Return the incident with ``number`` if ``officer`` may know of it."""
    visible = Incident.objects.visible_to(officer).for_detail()
    try:
        return visible.prefetch_related("referrals__institution").get(number=number)
    except Incident.DoesNotExist:
        raise Http404 from None
