"""The one table of how an incident moves: pure data, without database or clock.

Buttons, permissions tests, docs/workflow.md and a trigger in the database are drawn from it.
``incidents/workflow/step.py`` is the one place that writes a status.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Status(StrEnum):
    """Where an incident stands."""

    RECEIVED = "received"
    VERIFIED = "verified"
    IN_PROGRESS = "in_progress"
    REFERRED = "referred"
    RESOLVED = "resolved"
    CLOSED = "closed"
    REJECTED = "rejected"
    REOPENED = "reopened"
    MERGED = "merged"

    @property
    def label(self) -> Promise:
        """The word for it on the screen."""
        return STATUS_LABELS[self]


STATUS_LABELS: dict[Status, Promise] = {
    Status.RECEIVED: _("Received"),
    Status.VERIFIED: _("Verified"),
    Status.IN_PROGRESS: _("In progress"),
    Status.REFERRED: _("Referred"),
    Status.RESOLVED: _("Resolved"),
    Status.CLOSED: _("Closed case"),
    Status.REJECTED: _("Rejected"),
    Status.REOPENED: _("Reopened"),
    Status.MERGED: _("Merged"),
}

# What still waits for somebody's hand.
OPEN = frozenset(Status) - {Status.CLOSED, Status.REJECTED, Status.MERGED}


class Action(StrEnum):
    """What a person can do with an incident."""

    REPORT = "report"
    VERIFY = "verify"
    ASSIGN = "assign"
    START = "start"
    REFER = "refer"
    ACKNOWLEDGE = "acknowledge"
    ANSWER = "answer"
    RESOLVE = "resolve"
    CLOSE = "close"
    REJECT = "reject"
    REOPEN = "reopen"
    COMMENT = "comment"
    REVEAL = "reveal"
    AMEND = "amend"
    ATTACH = "attach"
    REPLY = "reply"
    REMIND = "remind"
    WITHDRAW = "withdraw"
    MERGE = "merge"
    UNMERGE = "unmerge"
    # The other half of a merge: what the case that stays gets to know of it.
    ABSORB = "absorb"
    RELEASE = "release"

    @property
    def label(self) -> Promise:
        """The words on its button."""
        return ACTION_LABELS[self]


ACTION_LABELS: dict[Action, Promise] = {
    Action.REPORT: _("Report a problem"),
    Action.VERIFY: _("Verify"),
    Action.ASSIGN: _("Assign"),
    Action.START: _("Start work"),
    Action.REFER: _("Refer to an institution"),
    Action.ACKNOWLEDGE: _("Acknowledge the referral"),
    Action.ANSWER: _("Answer the referral"),
    Action.RESOLVE: _("Resolve"),
    Action.CLOSE: _("Close the case"),
    Action.REJECT: _("Reject"),
    Action.REOPEN: _("Reopen"),
    Action.COMMENT: _("Add a note"),
    Action.REVEAL: _("Show the reporter"),
    Action.AMEND: _("Complete the data"),
    Action.ATTACH: _("Add photos or a PDF"),
    Action.REPLY: _("Write to the reporter"),
    Action.REMIND: _("Remind the institution"),
    Action.WITHDRAW: _("Withdraw the referral"),
    Action.MERGE: _("Merge as a duplicate"),
    Action.UNMERGE: _("Undo the merge"),
    Action.ABSORB: _("Take in a duplicate"),
    Action.RELEASE: _("Let a duplicate go"),
}

# These change nothing that somebody else's step builds on, so they never come too late.
HARMLESS = frozenset({Action.COMMENT, Action.REVEAL, Action.ATTACH, Action.REPLY})

# These are about one letter to one institution.
LETTERS = frozenset(
    {Action.REFER, Action.ACKNOWLEDGE, Action.ANSWER, Action.REMIND, Action.WITHDRAW}
)

# Taken by the merge of another case, never by a button of their own.
WITHOUT_BUTTON = frozenset({Action.ABSORB, Action.RELEASE})


class Rejection(StrEnum):
    """Why an incident is rejected (design decision 7)."""

    FALSE = "false"
    NOT_ELECTION = "not_election"
    OUT_OF_AUTHORITY = "out_of_authority"

    @property
    def label(self) -> Promise:
        """The words for it on the screen."""
        return REJECTION_LABELS[self]


REJECTION_LABELS: dict[Rejection, Promise] = {
    Rejection.FALSE: _("False report"),
    Rejection.NOT_ELECTION: _("Not an election problem"),
    Rejection.OUT_OF_AUTHORITY: _("Outside the post's authority"),
}


class Urgency(StrEnum):
    """How soon somebody must act."""

    NORMAL = "normal"
    URGENT = "urgent"
    EMERGENCY = "emergency"

    @property
    def label(self) -> Promise:
        """The word for it on the screen."""
        return URGENCY_LABELS[self]


URGENCY_LABELS: dict[Urgency, Promise] = {
    Urgency.NORMAL: _("Normal"),
    Urgency.URGENT: _("Urgent"),
    Urgency.EMERGENCY: _("Emergency"),
}


@dataclass(frozen=True, slots=True)
class Transition:
    """From ``source``, ``action`` leads to ``target``."""

    action: Action
    source: Status
    target: Status


def _moves(action: Action, sources: set[Status], target: Status) -> list[Transition]:
    return [Transition(action, source, target) for source in Status if source in sources]


def _stays(action: Action, sources: frozenset[Status]) -> list[Transition]:
    return [Transition(action, source, source) for source in Status if source in sources]


# A referral lives on while its case is resolved or reopened around it.
_CAN_HAVE_REFERRAL = frozenset(
    {Status.REFERRED, Status.RESOLVED, Status.REOPENED, Status.VERIFIED, Status.IN_PROGRESS}
)
_MERGEABLE = frozenset({Status.RECEIVED, Status.VERIFIED, Status.IN_PROGRESS, Status.REOPENED})
_WORKED_ON = frozenset({Status.VERIFIED, Status.IN_PROGRESS, Status.REFERRED, Status.REOPENED})

TRANSITIONS: tuple[Transition, ...] = (
    *_moves(Action.VERIFY, {Status.RECEIVED, Status.REOPENED}, Status.VERIFIED),
    *_moves(Action.START, {Status.VERIFIED, Status.REOPENED}, Status.IN_PROGRESS),
    *_stays(Action.ASSIGN, _WORKED_ON),
    *_moves(Action.REFER, {Status.VERIFIED, Status.IN_PROGRESS, Status.REFERRED}, Status.REFERRED),
    *_stays(Action.ACKNOWLEDGE, _CAN_HAVE_REFERRAL),
    *_stays(Action.ANSWER, _CAN_HAVE_REFERRAL),
    # The last answer gives the case back to the post.
    *_moves(Action.ANSWER, {Status.REFERRED}, Status.IN_PROGRESS),
    *_moves(Action.RESOLVE, {Status.IN_PROGRESS, Status.REFERRED}, Status.RESOLVED),
    *_moves(Action.CLOSE, {Status.RESOLVED}, Status.CLOSED),
    *_moves(Action.REJECT, {Status.RECEIVED, Status.VERIFIED, Status.REOPENED}, Status.REJECTED),
    *_moves(Action.REOPEN, {Status.RESOLVED, Status.CLOSED, Status.REJECTED}, Status.REOPENED),
    *_stays(Action.COMMENT, frozenset(Status)),
    *_stays(Action.REVEAL, frozenset(Status)),
    *_stays(Action.AMEND, OPEN),
    *_stays(Action.ATTACH, frozenset(Status)),
    *_stays(Action.REPLY, OPEN),
    *_stays(Action.REMIND, _CAN_HAVE_REFERRAL),
    *_stays(Action.WITHDRAW, _CAN_HAVE_REFERRAL),
    # Like an answer: when nothing waits any more, the case is back at the post.
    *_moves(Action.WITHDRAW, {Status.REFERRED}, Status.IN_PROGRESS),
    *_moves(Action.MERGE, set(_MERGEABLE), Status.MERGED),
    # Back to exactly where it stood; the incident remembers which of these it was.
    *(Transition(Action.UNMERGE, Status.MERGED, t) for t in Status if t in _MERGEABLE),
    *_stays(Action.ABSORB, OPEN),
    *_stays(Action.RELEASE, frozenset(Status)),
)


def targets(action: Action, source: Status) -> list[Status]:
    """Return where ``action`` can lead from ``source``; empty when it is not possible."""
    return [t.target for t in TRANSITIONS if t.action == action and t.source == source]


def status_changes() -> list[tuple[Status, Status]]:
    """Return every change of status that the table allows, for the database's own check."""
    return sorted({(t.source, t.target) for t in TRANSITIONS if t.source != t.target})
