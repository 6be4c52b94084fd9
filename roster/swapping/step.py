"""The one way in which a request changes its state."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from posko import clock
from roster.models import Duty, Officer, Swap
from roster.overlap import lock_officers
from roster.swap_states import SwapStep, target, target_of
from roster.swapping.errors import NotPossible, NotYours
from roster.swapping.permissions import may
from roster.swapping.telling import tell_of
from roster.swapping.terms import Terms, has_begun, overtaken, terms_of

# What else a step stores; it may raise NotPossible, and nothing has happened then.
type Change = Callable[[Swap, Terms], dict[str, Any]]


def take(swap: Swap, step: SwapStep, by: Officer, change: Change) -> Swap:
    """Take ``step``, store it and tell those concerned. Done twice by one person is done once.

    Raises NotYours, or NotPossible with words. A request that is over by now ends first: that is
    stored, too.
    """
    with transaction.atomic():
        locked = lock(swap)
        if not may(by, step, locked):
            raise NotYours
        if _is_done(locked, step, by):
            return locked
        ended = end_if_over(locked, clock.now())
        if ended is None:
            _take(locked, step, change)
    if ended:
        raise NotPossible(END_WORDS[ended]())
    return locked


def lock(swap: Swap) -> Swap:
    """Lock the people, their duties, then the request; return it as it is now."""
    lock_officers([swap.asker_id, swap.colleague_id])
    keys = [key for key in (swap.duty_id, swap.return_duty_id) if key]
    list(Duty.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    rows = Swap.objects.with_words().select_for_update(of=("self",))
    return rows.get(pk=swap.pk)


def end_if_over(locked: Swap, now: datetime) -> SwapStep | None:
    """End a request whose duty has begun or whose rota has changed; return how, if so."""
    terms = terms_of(locked)
    if not locked.is_open:
        return None
    if terms is None or overtaken(terms):
        return write(locked, SwapStep.OVERTAKE)
    return write(locked, SwapStep.EXPIRE) if has_begun(terms, now) else None


def write(locked: Swap, step: SwapStep, **fields: Any) -> SwapStep:
    """Store what ``step`` makes of a locked request, and tell those concerned."""
    after = target(locked.status, step)
    if after is None:
        said = _("This request doesn't wait any more: %(state)s.")
        raise NotPossible(said % {"state": locked.state.label})
    before, locked.status = locked.state, after
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.save(update_fields=["status", *fields])
    tell_of(locked, step, before)
    return step


def _take(locked: Swap, step: SwapStep, change: Change) -> None:
    terms = terms_of(locked)
    if terms is None or target(locked.status, step) is None:
        write(locked, step)
        return
    write(locked, step, **change(locked, terms))


def _is_done(locked: Swap, step: SwapStep, by: Officer) -> bool:
    return locked.status == target_of(step) and locked.decided_by_id in (None, by.pk)


END_WORDS: dict[SwapStep, Callable[[], str]] = {
    SwapStep.EXPIRE: lambda: _("The duty has begun: the request has ended."),
    SwapStep.OVERTAKE: lambda: _("The rota has changed since: the request has ended."),
}
