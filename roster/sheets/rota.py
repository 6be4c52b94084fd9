"""The rota in: what a grid changes of who is at which duty.

A grid states, for each duty on its days, who is there of the kinds of institution that have a row:
all of them. Whoever of such a kind isn't named is taken off. Days without a column, kinds without
a row and posts without a sheet stay as they are. A file that remembers what it showed (memory.py)
states only what was changed in it.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from posko.models import Operation, Post
from posko.sheets.book import Book, Unreadable, Where
from posko.sheets.plan import CHANGED, MADE, REMOVED, Line, Told
from posko.sheets.words import echoed
from posko.templatetags.when import short_date
from roster.models import Assignment, Duty, Officer
from roster.sheets.duties import Named, named_duties, stored_duties
from roster.sheets.grid import kind_label, marked, unmarked
from roster.sheets.memory import Memory
from roster.sheets.names import Names, Unknown
from roster.sheets.rota_check import check_needs, check_rules, kind_of
from roster.sheets.rota_merge import Merge, is_as_shown, parted
from roster.sheets.rota_plan import Placed, RotaPlan
from roster.sheets.rota_reading import RotaReader, Said
from roster.slots import Shifts


def plan_rota(book: Book, me: Officer, operation: Operation | None) -> RotaPlan:
    """Return what ``book`` would change for ``me``; raises Unreadable."""
    if operation is None:
        raise Unreadable(_("No election is being prepared, so there is no rota yet."))
    plan = RotaPlan()
    posts = list(Post.objects.of(operation).in_scope(me.region_id).with_hours())
    said = list(RotaReader(posts, plan).read(book))
    if said:
        _Comparison(plan, operation, me, said, Memory.of(book, posts)).run()
    return plan


_CONFLICT = gettext_lazy(
    "the rota has changed here since the file was downloaded: now %(now)s."
    " Please put the cell back as it was, or download the rota again."
)


class _Comparison:
    def __init__(
        self,
        plan: RotaPlan,
        operation: Operation,
        me: Officer,
        said: list[Said],
        memory: Memory,
    ) -> None:
        self.plan, self.operation, self.said, self.memory = plan, operation, said, memory
        self._moved = 0
        self.first = min(one.day for one in said)
        self.last = max(one.day for one in said)
        self._duties = self._read_duties()
        self._names = Names([*self._scope(me), *self._there()])
        self._allowed = {officer.pk for officer in self._scope(me)}

    def run(self) -> None:
        """Compare duty by duty, then ask the rules about all that is new."""
        wanted: dict[int, dict[str, list[Placed]]] = defaultdict(lambda: defaultdict(list))
        spoiled: dict[int, set[str]] = defaultdict(set)
        blind: dict[int, set[str]] = defaultdict(set)
        found: dict[int, Duty] = {}
        for some in self._groups():
            one = some[0]
            shown = self.memory.shown(one.post, one.day, one.shift, one.kind)
            duty = self._duty(some, shown)
            if duty is None:
                continue
            found[id(duty)] = duty
            places = wanted[id(duty)][one.kind]
            if shown is None:
                blind[id(duty)].add(one.kind)
                fine = self._take(some, duty, places)
            else:
                fine = self._merge(some, shown, duty, places)
            if not fine:
                spoiled[id(duty)].add(one.kind)
        for key, kinds in wanted.items():
            self._compare(found[key], kinds, spoiled[key], blind[key])
        self._note_moved()
        check_rules(self.plan, self.operation, self.first, self.last)
        check_needs(self.plan, self.operation)

    def _groups(self) -> Iterable[list[Said]]:
        """The cells of one kind at one duty each."""
        groups: dict[tuple[int, date, str, str], list[Said]] = defaultdict(list)
        for one in self.said:
            groups[one.post.pk, one.day, one.shift.casefold(), one.kind].append(one)
        return groups.values()

    def _take(self, some: list[Said], duty: Duty, places: list[Placed]) -> bool:
        """Take the cells as they are; return whether all could be read."""
        fine = [not one.bad and (not one.name or self._place(one, duty, places)) for one in some]
        return all(fine)

    def _merge(self, some: list[Said], shown: list[str], duty: Duty, places: list[Placed]) -> bool:
        """Put what was changed in the cells into the rota as it is now."""
        same, changed = parted(some, shown)
        said = [
            Placed(duty, officer, one.leads, one.where)
            for one in same
            if (officer := self._known(one.name))
        ]
        if not self._take([*changed, *(one for one in some if one.bad)], duty, said):
            return False
        merge = Merge(shown, {one.officer.pk: one for one in said}, _of_kind(duty, some[0].kind))
        merge.know(self._known, same)
        self._moved += merge.moved
        if merge.is_conflict:
            self._tell_conflict(merge, some, changed)
            return False
        places += merge.placed(some[0].where)
        return True

    def _known(self, name: str) -> Officer | None:
        try:
            return self._names.find(name)
        except Unknown:
            return None

    def _tell_conflict(self, merge: Merge, some: list[Said], changed: list[Said]) -> None:
        there = {a.officer for a in merge.there.values()}
        other = [
            (one, text)
            for one, text in zip(some, merge.shown, strict=False)
            if text and not is_as_shown(one, [text]) and (one in changed or not one.name)
        ]
        gone = [one for one, text in other if self._known(unmarked(text)[0]) not in there]
        came = merge.newcomers or ([] if gone else list(merge.there.values()))
        now = ", ".join(marked(a.officer.full_name, a.leads) for a in came) or _("nobody")
        for one in gone or changed or [one for one, _text in other] or some[:1]:
            self.plan.refuse(_CONFLICT % {"now": now}, one.where)

    def _note_moved(self) -> None:
        if self._moved:
            words = _(
                "The rota has changed since the file was downloaded. Cells that you did not change"
                " stay as the rota is now: %(count)d."
            )
            self.plan.notes.append(Told(words % {"count": self._moved}))

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

    def _duty(self, some: list[Said], shown: list[str] | None) -> Duty | None:
        one = some[0]
        named = self._duties.get((one.post.pk, one.day), {})
        by_name = {name.casefold(): duty for name, duty in named.items()}
        duty = by_name.get(one.shift.casefold())
        for one in some if duty is None else []:
            if one.name and not one.bad and not is_as_shown(one, shown or []):
                self.plan.refuse(_no_duty(one, named), one.where)
        return duty

    def _place(self, one: Said, duty: Duty, places: list[Placed]) -> bool:
        try:
            officer = self._names.find(one.name)
        except Unknown as unknown:
            self.plan.refuse(unknown.words, one.where)
            return False
        kind = kind_of(officer)
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

    def _compare(
        self, duty: Duty, kinds: dict[str, list[Placed]], spoiled: set[str], blind: set[str]
    ) -> None:
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
            kind = kind_of(assignment.officer)
            if kind in kinds and kind not in spoiled:
                self._remove(assignment, seen=kind not in blind)
            elif lead and assignment.leads:
                # Whoever the file names leads, be the other one in the file or not.
                self._set_lead(assignment, False, lead.where)

    def _lead(self, placed: list[Placed]) -> Placed | None:
        leading = [one for one in placed if one.leads]
        since = [one for one in leading if one.since]
        for one in leading if since and leading[1:] else []:
            if not one.since:
                now = marked(since[0].officer.full_name, True)
                self.plan.refuse(_CONFLICT % {"now": now}, one.where)
        for one in [] if since else leading[1:]:
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

    def _remove(self, assignment: Assignment, seen: bool) -> None:
        self.plan.removed.append(assignment)
        if not seen:
            # The file may be older than whoever put them there.
            words = _("would be taken off: %(who)s.")
            self.plan.warn(words % {"who": _subject(assignment.duty, assignment.officer)})
        self.plan.lines.append(Line(REMOVED, _subject(assignment.duty, assignment.officer)))


def _of_kind(duty: Duty, kind: str) -> dict[int, Assignment]:
    there = duty.assignments.all() if duty.pk else []
    return {a.officer_id: a for a in there if kind_of(a.officer) == kind}


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
