"""How many messages wait, for the list of problems."""

from typing import Any

from django import template

from incidents.models import Message
from incidents.permissions import may_read_inbox

register = template.Library()

# Beyond that the number says nothing new; counting stays cheap.
MANY = 100


@register.inclusion_tag("incidents/inbox/link.html", takes_context=True)
def inbox_link(context: dict[str, Any]) -> dict[str, Any]:
    """Show the way to the inbox and how much waits there, to those who have one."""
    user = context["user"]
    if not may_read_inbox(user):
        return {"shown": False}
    waiting = Message.objects.visible_to(user).waiting()[:MANY].count()
    return {"shown": True, "waiting": waiting, "many": waiting == MANY}
