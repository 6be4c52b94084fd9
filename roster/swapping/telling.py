"""Who is told of a request's steps, and in which words."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from roster.models import Officer, Swap
from roster.planners import planners_of
from roster.swap_states import SwapStatus, SwapStep
from roster.telling import tell


def tell_asked(swap: Swap) -> None:
    """Tell the colleague that they are asked."""
    text = _("%(asker)s asks you to swap a duty: %(what)s") % _facts(swap)
    _tell([swap.colleague], _("You are asked to swap a duty"), text, swap)


def tell_of(swap: Swap, step: SwapStep, before: SwapStatus) -> None:
    """Tell those concerned what has become of the request, which was ``before``."""
    asker, colleague = swap.asker, swap.colleague
    match step:
        case SwapStep.ACCEPT:
            _say(swap, [asker], _("%(colleague)s agrees; the coordinator decides: %(what)s"))
            _say(swap, _planners(swap), _("A swap waits for your decision: %(what)s"))
        case SwapStep.DECLINE:
            _say(swap, [asker], _("%(colleague)s doesn't agree to the swap: %(what)s"))
        case SwapStep.WITHDRAW:
            told = [colleague, *(_planners(swap) if before == SwapStatus.ACCEPTED else [])]
            _say(swap, told, _("%(asker)s has withdrawn the request: %(what)s"))
        case SwapStep.APPROVE:
            _say(swap, [asker, colleague], _("The swap is approved, the rota is changed: %(what)s"))
        case SwapStep.REFUSE:
            said = _("The swap is refused: %(what)s Reason: %(reason)s")
            _say(swap, [asker, colleague], said)
        case SwapStep.EXPIRE:
            said = _("The duty has begun, so the request has ended: %(what)s")
            _say(swap, [asker, colleague], said)
        case SwapStep.OVERTAKE:
            said = _("The rota has changed, so the request has ended: %(what)s")
            _say(swap, [asker, colleague], said)


def _planners(swap: Swap) -> list[Officer]:
    posts = [duty.post.region_id for duty in (swap.duty, swap.return_duty) if duty]
    return list(planners_of(posts).exclude(pk__in=[swap.asker_id, swap.colleague_id]))


def _say(swap: Swap, people: Iterable[Officer], text: str) -> None:
    _tell(people, _("Swap of a duty: %(state)s") % {"state": swap.state.label},
          text % _facts(swap), swap)  # fmt: skip


def _tell(people: Iterable[Officer], subject: str, text: str, swap: Swap) -> None:
    tell(people, subject, text, reverse("roster:swap", args=[swap.pk]))


def _facts(swap: Swap) -> dict[str, str]:
    return {**swap.names, "what": swap.what, "reason": swap.reason}
