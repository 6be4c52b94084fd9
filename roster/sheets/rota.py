"""The rota in: what a grid changes of who is at which duty.

A grid states, for each duty on its days, who is there of the kinds of institution that have a row:
all of them. Whoever of such a kind isn't named is taken off. Days without a column, kinds without
a row and posts without a sheet stay as they are.
"""

from collections import defaultdict
from datetime import date

from django.utils.translation import gettext as _

from posko.models import Operation, Post
from posko.templatetags.when import short_date
from roster.models import Assignment, Duty, Officer
from roster.sheets.book import Book, Unreadable, Where
from roster.sheets.duties import Named, named_duties, stored_duties
from roster.sheets.grid import kind_label
from roster.sheets.names import Names, Unknown
from roster.sheets.plan import CHANGED, MADE, REMOVED, Line
from roster.sheets.rota_check import check_rules
from roster.sheets.rota_plan import Placed, RotaPlan
from roster.sheets.rota_reading import RotaReader, Said
from roster.sheets.words import echoed
from roster.slots import Shifts


def plan_rota(book: Book, me: Officer, operation: Operation | None) -> RotaPlan:
    """Return what ``book`` would change for ``me``; raises Unreadable."""
    if operation is None:
        raise Unreadable(_("No election is being prepared, so there is no rota yet."))
    plan = RotaPlan()
    posts = list(Post.objects.of(operation).in_scope(me.region_id).with_hours())
    said = list(RotaReader(posts, plan).read(book))
    if said:
        _Comparison(plan, operation, me, said).run()
    return plan


class _Comparison:
    def __init__(self, plan: RotaPlan, operation: Operation, me: Officer, said: list[Said]) -> None:
        self.plan, self.operation, self.said = plan, operation, said
        self.first = min(one.day for one in said)
        self.last = max(one.day for one in said)
        self._duties = self._read_duties()
        self._names = Names([*self._scope(me), *self._there()])
        self._allowed = {officer.pk for officer in self._scope(me)}

    def run(self) -> None:
        """Compare duty by duty, then ask the rules about all that is new."""
        wanted: dict[int, dict[str, list[Placed]]] = defaultdict(lambda: defaultdict(list))
        spoiled: dict[int, set[str]] = defaultdict(set)
        found: dict[int, Duty] = {}
        for one in self.said:
            duty = self._duty(one)
            if duty is None:
                continue
            found[id(duty)] = duty
            places = wanted[id(duty)][one.kind]
            if one.bad or (one.name and not self._place(one, duty, places)):
                spoiled[id(duty)].add(one.kind)
        for key, kinds in wanted.items():
            self._compare(found[key], kinds, spoiled[key])
        check_rules(self.plan, self.operation, self.first, self.last)

    def _read_duties(self) -> dict[tuple[int, date], Named]:
        posts = {one.post.pk: one.post for one in self.said}
        stored = stored_duties(posts.values(), self.first, self.last)
        shifts = Shifts(self.operation)
        return {
            (post.pk, day): named
            for post in posts.values()
            for day, named in named_duties(
                post, stored[post.pk], shifts, self.first, self.last
            ).items()
        }

    def _scope(self, me: Officer) -> list[Officer]:
        if not hasattr(self, "_officers"):
            rows = Officer.objects.in_scope(me.region_id).select_related("institution")
            self._officers = list(rows)
        return self._officers

    def _there(self) -> list[Officer]:
        duties = [duty for named in self._duties.values() for duty in named.values() if duty.pk]
        return [a.officer for duty in duties for a in duty.assignments.all()]

    def _duty(self, one: Said) -> Duty | None:
        named = self._duties.get((one.post.pk, one.day), {})
        by_name = {name.casefold(): duty for name, duty in named.items()}
        duty = by_name.get(one.shift.casefold())
        if duty is None and one.name and not one.bad:
            self.plan.refuse(_no_duty(one, named), one.where)
        return duty

    def _place(self, one: Said, duty: Duty, places: list[Placed]) -> bool:
        try:
            officer = self._names.find(one.name)
        except Unknown as unknown:
            self.plan.refuse(unknown.words, one.where)
            return False
        kind = officer.institution.kind if officer.institution else ""
        if kind != one.kind:
            facts = {"name": officer.full_name, "kind": kind_label(kind)}
            self.plan.refuse(_("%(name)s is from: %(kind)s.") % facts, one.where)
            return False
        if any(other.officer == officer for other in places):
            words = _("%(name)s is on this duty already.") % {"name": officer.full_name}
            self.plan.refuse(words, one.where)
            return False
        places.append(Placed(duty, officer, one.leads, one.where))
        return True

    def _compare(self, duty: Duty, kinds: dict[str, list[Placed]], spoiled: set[str]) -> None:
        there = {a.officer_id: a for a in duty.assignments.all()} if duty.pk else {}
        placed = [one for some in kinds.values() for one in some]
        lead = self._lead(placed)
        named = {one.officer.pk for one in placed}
        for one in placed:
            if one.officer.pk in there:
                self._keep(there[one.officer.pk], one)
            else:
                self._add(one)
        for officer, assignment in there.items():
            if officer in named:
                continue
            institution = assignment.officer.institution
            kind = institution.kind if institution else ""
            if kind in kinds and kind not in spoiled:
                self._remove(assignment)
            elif lead and assignment.leads:
                # Whoever the file names leads, be the other one in the file or not.
                self._set_lead(assignment, False, lead.where)

    def _lead(self, placed: list[Placed]) -> Placed | None:
        leading = [one for one in placed if one.leads]
        for one in leading[1:]:
            self.plan.refuse(_("Only one person can lead a duty."), one.where)
        return leading[0] if leading else None

    def _keep(self, assignment: Assignment, one: Placed) -> None:
        if assignment.leads == one.leads:
            self.plan.left += 1
        else:
            self._set_lead(assignment, one.leads, one.where)

    def _set_lead(self, assignment: Assignment, leads: bool, where: Where) -> None:
        self.plan.leads.append((assignment, leads))
        words = _("leads now") if leads else _("no longer leads")
        subject = _subject(assignment.duty, assignment.officer)
        self.plan.lines.append(Line(CHANGED, subject, words, where))

    def _add(self, one: Placed) -> None:
        if one.officer.pk not in self._allowed:
            # Whoever serves a wider region stays where they are, and is put nowhere from here.
            words = _("name '%(name)s' is unknown in your region.")
            self.plan.refuse(words % {"name": one.officer.full_name}, one.where)
            return
        details = [_("leads now")] if one.leads else []
        if one.duty._state.adding:
            details.append(_("the duty is made, too"))
        self.plan.added.append(one)
        subject = _subject(one.duty, one.officer)
        self.plan.lines.append(Line(MADE, subject, ", ".join(details), one.where))

    def _remove(self, assignment: Assignment) -> None:
        self.plan.removed.append(assignment)
        self.plan.lines.append(Line(REMOVED, _subject(assignment.duty, assignment.officer)))


def _no_duty(one: Said, named: Named) -> str:
    facts = {"day": short_date(one.day), "post": one.post.name, "shift": echoed(one.shift)}
    if not named:
        return _("%(post)s has no duty on %(day)s.") % facts
    known = ", ".join(name for name in named if name)
    if one.shift:
        return _("%(post)s has no shift '%(shift)s' on %(day)s.") % facts
    return _("please say which shift: %(known)s.") % {"known": known}


def _subject(duty: Duty, officer: Officer) -> str:
    return f"{officer.full_name}: {duty.post.name}, {short_date(duty.day)}"
