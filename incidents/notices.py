"""Telling people what happened.

A notice is for people who may know of its incident when it is written; whether they still may is
asked again when it is shown (``Notice.objects.visible_to``) and when it is sent.
"""

from collections.abc import Iterable

from procrastinate.contrib.django import app
from procrastinate.types import JSONValue

from incidents.audience import audience
from incidents.models import Incident, Notice, NoticeChoice, Webhook
from incidents.models.notice import TEXT_MAX
from incidents.notice_kinds import DEFAULTS, URGENT_KINDS, Channel, NoticeKind
from incidents.states import Urgency
from posko import clock
from posko.models.region import around
from roster.models import Officer

__all__ = ["NoticeKind", "notify", "regions_of"]


def notify(
    officers: Iterable[Officer], kind: NoticeKind, incident: Incident | None, text: str
) -> None:
    """Tell ``officers``, in the transaction that causes it; ``text`` is one sentence.

    Those who may not know of ``incident`` are left out.
    """
    people = _allowed(officers, incident)
    if people:
        notices = _store(people, kind, incident, text)
        _send(notices)


def regions_of(notice: Notice) -> list[str]:
    """Return the codes of the regions that contain what ``notice`` is about."""
    place = notice.incident.region_id if notice.incident else notice.officer.region_id
    return around(place)


def _allowed(officers: Iterable[Officer], incident: Incident | None) -> list[Officer]:
    meant = [officer.pk for officer in officers]
    if not meant:
        return []
    may_know = audience(incident) if incident else Officer.objects.active()
    return list(may_know.filter(pk__in=meant))


def _store(
    people: list[Officer], kind: NoticeKind, incident: Incident | None, text: str
) -> list[Notice]:
    urgent = kind in URGENT_KINDS or bool(incident and incident.urgency == Urgency.EMERGENCY)
    wanted = _channels(people, kind)
    return Notice.objects.bulk_create(
        Notice(
            officer=person,
            kind=kind,
            incident=incident,
            text=text[:TEXT_MAX],
            urgent=urgent,
            created_at=clock.now(),
            by_mail=bool(person.email) and Channel.MAIL in wanted[person.pk],
            by_webhook=Channel.WEBHOOK in wanted[person.pk],
        )
        for person in people
    )


def _channels(people: list[Officer], kind: NoticeKind) -> dict[int, frozenset[Channel]]:
    """By which ways each of ``people`` wants to hear of ``kind``."""
    wanted = {person.pk: DEFAULTS[kind] for person in people}
    for choice in NoticeChoice.objects.filter(officer__in=people, kind=kind):
        ways = {Channel.MAIL: choice.mail, Channel.WEBHOOK: choice.webhook}
        wanted[choice.officer_id] = frozenset(way for way, on in ways.items() if on)
    return wanted


def _send(notices: list[Notice]) -> None:
    """Leave the sending to the worker; a transaction that is rolled back leaves nothing.

    The task is named, not imported: tasks may take steps, and every step ends here. It has no
    queueing lock, so people who act at the same time never wait for each other here.
    """
    to_mail = [notice.pk for notice in notices if notice.by_mail]
    to_webhooks = [n.pk for n in notices if n.by_webhook] if _has_webhooks(notices) else []
    if pks := sorted({*to_mail, *to_webhooks}):
        app.configure_task("incidents.deliver").defer(notices=list[JSONValue](pks))


def _has_webhooks(notices: list[Notice]) -> bool:
    wanted = [notice for notice in notices if notice.by_webhook]
    return (
        bool(wanted)
        and Webhook.objects.filter(active=True, kinds__contains=[wanted[0].kind]).exists()
    )
