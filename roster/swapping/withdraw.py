"""The asker takes the request back."""

from roster.models import Officer, Swap
from roster.swap_states import SwapStep
from roster.swapping.step import take


def withdraw(swap: Swap, by: Officer) -> Swap:
    """Take the request back, before it is decided."""
    return take(swap, SwapStep.WITHDRAW, by, lambda swap, terms: {})
