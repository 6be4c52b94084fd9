"""What somebody can be told of, by which ways, and what holds until they choose: pure data."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


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


class Channel(StrEnum):
    """Ways to a person beside the page of notices, which gets all of them."""

    MAIL = "mail"
    WEBHOOK = "webhook"


# What a person who has not chosen gets: what waits for them, not what merely happens.
DEFAULTS: dict[NoticeKind, frozenset[Channel]] = {
    NoticeKind.ASSIGNED: frozenset({Channel.MAIL}),
    NoticeKind.MENTIONED: frozenset({Channel.MAIL}),
    NoticeKind.WATCHED: frozenset(),
    NoticeKind.REFERRED: frozenset({Channel.MAIL, Channel.WEBHOOK}),
    NoticeKind.REMINDED: frozenset({Channel.MAIL, Channel.WEBHOOK}),
    NoticeKind.ANSWERED: frozenset({Channel.MAIL}),
    NoticeKind.DUE_SOON: frozenset({Channel.MAIL}),
    NoticeKind.OVERDUE: frozenset({Channel.MAIL, Channel.WEBHOOK}),
    NoticeKind.INBOX: frozenset(),
}

# These don't wait for others of their kind to fill a digest; so does what is about an emergency.
URGENT_KINDS = frozenset({NoticeKind.OVERDUE})
