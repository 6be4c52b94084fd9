"""What somebody should know before they take a step: shown above its form."""

from typing import Any

from incidents.deadlines.queries import clocks_for
from incidents.deadlines.words import named, standing
from incidents.models import Incident
from incidents.states import Action
from incidents.twins import account_of, twins_of
from incidents.views.duplicates import merge_url
from incidents.views.steps import Step
from posko import clock
from roster.models import Officer


def hints(step: Step, incident: Incident, officer: Officer) -> dict[str, Any]:
    """Return what the form of ``step`` tells ``officer`` about ``incident``."""
    if step.action == Action.VERIFY:
        return _twins(incident, officer)
    if step.action in {Action.RESOLVE, Action.CLOSE}:
        return {"running": _legal_deadlines(incident, officer)}
    return {}


def _twins(incident: Incident, officer: Officer) -> dict[str, Any]:
    twins = twins_of(account_of(incident), officer)
    # What took in others stays.
    stays = incident.duplicates.visible_to(officer).exists()
    return {"twins": twins, "merge_url": "" if stays else merge_url(officer, incident, twins)}


def _legal_deadlines(incident: Incident, officer: Officer) -> list[str]:
    """Legal deadlines that still run, in words; service targets end with the case anyway."""
    running = (row for row in clocks_for(officer, incident) if not row.stopped_at)
    now = clock.now()
    return [f"{named(row)}: {standing(row, now)}" for row in running if row.is_legal]
