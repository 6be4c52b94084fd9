"""The coordinator approves or refuses; with the approval, the rota changes."""

from typing import Any

from posko import clock
from roster.models import Officer, Swap
from roster.staffing import Refused, exchange, hand_to
from roster.swap_states import SwapStep
from roster.swapping.errors import NotPossible
from roster.swapping.step import take
from roster.swapping.terms import Terms, against, words


def approve(swap: Swap, by: Officer) -> Swap:
    """Change the rota as the two agreed, if every rule still lets it.

    Where a rule speaks against it by now, NotPossible says which one, and the request waits on:
    the reason may go away (a withdrawn absence), or the coordinator refuses.
    """

    def approved(swap: Swap, terms: Terms) -> dict[str, Any]:
        _check(terms)
        _change_rota(terms)
        return {"decided_by": by, "decided_at": clock.now()}

    return take(swap, SwapStep.APPROVE, by, approved)


def refuse(swap: Swap, by: Officer, reason: str) -> Swap:
    """Refuse the swap with a reason that both read."""
    fields = {"decided_by": by, "reason": reason}
    return take(
        swap, SwapStep.REFUSE, by, lambda swap, terms: {**fields, "decided_at": clock.now()}
    )


def _check(terms: Terms) -> None:
    objections = against(terms)
    if objections:
        raise NotPossible(words(objections))


def _change_rota(terms: Terms) -> None:
    try:
        if terms.theirs:
            exchange(terms.mine, terms.theirs)
        else:
            hand_to(terms.mine, terms.colleague)
    except Refused as refused:
        raise NotPossible(str(refused)) from refused
