"""The part of a case's page, and of the intake, about a report to Bawaslu (form B.1)."""

from dataclasses import dataclass

from incidents.completeness import Completeness, completeness, facts_of
from incidents.models import Incident
from incidents.permissions import available
from incidents.states import OPEN, Action
from incidents.views.steps import BY_ACTION, url_of
from roster.models import Officer, Role


@dataclass(frozen=True, slots=True)
class Shown:
    """What is there and missing, and where the person can complete it ('' if they can't)."""

    completeness: Completeness
    amend_url: str


def completeness_of(officer: Officer, incident: Incident) -> Shown | None:
    """Return what the page shows; nothing for a case that is over or not one for Bawaslu.

    Nothing to party representatives either: not even whether a name is known is for them.
    """
    asked = incident.state in OPEN and incident.category.goes_to_bawaslu
    if officer.role == Role.PARTAI or not asked:
        return None
    attachments = getattr(incident, "attachments", None)
    facts = facts_of(incident, attachments.count() if attachments else 0)
    possible = Action.AMEND in available(officer, incident)
    amend_url = url_of(incident, BY_ACTION[Action.AMEND]) if possible else ""
    return Shown(completeness(facts), amend_url)
