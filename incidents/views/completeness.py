"""The part of a case's page, and of the intake, about a report to Bawaslu (form B.1)."""

from dataclasses import dataclass

from incidents.completeness import Completeness, completeness, facts_of
from incidents.models import Incident
from incidents.permissions import available, sees_completeness
from incidents.states import Action
from incidents.views.steps import BY_ACTION, url_of
from roster.models import Officer


@dataclass(frozen=True, slots=True)
class Shown:
    """What is there and missing, and where the person can complete it ('' if they can't)."""

    completeness: Completeness
    amend_url: str


def completeness_of(officer: Officer, incident: Incident) -> Shown | None:
    """Return what the page shows, if anything."""
    if not sees_completeness(officer, incident):
        return None
    found = completeness(facts_of(incident, incident.attachments.count()))
    possible = Action.AMEND in available(officer, incident)
    amend_url = url_of(incident, BY_ACTION[Action.AMEND]) if possible else ""
    return Shown(found, amend_url)
