"""Telling people what happened."""

from collections.abc import Iterable
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from incidents.models import Incident
from roster.models import Officer


class NoticeKind(StrEnum):
    """What somebody can be told of."""

    ASSIGNED = "assigned"
    MENTIONED = "mentioned"
    WATCHED = "watched"
    REFERRED = "referred"
    REMINDED = "reminded"
    ANSWERED = "answered"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    INBOX = "inbox"

    @property
    def label(self) -> Promise:
        """The words for it on the screen."""
        return NOTICE_LABELS[self]


NOTICE_LABELS: dict[NoticeKind, Promise] = {
    NoticeKind.ASSIGNED: _("A case is assigned to me"),
    NoticeKind.MENTIONED: _("Somebody mentions me"),
    NoticeKind.WATCHED: _("Something happens in a case that I watch"),
    NoticeKind.REFERRED: _("A case is referred to my institution"),
    NoticeKind.REMINDED: _("My institution is reminded of a referral"),
    NoticeKind.ANSWERED: _("An institution answers a referral"),
    NoticeKind.DUE_SOON: _("A clock runs out soon"),
    NoticeKind.OVERDUE: _("A clock has run out"),
    NoticeKind.INBOX: _("Something waits in the inbox"),
}


def notify(
    officers: Iterable[Officer], kind: NoticeKind, incident: Incident | None, text: str
) -> None:
    """Tell ``officers``, in the transaction that causes it; ``text`` is one sentence."""
