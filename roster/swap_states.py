"""The table of a swap's states: what can happen, and what becomes of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SwapStatus(models.TextChoices):
    """Where a request to swap a duty stands."""

    ASKED = "asked", _("waits for the colleague")
    ACCEPTED = "accepted", _("waits for the coordinator")
    APPROVED = "approved", _("approved")
    DECLINED = "declined", _("declined by the colleague")
    REFUSED = "refused", _("refused by the coordinator")
    WITHDRAWN = "withdrawn", _("withdrawn")
    EXPIRED = "expired", _("ended: the duty began")
    OVERTAKEN = "overtaken", _("ended: the rota has changed")


class SwapStep(models.TextChoices):
    """What can be done with a request."""

    ACCEPT = "accept", _("Accept")
    DECLINE = "decline", _("Decline")
    APPROVE = "approve", _("Approve")
    REFUSE = "refuse", _("Refuse")
    WITHDRAW = "withdraw", _("Withdraw")
    EXPIRE = "expire", _("The duty begins")
    OVERTAKE = "overtake", _("The rota changes")


OPEN = (SwapStatus.ASKED, SwapStatus.ACCEPTED)

# A colleague may think better of it until the coordinator has decided.
TRANSITIONS: dict[tuple[SwapStatus, SwapStep], SwapStatus] = {
    (SwapStatus.ASKED, SwapStep.ACCEPT): SwapStatus.ACCEPTED,
    (SwapStatus.ASKED, SwapStep.DECLINE): SwapStatus.DECLINED,
    (SwapStatus.ASKED, SwapStep.WITHDRAW): SwapStatus.WITHDRAWN,
    (SwapStatus.ASKED, SwapStep.EXPIRE): SwapStatus.EXPIRED,
    (SwapStatus.ASKED, SwapStep.OVERTAKE): SwapStatus.OVERTAKEN,
    (SwapStatus.ACCEPTED, SwapStep.APPROVE): SwapStatus.APPROVED,
    (SwapStatus.ACCEPTED, SwapStep.REFUSE): SwapStatus.REFUSED,
    (SwapStatus.ACCEPTED, SwapStep.DECLINE): SwapStatus.DECLINED,
    (SwapStatus.ACCEPTED, SwapStep.WITHDRAW): SwapStatus.WITHDRAWN,
    (SwapStatus.ACCEPTED, SwapStep.EXPIRE): SwapStatus.EXPIRED,
    (SwapStatus.ACCEPTED, SwapStep.OVERTAKE): SwapStatus.OVERTAKEN,
}


def target(status: str, step: SwapStep) -> SwapStatus | None:
    """Return what ``step`` makes of a request in ``status``; None if it isn't possible."""
    return TRANSITIONS.get((SwapStatus(status), step))


def target_of(step: SwapStep) -> SwapStatus:
    """Return the state that ``step`` leads to, from wherever."""
    return next(after for (_before, taken), after in TRANSITIONS.items() if taken == step)


def ways() -> list[tuple[str, str]]:
    """Return each (before, after) of the table once: what the database lets pass."""
    return sorted({(before.value, after.value) for (before, _), after in TRANSITIONS.items()})
