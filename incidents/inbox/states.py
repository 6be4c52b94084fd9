"""What a message from outside is and becomes: pure data, as incidents/states.py is."""

from django.utils.translation import gettext_lazy as _

from posko.labelled import Labelled


class Source(Labelled):
    """Which way a message came."""

    FORM = "form", _("Public form")
    GATEWAY = "gateway", _("Gateway")


class MessageState(Labelled):
    """What became of a message."""

    WAITING = "waiting", _("Waiting for review")
    ACCEPTED = "accepted", _("Accepted as a problem")
    JOINED = "joined", _("Joined to a problem")
    ANSWERED = "answered", _("Answered")
    DISCARDED = "discarded", _("Discarded")


# These belong to an incident, the others to none.
WITH_INCIDENT = [MessageState.ACCEPTED, MessageState.JOINED]
