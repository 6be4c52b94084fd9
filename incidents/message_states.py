"""What a message from outside is and becomes: pure data, as incidents/states.py is."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Source(StrEnum):
    """Which way a message came."""

    FORM = "form"
    GATEWAY = "gateway"

    @property
    def label(self) -> Promise:
        """The word for it on the screen."""
        return {Source.FORM: _("Public form"), Source.GATEWAY: _("Gateway")}[self]


class MessageState(StrEnum):
    """What became of a message."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    JOINED = "joined"
    ANSWERED = "answered"
    DISCARDED = "discarded"

    @property
    def label(self) -> Promise:
        """The words for it on the screen."""
        return MESSAGE_LABELS[self]


MESSAGE_LABELS: dict[MessageState, Promise] = {
    MessageState.WAITING: _("Waiting for review"),
    MessageState.ACCEPTED: _("Accepted as a problem"),
    MessageState.JOINED: _("Joined to a problem"),
    MessageState.ANSWERED: _("Answered"),
    MessageState.DISCARDED: _("Discarded"),
}

# These belong to an incident, the others to none.
WITH_INCIDENT = [MessageState.ACCEPTED, MessageState.JOINED]
