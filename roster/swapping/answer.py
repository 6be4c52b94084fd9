"""The colleague accepts or declines."""

from typing import Any

from posko import clock
from roster.models import Officer, Swap
from roster.swap_states import SwapStep
from roster.swapping.errors import NotPossible
from roster.swapping.step import take
from roster.swapping.terms import Terms, against, words


def accept(swap: Swap, by: Officer) -> Swap:
    """Agree to the swap, if the rules still let it: it waits for the coordinator then."""
    return take(swap, SwapStep.ACCEPT, by, _accepted)


def decline(swap: Swap, by: Officer) -> Swap:
    """Say no; also after a yes, until the coordinator has decided."""
    return take(swap, SwapStep.DECLINE, by, _answered)


def _accepted(swap: Swap, terms: Terms) -> dict[str, Any]:
    objections = against(terms)
    if objections:
        raise NotPossible(words(objections))
    return _answered(swap, terms)


def _answered(swap: Swap, terms: Terms) -> dict[str, Any]:
    return {"answered_at": clock.now()}
