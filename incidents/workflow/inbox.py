"""Four ends of a message: accepted, joined, answered or discarded, by one person, once."""

from dataclasses import asdict, replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from incidents.inbox.states import MessageState
from incidents.models import Incident, Message
from incidents.permissions import may_handle_inbox
from incidents.reporters import ReporterData, unseal
from incidents.states import Action
from incidents.workflow.errors import NotAllowed, Refused
from incidents.workflow.report import Report, report
from incidents.workflow.step import step
from posko import clock
from roster.models import Officer


class Handled(Refused):
    """Somebody else was first; ``inbox_message`` is what they made of it."""

    def __init__(self, message: Message) -> None:
        by = message.handled_by.full_name if message.handled_by else ""
        words = _("%(by)s has handled this message already: %(state)s.")
        super().__init__(words % {"by": by, "state": message.standing.label})
        self.inbox_message = message

    def is_echo(self, by: Officer, **outcome: Any) -> bool:
        """Tell whether it was ``by`` who came to this very ``outcome``: a second sending."""
        stored = self.inbox_message
        return stored.handled_by_id == by.pk and all(
            getattr(stored, name) == value for name, value in outcome.items()
        )


@transaction.atomic
def accept(message: Message, by: Officer, *, content: Report) -> Incident:
    """Make ``message`` an incident with the ``content`` that ``by`` checked.

    The sender's data goes along sealed: nobody needs to see it for that. What was typed counts
    where both say something.
    """
    waiting = _take(message, by)
    reporter = _filled_up(content.reporter, waiting)
    incident = report(replace(content, reporter=reporter), by)
    _settle(waiting, by, MessageState.ACCEPTED, incident=incident)
    return incident


@transaction.atomic
def join(message: Message, by: Officer, *, incident: Incident) -> Message:
    """Add ``message`` to ``incident`` as a note, be that closed or not; the sender stays sealed."""
    waiting = _take(message, by)
    with step(incident, Action.COMMENT, by, seen=None) as draft:
        draft.data.update(text=waiting.text, inbox_message=waiting.pk)
    return _settle(waiting, by, MessageState.JOINED, incident=incident)


@transaction.atomic
def answer_message(message: Message, by: Officer, *, answer: str) -> Message:
    """Answer ``message`` for the tracking page; it needs no case."""
    settled = _settle(_take(message, by), by, MessageState.ANSWERED, answer=answer)
    send_answer(settled)
    return settled


@transaction.atomic
def discard(message: Message, by: Officer, *, reason: str) -> Message:
    """Put ``message`` aside for good, for a ``reason`` that stays."""
    return _settle(_take(message, by), by, MessageState.DISCARDED, reason=reason)


def send_answer(message: Message) -> None:
    """Hand the answer to the gateway that brought ``message``, in the transaction of the answer.

    Gateways take none yet: the sender finds it with the tracking code. The signed call belongs
    here, deferred to a worker.
    """


def _take(message: Message, by: Officer) -> Message:
    """Return ``message``, locked and still waiting. Whoever comes second waits for the first."""
    if not may_handle_inbox(by):
        raise NotAllowed
    visible = Message.objects.visible_to(by)
    locked = visible.select_for_update(no_key=True).filter(pk=message.pk).first()
    if locked is None:
        raise NotAllowed
    if locked.standing != MessageState.WAITING:
        raise Handled(locked)
    return locked


def _settle(message: Message, by: Officer, state: MessageState, **outcome: Any) -> Message:
    message.state, message.handled_by, message.handled_at = state, by, clock.now()
    for name, value in outcome.items():
        setattr(message, name, value)
    message.save(update_fields=["state", "handled_by", "handled_at", *outcome])
    return message


def _filled_up(typed: ReporterData, message: Message) -> ReporterData:
    if message.sealed is None:
        return typed
    sender = asdict(unseal(bytes(message.sealed)))
    return replace(
        typed, **{name: value for name, value in sender.items() if not getattr(typed, name)}
    )
