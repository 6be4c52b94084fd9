"""What somebody should know before they take a step: shown above its form."""

from typing import Any

from incidents.deadlines.words import standing
from incidents.models import Incident
from incidents.permissions import available
from incidents.states import Action
from incidents.twins import account_of, twins_of
from incidents.views.steps import BY_ACTION, Step, url_of
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
    mergeable = twins and Action.MERGE in available(officer, incident)
    url = url_of(incident, BY_ACTION[Action.MERGE]) if mergeable else ""
    return {"twins": twins, "merge_url": url}


def _legal_deadlines(incident: Incident, officer: Officer) -> list[str]:
    """Legal deadlines that still run, in words; service targets end with the case anyway."""
    rows = incident.clocks.unstopped().visible_to(officer).select_related("rule")
    now = clock.now()
    found = [row for row in rows.select_related("referral") if row.is_legal]
    for row in found:
        row.incident = incident
    return [f"{row.rule}: {standing(row, now)}" for row in found]
