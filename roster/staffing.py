"""The writer of who is at a duty: locks the people, asks the rules, stores, all in one transaction.

Django's admin forms have their own way with locks (roster/admin/forms.py); everything else that
changes the rota comes through here. What changed, when and by whom is kept by pghistory.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext as _

from roster.attendance.held import held_words, is_held
from roster.checking import Objection, People
from roster.models import Assignment, Duty, Officer
from roster.overlap import lock_duty, lock_officers


class Refused(Exception):
    """The rules speak against it. ``objections`` say why, in words."""

    def __init__(self, objections: list[Objection]) -> None:
        super().__init__(" ".join(objection.words for objection in objections))
        self.objections = objections


class Overtaken(Refused):
    """Somebody else changed this place in the meantime."""

    def __init__(self) -> None:
        words = _("In the meantime somebody else has changed who is there. Please look again.")
        super().__init__([Objection("overtaken", words, final=True)])


@transaction.atomic
def assign(
    duty: Duty,
    officer: Officer,
    *,
    leads: bool = False,
    pinned: bool = False,
    overrule: bool = False,
) -> Assignment:
    """Put ``officer`` on ``duty``; with ``leads``, whoever led it so far does so no more.

    Raises Refused when a rule speaks against it; ``overrule`` lets pass what isn't final.
    """
    duty = lock_duty(duty, [officer.pk])
    check(duty, officer, overrule=overrule)
    if leads:
        duty.assignments.filter(leads=True).update(leads=False)
    return Assignment.objects.create(duty=duty, officer=officer, leads=leads, pinned=pinned)


@transaction.atomic
def hand_to(assignment: Assignment, officer: Officer, *, overrule: bool = False) -> Assignment:
    """Let ``officer`` take ``assignment`` over, with its lead; raises Refused as assign() does.

    Raises Overtaken unless it is still that of ``assignment.officer``, and Refused once the
    attendance of whoever has it is on record. Done twice is done once.
    """
    duty = lock_duty(assignment.duty, [officer.pk, assignment.officer_id])
    kept = Assignment.objects.select_for_update().filter(pk=assignment.pk).first()
    if kept and kept.officer_id == officer.pk:
        return kept
    if kept is None or kept.officer_id != assignment.officer_id:
        raise Overtaken
    _check_not_held(assignment)
    check(duty, officer, overrule=overrule)
    kept.officer = officer
    kept.leads = kept.leads and officer.may_lead
    kept.save(update_fields=["officer", "leads"])
    return kept


@transaction.atomic
def exchange(one: Assignment, other: Assignment) -> None:
    """Let the people of two assignments change places; lead and pin stay with the place.

    Each is checked without the duty that they give up, so that duties at the same time can be
    exchanged, too. Raises Refused when a rule speaks against it, Overtaken when one is gone.
    """
    duties = _locked_both(one, other)
    _check_not_held(one)
    _check_not_held(other)
    check(duties[one.duty_id], other.officer, besides=[other.pk])
    check(duties[other.duty_id], one.officer, besides=[one.pk])
    # One statement: between two, somebody would be in two places.
    found = Assignment.objects.filter(
        Q(pk=one.pk, officer=one.officer) | Q(pk=other.pk, officer=other.officer)
    )
    if found.count() != 2:
        raise Overtaken
    found.update(
        officer=Case(When(pk=one.pk, then=other.officer_id), default=one.officer_id),
        leads=Case(When(pk__in=_led_by_able(one, other), then=F("leads")), default=Value(False)),
    )


@transaction.atomic
def take_off(assignment: Assignment) -> None:
    """Take the person of ``assignment`` off the duty; gone already is as good.

    Raises Refused once their attendance is on record.
    """
    lock_duty(assignment.duty, [assignment.officer_id])
    _check_not_held(assignment)
    Assignment.objects.filter(pk=assignment.pk).delete()


@transaction.atomic
def make_lead(assignment: Assignment, *, leads: bool = True) -> None:
    """Let the person of ``assignment`` lead the duty, instead of whoever did; or no more."""
    duty = lock_duty(assignment.duty, [assignment.officer_id])
    if leads:
        duty.assignments.filter(leads=True).exclude(pk=assignment.pk).update(leads=False)
    duty.assignments.filter(pk=assignment.pk).update(leads=leads)


@transaction.atomic
def pin(assignment: Assignment, *, pinned: bool = True) -> None:
    """Keep plans from taking the person of ``assignment`` off the duty, or let them."""
    duty = lock_duty(assignment.duty, [assignment.officer_id])
    duty.assignments.filter(pk=assignment.pk).update(pinned=pinned)


def check(
    duty: Duty, officer: Officer, *, besides: Iterable[int] = (), overrule: bool = False
) -> None:
    """Raise Refused if the rules speak against ``officer`` at ``duty``."""
    people = People(duty.post.operation, [officer], duty.day, duty.day)
    objections = people.objections(officer, duty, set(besides))
    standing = [o for o in objections if o.final or not overrule]
    if standing:
        raise Refused(standing)


def _check_not_held(assignment: Assignment) -> None:
    if is_held(assignment.pk):
        raise Refused([Objection("attendance", held_words(assignment.officer), final=True)])


def _locked_both(one: Assignment, other: Assignment) -> dict[int, Duty]:
    lock_officers([one.officer_id, other.officer_id])
    # In order, so that two exchanges of the same duties never wait for each other.
    pairs = sorted([one, other], key=lambda assignment: assignment.duty_id)
    return {a.duty_id: lock_duty(a.duty, [a.officer_id]) for a in pairs}


def _led_by_able(one: Assignment, other: Assignment) -> list[int]:
    """The keys of those whose coming person may lead."""
    pairs = [(one, other.officer), (other, one.officer)]
    return [assignment.pk for assignment, coming in pairs if coming.may_lead]
