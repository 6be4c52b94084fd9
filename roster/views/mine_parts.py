"""What the page of my duties shows of swaps and absences."""

from datetime import datetime
from typing import Any

from posko import clock
from roster.away import vacancies
from roster.models import Absence, Assignment, Officer, Swap
from roster.swap_states import SwapStatus
from roster.swapping.permissions import may_ask

PAST_SHOWN = 5


def swaps_and_absences(officer: Officer, now: datetime) -> dict[str, Any]:
    """Return the context of the partials swap.html, requests.html and absences.html."""
    if not may_ask(officer):
        return {}
    requests = list(Swap.objects.of(officer).with_words().still_true(now))
    past = Swap.objects.of(officer).exclude(pk__in=[swap.pk for swap in requests])
    absences = Absence.objects.filter(officer=officer, last_day__gte=clock.today())
    return {
        "may_swap": True,
        "swaps_for_me": [s for s in requests if _waits_for(s, officer)],
        "my_swaps": [s for s in requests if not _waits_for(s, officer)],
        "past_swaps": past.with_words()[:PAST_SHOWN],
        "swapping": {key for s in requests for key in (s.assignment_id, s.return_assignment_id)},
        "absences": absences.order_by("first_day"),
        "vacant": {v.assignment.pk for v in vacancies(Assignment.objects.of(officer))},
    }


def _waits_for(swap: Swap, officer: Officer) -> bool:
    return swap.status == SwapStatus.ASKED and swap.colleague_id == officer.pk
