"""The one table of how an incident moves: pure data, without database or clock.

Buttons, permissions tests, docs/workflow.md and a trigger in the database are drawn from it.
``incidents/workflow/step.py`` is the one place that writes a status.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from posko.labelled import Labelled


class Status(Labelled):
    """Where an incident stands."""

    RECEIVED = "received", _("Received")
    VERIFIED = "verified", _("Verified")
    IN_PROGRESS = "in_progress", _("In progress")
    REFERRED = "referred", _("Referred")
    RESOLVED = "resolved", _("Resolved")
    CLOSED = "closed", _("Closed case")
    REJECTED = "rejected", _("Rejected")
    REOPENED = "reopened", _("Reopened")
    MERGED = "merged", _("Merged")


# What still waits for somebody's hand.
OPEN = frozenset(Status) - {Status.CLOSED, Status.REJECTED, Status.MERGED}

# What still needs work by whoever is on duty: a resolved case only waits to be looked over and
# closed by the coordinator.
UNFINISHED = OPEN - {Status.RESOLVED}


class Action(Labelled):
    """What a person can do with an incident."""

    REPORT = "report", _("Report a problem")
    VERIFY = "verify", _("Verify")
    ASSIGN = "assign", _("Assign")
    START = "start", _("Start work")
    REFER = "refer", _("Refer to an institution")
    ACKNOWLEDGE = "acknowledge", _("Acknowledge the referral")
    ANSWER = "answer", _("Answer the referral")
    RESOLVE = "resolve", _("Resolve")
    CLOSE = "close", _("Close the case")
    REJECT = "reject", _("Reject")
    REOPEN = "reopen", _("Reopen")
    COMMENT = "comment", _("Add a note")
    REVEAL = "reveal", _("Show the reporter")
    AMEND = "amend", _("Complete the data")
    ATTACH = "attach", _("Add photos or a PDF")
    REPLY = "reply", _("Write to the reporter")
    REMIND = "remind", _("Remind the institution")
    WITHDRAW = "withdraw", _("Withdraw the referral")
    MERGE = "merge", _("Merge as a duplicate")
    UNMERGE = "unmerge", _("Undo the merge")
    # The other half of a merge: what the case that stays gets to know of it.
    ABSORB = "absorb", _("Take in a duplicate")
    RELEASE = "release", _("Let a duplicate go")


# These change nothing that somebody else's step builds on, so they never come too late.
HARMLESS = frozenset({Action.COMMENT, Action.REVEAL, Action.ATTACH, Action.REPLY})

# These are about one letter to one institution.
LETTERS = frozenset(
    {Action.REFER, Action.ACKNOWLEDGE, Action.ANSWER, Action.REMIND, Action.WITHDRAW}
)

# Taken by the merge of another case, never by a button of their own.
WITHOUT_BUTTON = frozenset({Action.ABSORB, Action.RELEASE})


class Rejection(Labelled):
    """Why an incident is rejected (design decision 7)."""

    FALSE = "false", _("False report")
    NOT_ELECTION = "not_election", _("Not an election problem")
    OUT_OF_AUTHORITY = "out_of_authority", _("Outside the post's authority")


class Urgency(Labelled):
    """How soon somebody must act."""

    NORMAL = "normal", _("Normal")
    URGENT = "urgent", _("Urgent")
    EMERGENCY = "emergency", _("Emergency")


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
