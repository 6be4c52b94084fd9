"""Clock rules and clocks for tests."""

from typing import Any

from incidents.deadlines.clocks import Unit
from incidents.deadlines.milestones import Milestone
from incidents.models import Clock, ClockRule, Incident
from roster.models import Role


def make_rule(code: str = "aturan", **fields: Any) -> ClockRule:
    """Store a rule: resolved within 24 hours of the report, coordinators are told."""
    facts: dict[str, Any] = {
        "name": f"Aturan {code}",
        "name_en": f"Rule {code}",
        "start_event": Milestone.RECEIVED,
        "stop_event": Milestone.RESOLVED,
        "amount": 24,
        "unit": Unit.HOURS,
        "escalate_to": [Role.KOORDINATOR.value],
    }
    return ClockRule.objects.create(code=code, **{**facts, **fields})


def clock_of(incident: Incident, code: str = "aturan", run: int = 1) -> Clock:
    """Return the clock of ``incident`` by the code of its rule, fresh from the database."""
    return Clock.objects.select_related("rule", "incident__city", "referral").get(
        incident=incident, rule__code=code, run=run
    )


def running(incident: Incident) -> list[str]:
    """Return the codes of the rules whose clocks run on ``incident``."""
    rows = Clock.objects.running().filter(incident=incident)
    return sorted(rows.values_list("rule__code", flat=True))
