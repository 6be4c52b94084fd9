"""The rules of duty, asked of all that a file puts on duties."""

from datetime import date

from django.utils.translation import gettext as _

from posko.models import Operation
from posko.templatetags.when import short_date
from roster.checking import Objection
from roster.coverage import Need, asked
from roster.models import Duty, Officer
from roster.needs import Needs, slot_of
from roster.sheets.foresight import Foresight, is_elsewhere
from roster.sheets.grid import kind_label
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


def check_needs(plan: RotaPlan, operation: Operation) -> None:
    """Warn of each duty that would have fewer people than it has and needs, or lose its lead."""
    touched = [*plan.removed, *(assignment for assignment, _leads in plan.leads)]
    duties = {assignment.duty_id: assignment.duty for assignment in touched}
    if not duties:
        return
    needs = Needs(operation)
    for duty in duties.values():
        now = [(a.officer, a.leads) for a in duty.assignments.all()]
        _check_duty(plan, duty, asked(needs.of(duty.post), slot_of(duty)), now)


def _check_duty(
    plan: RotaPlan, duty: Duty, needs: dict[str, Need], now: list[tuple[Officer, bool]]
) -> None:
    then = _then(plan, duty)
    for kind, need in needs.items():
        before = [leads for officer, leads in now if kind_of(officer) == kind]
        after = [leads for officer, leads in then if kind_of(officer) == kind]
        facts = {
            "post": duty.post.name,
            "day": short_date(duty.day),
            "kind": kind_label(kind),
            "there": len(after),
            "asked": need.people,
        }
        if len(after) < min(len(before), need.people):
            words = _(
                "%(post)s, %(day)s: %(there)d of %(asked)d people from %(kind)s would be left."
            )
            plan.warn(words % facts)
        if need.leads and any(before) and not any(after):
            plan.warn(_("%(post)s, %(day)s: nobody from %(kind)s would lead.") % facts)


def _then(plan: RotaPlan, duty: Duty) -> list[tuple[Officer, bool]]:
    """Who would be on a stored duty, and whether they lead."""
    off = {assignment.pk for assignment in plan.removed}
    leads = {assignment.pk: said for assignment, said in plan.leads}
    stay = [
        (a.officer, leads.get(a.pk, a.leads)) for a in duty.assignments.all() if a.pk not in off
    ]
    return [*stay, *((p.officer, p.leads) for p in plan.added if p.duty.pk == duty.pk)]


def kind_of(officer: Officer) -> str:
    """Return the kind of somebody's institution; '' without one."""
    return officer.institution.kind if officer.institution else ""


def _words(objection: Objection, people: Foresight, placed: Placed, own: int) -> str:
    if is_elsewhere(objection) and (where := people.clash(placed.officer, placed.duty, own)):
        facts = {"name": placed.officer.full_name, "where": where}
        return _("%(name)s can't be in two places: see %(where)s.") % facts
    return objection.words
