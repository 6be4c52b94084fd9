"""Requests end when their duty begins, or when the rota has changed under them."""

from django.db import transaction

from posko import clock
from roster.models import Swap
from roster.models.swap import SwapQuerySet
from roster.swapping.step import end_if_over, lock


def end_overtaken(swaps: SwapQuerySet | None = None) -> int:
    """End the requests among ``swaps`` (all, without) that are over; return how many."""
    rows = Swap.objects.all() if swaps is None else swaps
    now = clock.now()
    live = Swap.objects.still_true(now).values("pk")
    over = rows.open().exclude(pk__in=live).select_related("asker", "colleague")
    return sum(_end(swap) for swap in over.order_by("pk"))


@transaction.atomic
def _end(swap: Swap) -> bool:
    return end_if_over(lock(swap), clock.now()) is not None
