"""Who may take which step, and who knows of a request."""

from collections.abc import Callable

from posko.models.region import lies_within
from roster.checking import SERVING_ROLES
from roster.models import Duty, Officer, Swap
from roster.models.swap import SwapQuerySet
from roster.planners import may_plan
from roster.swap_states import SwapStep, target


def may_ask(officer: Officer) -> bool:
    """Tell whether ``officer`` takes turns, and may ask a colleague to swap."""
    return officer.is_active and officer.role in SERVING_ROLES


def may_see_swaps(officer: Officer) -> bool:
    """Tell whether requests are anything to ``officer``; which ones, says visible_to()."""
    return may_ask(officer) or may_plan(officer)


def visible_to(officer: Officer) -> SwapQuerySet:
    """Return the requests that ``officer`` made or was asked, or decides about."""
    mine = Swap.objects.of(officer)
    return mine | Swap.objects.in_scope(officer.region_id) if may_plan(officer) else mine


def decides(officer: Officer, swap: Swap) -> bool:
    """Tell whether ``officer`` plans the rota of both duties and is no part of the swap."""
    inside = all(_inside(officer, duty) for duty in (swap.duty, swap.return_duty))
    return may_plan(officer) and inside and officer.pk not in (swap.asker_id, swap.colleague_id)


def _inside(officer: Officer, duty: Duty | None) -> bool:
    return duty is None or lies_within(officer.region_id, duty.post.region_id)


POLICY: dict[SwapStep, Callable[[Officer, Swap], bool]] = {
    SwapStep.APPROVE: decides,
    SwapStep.REFUSE: decides,
    SwapStep.ACCEPT: lambda officer, swap: officer.pk == swap.colleague_id,
    SwapStep.DECLINE: lambda officer, swap: officer.pk == swap.colleague_id,
    SwapStep.WITHDRAW: lambda officer, swap: officer.pk == swap.asker_id,
}


def may(officer: Officer, step: SwapStep, swap: Swap) -> bool:
    """Tell whether ``step`` of ``swap`` is for ``officer`` to take."""
    return officer.is_active and POLICY[step](officer, swap)


def available(officer: Officer, swap: Swap) -> list[SwapStep]:
    """Return the steps that ``officer`` can take now, the first one first."""
    return [step for step in POLICY if may(officer, step, swap) and target(swap.status, step)]
