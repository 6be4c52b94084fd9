"""What waits for somebody's answer or decision, for the top of the rota."""

from typing import Any

from django import template

from posko import clock
from roster.models import Swap
from roster.planners import may_plan
from roster.swap_states import SwapStatus
from roster.swapping.permissions import may_ask

register = template.Library()


@register.inclusion_tag("roster/swaps/waiting.html", takes_context=True)
def swaps_waiting(context: dict[str, Any]) -> dict[str, Any]:
    """Show how many requests wait for this person, with the way to them; nothing without any."""
    user = context["user"]
    live = Swap.objects.still_true(clock.now())
    asked = decide = 0
    if may_ask(user):
        asked = live.filter(status=SwapStatus.ASKED, colleague=user).count()
    elif may_plan(user):
        decide = live.to_decide().in_scope(user.region_id).count()
    return {"asked": asked, "decide": decide, "plans": may_plan(user)}
