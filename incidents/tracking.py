"""What a tracking code shows: where a report stands, in plain words, and nothing else.

No place, no names, no category, no words of anybody but the notes to the reporter.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from incidents.inbox.states import MessageState
from incidents.models import Event, Incident, Message
from incidents.states import Action, Rejection, Status

STANDINGS: dict[Status, Promise] = {
    Status.RECEIVED: _("Received. An officer will check it."),
    Status.VERIFIED: _("Checked. The post will take it up."),
    Status.IN_PROGRESS: _("Being handled."),
    Status.REFERRED: _("Referred to the institution in charge. The post awaits its answer."),
    Status.RESOLVED: _("Done."),
    Status.CLOSED: _("Done and closed."),
    Status.REJECTED: _("Not taken up."),
    Status.REOPENED: _("Being checked once more."),
}
WAITING = _("Waiting for review by an officer.")
ANSWERED = _("Answered.")
DISCARDED = _("Reviewed and not taken up. If that seems wrong to you, please come to a post.")


@dataclass(frozen=True, slots=True)
class Note:
    """Words to the reporter."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Progress:
    """What the page shows. ``number`` is '' where the reporter has none of their own."""

    standing: Promise
    changed_at: datetime
    number: str = ""
    reason: Promise | str = ""
    merged: bool = False
    notes: list[Note] = field(default_factory=list)


def progress_of(code: str) -> Progress | None:
    """Return how far the report with the tracking ``code`` has come, or None for a wrong code.

    Both tables are always asked, so that an answer's time tells little about a guess.
    """
    incident = Incident.objects.filter(tracking_code=code).first()
    message = Message.objects.select_related("incident").filter(tracking_code=code).first()
    if incident:
        return _of_incident(incident)
    return _of_message(message) if message else None


def _of_message(message: Message) -> Progress:
    if message.incident:
        accepted = message.standing == MessageState.ACCEPTED
        # Who wrote to a case of somebody else learns its state, not its number or its letters.
        since = None if accepted else message.handled_at
        return _of_incident(message.incident, own=accepted, since=since)
    at = message.handled_at or message.received_at
    if message.standing == MessageState.ANSWERED:
        return Progress(ANSWERED, at, notes=[Note(at, message.answer)])
    return Progress(DISCARDED if message.handled_at else WAITING, at)


def _of_incident(incident: Incident, own: bool = True, since: datetime | None = None) -> Progress:
    chain = list(_chain(incident, since))
    last, _from = chain[-1]
    notes = Q()
    for case, start in chain:
        theirs = Q(incident=case, action=Action.REPLY)
        notes |= theirs & Q(at__gte=start) if start else theirs
    changes = Q(incident__in=[case for case, _start in chain]) & ~Q(from_status=F("to_status"))
    events = list(Event.objects.filter(changes | notes).order_by("at", "pk"))
    return Progress(
        standing=STANDINGS[last.state],
        changed_at=max(events[-1].at, since or events[-1].at),
        number=incident.number if own else "",
        reason=Rejection(last.rejection).label if last.rejection else "",
        merged=len(chain) > 1,
        notes=[Note(e.at, e.data["text"]) for e in events if e.action == Action.REPLY],
    )


def _chain(
    incident: Incident, since: datetime | None
) -> Iterator[tuple[Incident, datetime | None]]:
    """Yield the case and those it was merged into, each with from when on its notes are meant.

    What was written before a merge was meant for the other reporter.
    """
    seen: set[int] = set()
    case: Incident | None = incident
    while case is not None and case.pk not in seen:
        seen.add(case.pk)
        yield case, since
        if case.merged_into_id:
            merge = case.events.filter(action=Action.MERGE).order_by("-sequence").first()
            since = max(at for at in (since, merge.at if merge else None) if at)
        case = case.merged_into
