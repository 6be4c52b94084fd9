"""What clocks start and stop at: moments in the life of an incident, as pure data."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from incidents.states import Action
from posko.labelled import Labelled


class Milestone(Labelled):
    """A moment that a clock can be counted from or end at."""

    OCCURRED = "occurred", _("It happened")
    KNOWN = "known", _("It became known")
    RECEIVED = "received", _("The report was received")
    VOTING_DAY = "voting_day", _("Voting day")
    VERIFIED = "verified", _("The problem was verified")
    STARTED = "started", _("Work was started")
    REFERRED = "referred", _("A letter was sent")
    ACKNOWLEDGED = "acknowledged", _("The letter was acknowledged")
    ANSWERED = "answered", _("The letter was answered")
    RESOLVED = "resolved", _("The case was resolved")
    REOPENED = "reopened", _("The case was reopened")
    CLOSED = "closed", _("The case was closed")

    @property
    def since(self) -> Promise:
        """The words for 'from then on', inside a sentence."""
        return SINCE[self]


SINCE: dict[Milestone, Promise] = {
    Milestone.OCCURRED: _("from when it happened"),
    Milestone.KNOWN: _("from when it became known"),
    Milestone.RECEIVED: _("from when it was received"),
    Milestone.VOTING_DAY: _("from voting day"),
    Milestone.VERIFIED: _("from when it was verified"),
    Milestone.STARTED: _("from when work was started"),
    Milestone.REFERRED: _("from when the letter was sent"),
    Milestone.ACKNOWLEDGED: _("from when the letter was acknowledged"),
    Milestone.ANSWERED: _("from when the letter was answered"),
    Milestone.RESOLVED: _("from when it was resolved"),
    Milestone.REOPENED: _("from when it was reopened"),
    Milestone.CLOSED: _("from when it was closed"),
}

# Known with the report itself, and the only ones that may lie before it or be corrected.
OF_REPORT = (Milestone.OCCURRED, Milestone.KNOWN, Milestone.RECEIVED, Milestone.VOTING_DAY)

# Of one letter among several: a clock that starts here belongs to that letter.
OF_LETTER = frozenset({Milestone.REFERRED, Milestone.ACKNOWLEDGED, Milestone.ANSWERED})

BEGINNINGS = [milestone for milestone in Milestone if milestone != Milestone.CLOSED]
ENDS = [milestone for milestone in Milestone if milestone not in {*OF_REPORT, Milestone.REOPENED}]

REACHED_BY: dict[Action, Milestone] = {
    Action.VERIFY: Milestone.VERIFIED,
    Action.START: Milestone.STARTED,
    Action.REFER: Milestone.REFERRED,
    Action.ACKNOWLEDGE: Milestone.ACKNOWLEDGED,
    Action.ANSWER: Milestone.ANSWERED,
    Action.RESOLVE: Milestone.RESOLVED,
    Action.REOPEN: Milestone.REOPENED,
    Action.CLOSE: Milestone.CLOSED,
}
