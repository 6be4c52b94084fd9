"""The rules of duty, asked of all that a file puts on duties."""

from datetime import date

from django.utils.translation import gettext as _

from posko.models import Operation
from roster.checking import Objection
from roster.sheets.foresight import Foresight, is_elsewhere
from roster.sheets.rota_plan import Placed, RotaPlan


def check_rules(plan: RotaPlan, operation: Operation, first: date, last: date) -> None:
    """Note what speaks against the plan: final objections as errors, the others as warnings."""
    if not plan.added:
        return
    officers = {placed.officer.pk: placed.officer for placed in plan.added}
    people = Foresight(operation, officers.values(), first, last)
    given_up = {assignment.pk for assignment in plan.removed}
    keys = [people.foresee(p.officer, p.duty, p.where) for p in plan.added]
    for placed, own in zip(plan.added, keys, strict=True):
        for objection in people.objections_to(placed.officer, placed.duty, own, given_up):
            words = _words(objection, people, placed, own)
            (plan.refuse if objection.final else plan.warn)(words, placed.where)
        if placed.leads and not placed.officer.may_lead:
            words = _("%(name)s may not lead a duty.") % {"name": placed.officer.full_name}
            plan.warn(words, placed.where)


def _words(objection: Objection, people: Foresight, placed: Placed, own: int) -> str:
    if is_elsewhere(objection) and (where := people.clash(placed.officer, placed.duty, own)):
        facts = {"name": placed.officer.full_name, "where": where}
        return _("%(name)s can't be in two places: see %(where)s.") % facts
    return objection.words
