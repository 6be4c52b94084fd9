"""What somebody can be told of, by which ways, and what holds until they choose: pure data."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from posko.labelled import Labelled


class NoticeKind(Labelled):
    """What somebody can be told of."""

    ASSIGNED = "assigned", _("A case is assigned to me")
    MENTIONED = "mentioned", _("Somebody mentions me")
    WATCHED = "watched", _("Something happens in a case that I watch")
    REFERRED = "referred", _("A case is referred to my institution")
    REMINDED = "reminded", _("My institution is reminded of a referral")
    ANSWERED = "answered", _("An institution answers a referral")
    DUE_SOON = "due_soon", _("A clock runs out soon")
    OVERDUE = "overdue", _("A clock has run out")
    INBOX = "inbox", _("Something waits in the inbox")


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
