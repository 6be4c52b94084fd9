"""`/masalah/kotak-masuk/`: what came from outside and waits, and what became of the rest."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from incidents.inbox.states import MessageState
from incidents.models import Incident, Message
from incidents.permissions import may_handle_inbox, may_read_inbox
from incidents.views.pages import page
from posko.keys import row_key
from roster.http import StaffRequest
from roster.models import Officer

HANDLED = "ditangani"


@dataclass(frozen=True, slots=True)
class MessageAction:
    """One of the four things to do with a message."""

    slug: str
    label: Promise


ACTIONS = {
    action.slug: action
    for action in (
        MessageAction("terima", _("Accept as a problem")),
        MessageAction("gabung", _("Join to a problem")),
        MessageAction("jawab", _("Answer the sender")),
        MessageAction("buang", _("Discard")),
    )
}


@never_cache
@require_safe
def inbox(request: StaffRequest) -> HttpResponse:
    """Show what waits, the oldest first, or what was handled, the newest first; page by page."""
    _check_reader(request.user)
    handled = request.GET.get("lihat") == HANDLED
    messages = Message.objects.visible_to(request.user).with_details()
    messages = messages.handled() if handled else messages.waiting()
    after = row_key(request.GET.get("sesudah"))
    if after:
        messages = messages.filter(pk__lt=after) if handled else messages.filter(pk__gt=after)
    shown = page(messages)
    context = {
        "handled": handled,
        "messages_found": shown.rows,
        "next_url": _next_url(shown.last, handled),
        "first_url": (f"?lihat={HANDLED}" if handled else "?") if after else "",
    }
    return render(request, "incidents/inbox/list.html", context)


@never_cache
@require_safe
def message_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Show one message and what can be done with it."""
    message = load_message(request.user, pk)
    waits = message.standing == MessageState.WAITING
    actions = list(ACTIONS.values()) if waits and may_handle_inbox(request.user) else []
    # Joined to a case of a region that this person doesn't serve: told, not linked.
    known = Incident.objects.visible_to(request.user).filter(messages=message).first()
    context = {"message": message, "waits": waits, "actions": actions, "incident": known}
    return render(request, "incidents/inbox/message.html", context)


def load_message(officer: Officer, pk: int) -> Message:
    """Return the message: 403 for who has no inbox, 404 for what is none of theirs."""
    _check_reader(officer)
    try:
        return Message.objects.visible_to(officer).with_details().get(pk=pk)
    except Message.DoesNotExist:
        raise Http404 from None


def _check_reader(officer: Officer) -> None:
    if not may_read_inbox(officer):
        raise PermissionDenied


def _next_url(last: Message | None, handled: bool) -> str:
    if last is None:
        return ""
    after = f"sesudah={last.pk}"
    return f"?lihat={HANDLED}&{after}" if handled else f"?{after}"
