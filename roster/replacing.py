"""Somebody steps in: the rota changes at once, and both are told."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from roster.coverage import gaps
from roster.models import Assignment, Duty, Officer, Swap
from roster.needs import Needs, slot_of
from roster.overlap import lock_duty
from roster.staffing import Overtaken, assign, hand_to
from roster.swapping import end_overtaken
from roster.telling import tell


def replace(assignment: Assignment, officer: Officer, *, overrule: bool = False) -> Assignment:
    """Put ``officer`` in the place of ``assignment``, and tell both; open swaps of it end.

    Raises Refused by the rules (``overrule`` lets pass what isn't final), and Overtaken if it
    isn't that of ``assignment.officer`` any more. Done twice is done once.
    """
    before = assignment.officer
    with transaction.atomic():
        known = Assignment.objects.filter(pk=assignment.pk, officer=officer).exists()
        done = hand_to(assignment, officer, overrule=overrule)
        if not known:
            _tell([before], _("%(name)s takes over your duty: %(duty)s."), officer, done.duty)
            _tell_coming(officer, done.duty)
    end_overtaken(Swap.objects.about([assignment.pk]))
    return done


@transaction.atomic
def fill(duty: Duty, kind: str, officer: Officer, *, overrule: bool = False) -> Assignment:
    """Put ``officer`` into a place of ``kind`` that nobody has at ``duty``, and tell them.

    Raises Refused as replace() does, Overtaken if no such place is free any more.
    """
    duty = lock_duty(duty, [officer.pk])
    known = duty.assignments.filter(officer=officer).first()
    if known:
        return known
    if not missing(duty, kind):
        raise Overtaken
    done = assign(duty, officer, overrule=overrule)
    _tell_coming(officer, duty)
    return done


def missing(duty: Duty, kind: str) -> int:
    """Return how many people of ``kind`` are missing at ``duty``."""
    there = duty.assignments.values_list("officer__institution__kind", flat=True)
    needs = Needs(duty.post.operation).of(duty.post)
    found = gaps(needs, slot_of(duty), [kind for kind in there if kind])
    return next((gap.missing for gap in found if gap.kind == kind), 0)


def _tell_coming(officer: Officer, duty: Duty) -> None:
    _tell([officer], _("You are on duty: %(duty)s. Thank you for stepping in."), officer, duty)


def _tell(people: list[Officer], text: str, coming: Officer, duty: Duty) -> None:
    facts = {"name": coming.full_name, "duty": str(duty)}
    tell(people, _("Your duties have changed"), text % facts, reverse("roster:mine"))
