"""Every step in the life of an incident, one a module. Nothing else writes incidents.

Each takes ``by`` (who does it) and, where it builds on what a person saw, ``seen`` (the version
of the incident on their screen). Each either happens whole, with its event, or raises a
:class:`~incidents.workflow.errors.Refused` and changes nothing.
"""

from incidents.workflow.acknowledge import acknowledge
from incidents.workflow.amend import Amendment, amend
from incidents.workflow.answer import answer
from incidents.workflow.assign import assign
from incidents.workflow.attach import attach
from incidents.workflow.close import close
from incidents.workflow.comment import comment
from incidents.workflow.errors import Conflict, NotAllowed, NotPossible, Refused, Stale
from incidents.workflow.inbox import Handled, accept, answer_message, discard, join
from incidents.workflow.merge import merge
from incidents.workflow.receive import Incoming, Received, receive_from_form, receive_from_gateway
from incidents.workflow.refer import refer
from incidents.workflow.reject import reject
from incidents.workflow.remind import remind
from incidents.workflow.reopen import reopen
from incidents.workflow.reply import reply
from incidents.workflow.report import Report, report
from incidents.workflow.resolve import resolve
from incidents.workflow.reveal import reveal
from incidents.workflow.start import start
from incidents.workflow.unmerge import unmerge
from incidents.workflow.verify import verify
from incidents.workflow.withdraw import withdraw

__all__ = [
    "Amendment",
    "Conflict",
    "Handled",
    "Incoming",
    "NotAllowed",
    "NotPossible",
    "Received",
    "Refused",
    "Report",
    "Stale",
    "accept",
    "acknowledge",
    "amend",
    "answer",
    "answer_message",
    "assign",
    "attach",
    "close",
    "comment",
    "discard",
    "join",
    "merge",
    "receive_from_form",
    "receive_from_gateway",
    "refer",
    "reject",
    "remind",
    "reopen",
    "reply",
    "report",
    "resolve",
    "reveal",
    "start",
    "unmerge",
    "verify",
    "withdraw",
]
