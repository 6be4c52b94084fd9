"""Who is told of a step, and who watches the case from now on."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import translation

from incidents.models import Event, Referral, Watch
from incidents.narrative import sentence
from incidents.notices import NoticeKind, notify
from incidents.states import HARMLESS, Action
from roster.models import Officer, Role


def tell(event: Event) -> None:
    """Tell those whom ``event`` concerns, each once and never the one who caused it."""
    _watch(event)
    with translation.override(settings.LANGUAGE_CODE):
        text = sentence(event)
    concerned: set[int] = set()
    if rule := CONCERNED.get(Action(event.action)):
        kind, find = rule
        people = _others(event).filter(find(event))
        notify(people, kind, event.incident, text)
        concerned = {person.pk for person in people}
    if event.action not in HARMLESS:
        watchers = _others(event).filter(watches__incident=event.incident)
        readers = [w for w in watchers.exclude(pk__in=concerned) if _reads(w, event)]
        notify(readers, NoticeKind.WATCHED, event.incident, text)


def _reads(watcher: Officer, event: Event) -> bool:
    """Tell whether the history shows ``event`` to ``watcher``; most see all of it."""
    if watcher.role not in {Role.PARTAI, Role.PENGHUBUNG}:
        return True
    return event.incident.events.visible_to(watcher).filter(pk=event.pk).exists()


def _others(event: Event) -> Any:
    return Officer.objects.active().exclude(pk=event.by_id)


def _assignees(event: Event) -> Q:
    """The person; or the officers at the post whom the body that has it sent there."""
    incident = event.incident
    if incident.institution_id is None:
        return Q(pk=incident.assignee_id)
    return Q(role=Role.PETUGAS, institution=incident.institution_id)


def _liaisons(event: Event) -> Q:
    return Q(role=Role.PENGHUBUNG, institution=_institution(event))


def _askers(event: Event) -> Q:
    """The coordinators of the city, and whoever sent the letter."""
    coordinators = Q(role=Role.KOORDINATOR, region=event.incident.city_id)
    letter = Referral.objects.filter(pk=event.data.get("referral"))
    return coordinators | Q(pk__in=letter.values("referred_by"))


def _mentioned(event: Event) -> Q:
    return Q(username__in=list(event.data.get("mentions", {})))


def _institution(event: Event) -> Any:
    """The body that the event's letter went to."""
    letter = Referral.objects.filter(pk=event.data.get("referral"))
    return event.data.get("institution") or letter.values("institution")[:1]


CONCERNED: dict[Action, tuple[NoticeKind, Callable[[Event], Q]]] = {
    Action.ASSIGN: (NoticeKind.ASSIGNED, _assignees),
    Action.REFER: (NoticeKind.REFERRED, _liaisons),
    Action.REMIND: (NoticeKind.REMINDED, _liaisons),
    Action.ANSWER: (NoticeKind.ANSWERED, _askers),
    Action.COMMENT: (NoticeKind.MENTIONED, _mentioned),
}


def _watch(event: Event) -> None:
    """Reporting, being assigned and being mentioned make people watch; an old watch stays."""
    incident, watchers = event.incident, Q()
    if event.action == Action.REPORT:
        watchers |= Q(pk=event.by_id)
    if event.action in {Action.ASSIGN, Action.START} and incident.assignee_id:
        watchers |= Q(pk=incident.assignee_id)
    if event.data.get("mentions"):
        watchers |= _mentioned(event)
    if watchers:
        people = Officer.objects.active().filter(watchers)
        Watch.objects.bulk_create(
            [Watch(officer=person, incident=incident) for person in people], ignore_conflicts=True
        )
