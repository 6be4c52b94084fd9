"""Changes of one cell of the calendar, and taking the last one back.

A cell's part is one duty and one kind of institution. Its version is a hash of who is there: an
editor sends the one that they saw, and is refused if somebody else was quicker. Each change is
stored with the state before and after it, in the transaction that makes it.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from posko import clock
from roster import staffing
from roster.checking import Objection
from roster.kinds import kind_of
from roster.models import Assignment, Duty, Officer, RotaChange
from roster.overlap import lock_duty
from roster.permissions import may_rewrite_past
from roster.staffing import Refused

# Who was at a duty is put right until the day after; later it is history.
CORRECTED_WITHIN = timedelta(days=1)

type Row = dict[str, Any]


class Moved(Exception):
    """Somebody else changed the cell since the editor saw it; nothing was stored."""


class Act(StrEnum):
    """What can be done with a person in a cell."""

    ADD = "add"
    OFF = "off"
    LEAD = "lead"
    UNLEAD = "unlead"
    PIN = "pin"
    UNPIN = "unpin"


@dataclass(frozen=True, slots=True)
class Step:
    """One act. The flags count for ADD: as lead, pinned, and although a rule speaks against it."""

    act: Act
    officer: Officer
    leads: bool = False
    pinned: bool = False
    overrule: bool = False


@transaction.atomic
def change(duty: Duty, kind: str, step: Step, *, by: Officer, seen: str) -> RotaChange:
    """Take ``step`` at ``duty`` among those of ``kind``; ``seen`` is the version it is based on.

    Raises Moved when the cell is another by now, Refused when a rule or the past stands against
    it, Duty.DoesNotExist when it was deleted. What it replaced is kept for undo().
    """
    duty = lock_duty(duty, [step.officer.pk])
    check_past(duty, by)
    _check_able(step)
    before = rows_of(duty)
    if version(before, kind) != seen:
        raise Moved
    _take(duty, step)
    return RotaChange.objects.create(
        by=by,
        at=clock.now(),
        post=duty.post,
        day=duty.day,
        duty=duty,
        kind=kind,
        words=_words(step),
        before=before,
        after=rows_of(duty),
    )


def rows_of(duty: Duty) -> list[Row]:
    """Return who is at ``duty``, fresh from the database, in a form that can be stored."""
    found = Assignment.objects.filter(duty=duty).select_related("officer__institution")
    return rows_from(found.order_by("officer_id"))


def rows_from(assignments: Any) -> list[Row]:
    """Return ``assignments`` in the form that is stored, by the person's key."""
    rows = [
        {"officer": a.officer_id, "kind": kind_of(a.officer), "leads": a.leads, "pinned": a.pinned}
        for a in assignments
    ]
    return sorted(rows, key=lambda row: row["officer"])


def version(rows: list[Row], kind: str) -> str:
    """Return the version of the cell's part: those of ``kind``, and who leads the duty."""
    told = json.dumps(concerning(rows, kind), sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def concerning(rows: list[Row], kind: str) -> list[Row]:
    """Return those of ``rows`` that an editor of ``kind`` builds on."""
    return [row for row in rows if row["kind"] == kind or row["leads"]]


def check_past(duty: Duty, by: Officer) -> None:
    """Raise Refused when ``duty`` is too long over for ``by`` to change it."""
    if is_history(duty, clock.now()) and not may_rewrite_past(by):
        words = _("This duty is over for more than a day. Only administrators correct it now.")
        raise Refused([Objection("past", words, final=True)])


def is_history(duty: Duty, at: datetime) -> bool:
    """Tell whether ``duty`` is over for so long at ``at`` that it is history."""
    return duty.ends_at < at - CORRECTED_WITHIN


def _check_able(step: Step) -> None:
    leads = step.act == Act.LEAD or (step.act == Act.ADD and step.leads)
    if leads and not step.officer.may_lead:
        words = _("%(name)s may not lead a duty.") % {"name": step.officer.full_name}
        raise Refused([Objection("lead", words, final=True)])


def _take(duty: Duty, step: Step) -> None:
    if step.act == Act.ADD:
        staffing.assign(
            duty, step.officer, leads=step.leads, pinned=step.pinned, overrule=step.overrule
        )
        return
    theirs = duty.assignments.select_related("duty", "officer").filter(officer=step.officer)
    assignment = theirs.first()
    if assignment is None:
        raise Moved
    match step.act:
        case Act.OFF:
            staffing.take_off(assignment)
        case Act.LEAD | Act.UNLEAD:
            staffing.make_lead(assignment, leads=step.act == Act.LEAD)
        case _:
            staffing.pin(assignment, pinned=step.act == Act.PIN)


def _words(step: Step) -> str:
    words = {
        Act.ADD: _("%(name)s put on the duty"),
        Act.OFF: _("%(name)s taken off the duty"),
        Act.LEAD: _("%(name)s made lead"),
        Act.UNLEAD: _("%(name)s no longer lead"),
        Act.PIN: _("%(name)s pinned"),
        Act.UNPIN: _("%(name)s no longer pinned"),
    }
    return words[step.act] % {"name": step.officer.full_name}
