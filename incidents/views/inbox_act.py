"""`/masalah/kotak-masuk/<pk>/<action>/`: accept, join, answer or discard one message."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from incidents.forms.inbox import (
    AcceptForm,
    AnswerMessageForm,
    DiscardForm,
    JoinForm,
    MessageForm,
)
from incidents.inbox.states import MessageState
from incidents.models import Message
from incidents.permissions import may_handle_inbox
from incidents.views.inbox import ACTIONS, MessageAction, load_message
from incidents.workflow import (
    Conflict,
    Handled,
    Refused,
    accept,
    answer_message,
    discard,
    join,
)
from roster.http import StaffRequest

ACCEPT = "terima"
SHORT: dict[str, tuple[type[MessageForm], Callable[..., Message]]] = {
    "gabung": (JoinForm, join),
    "jawab": (AnswerMessageForm, answer_message),
    "buang": (DiscardForm, discard),
}


@never_cache
@require_http_methods(["GET", "POST"])
def act_on_message(request: StaffRequest, pk: int, action: str) -> HttpResponse:
    """Show the action's form, or take it."""
    chosen = ACTIONS.get(action)
    if chosen is None:
        raise Http404
    message = load_message(request.user, pk)
    if not may_handle_inbox(request.user):
        raise PermissionDenied
    if request.method == "GET" and message.standing != MessageState.WAITING:
        return _handled_page(request, Handled(message))
    if action == ACCEPT:
        return _accepting(request, message)
    return _short(request, message, chosen)


def _short(request: StaffRequest, message: Message, action: MessageAction) -> HttpResponse:
    form_class, perform = SHORT[action.slug]
    form = form_class(request.user, request.POST or None)
    if not form.is_valid():
        return _short_page(request, message, action, form, 422 if form.is_bound else 200)
    try:
        perform(message, request.user, **form.cleaned_data)
    except Handled as handled:
        if not handled.is_echo(request.user, **form.cleaned_data):
            return _handled_page(request, handled)
    except Refused as refused:
        form.add_error(None, str(refused.message))
        return _short_page(request, message, action, form, 409)
    messages.success(request, _("Done: %(action)s.") % {"action": action.label})
    return redirect("incidents:message", pk=message.pk)


def _accepting(request: StaffRequest, message: Message) -> HttpResponse:
    if "details" in request.POST:
        # Without JavaScript: the category was chosen, now show what belongs to it.
        form = AcceptForm(request.user, message, initial=request.POST.dict())
        return _accept_page(request, message, form, 200)
    form = AcceptForm(request.user, message, request.POST or None)
    if not form.is_valid():
        return _accept_page(request, message, form, 422 if form.is_bound else 200)
    try:
        incident = accept(message, request.user, content=form.report())
    except Handled as handled:
        return _second_acceptance(request, form, handled)
    except Conflict as conflict:
        form.renew()
        return _accept_page(request, message, form, 409, conflict=True, stored=conflict.incident)
    except Refused as refused:
        form.add_error(None, str(refused.message))
        return _accept_page(request, message, form, 409)
    return redirect("incidents:receipt", number=incident.number)


def _second_acceptance(request: StaffRequest, form: AcceptForm, handled: Handled) -> HttpResponse:
    incident = handled.inbox_message.incident
    named = incident and incident.client_uuid == form.cleaned_data["client_uuid"]
    if incident and named and handled.is_echo(request.user, state=MessageState.ACCEPTED):
        return redirect("incidents:receipt", number=incident.number)
    return _handled_page(request, handled)


def _short_page(
    request: StaffRequest, message: Message, action: MessageAction, form: MessageForm, status: int
) -> HttpResponse:
    context = {"message": message, "action": action, "form": form}
    return render(request, "incidents/inbox/act.html", context, status=status)


def _accept_page(
    request: StaffRequest, message: Message, form: AcceptForm, status: int, **context: Any
) -> HttpResponse:
    context = {"message": message, "form": form, **context}
    return render(request, "incidents/inbox/accept.html", context, status=status)


def _handled_page(request: StaffRequest, handled: Handled) -> HttpResponse:
    """Say who was first and what they made of it, with the words of whoever comes second."""
    names = ("answer", "reason", "description")
    typed = max((request.POST.get(name, "") for name in names), key=len)
    context = {"message": handled.inbox_message, "refusal": handled.message, "typed": typed}
    return render(request, "incidents/inbox/handled.html", context, status=409)
