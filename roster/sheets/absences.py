"""Absences, one a row. Same person and days: changed; else made. None is deleted.

Why somebody is away is theirs: only who may see absences gets the file.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from posko.sheets.book import Book, Value
from posko.sheets.plan import CHANGED, MADE, Line
from posko.sheets.table import Column, Row, table_rows
from posko.sheets.words import by_spelling
from posko.templatetags.when import short_date
from roster.models import Absence, AbsenceKind, Assignment, Officer
from roster.sheets.days import read_day
from roster.sheets.names import Names, Unknown
from roster.sheets.plan import RosterPlan

COLUMNS = (
    Column("officer", gettext_lazy("Username"), needed=True),
    Column("full_name", gettext_lazy("Full name")),
    Column("kind", gettext_lazy("Kind"), needed=True),
    Column("first_day", gettext_lazy("First day"), needed=True),
    Column("last_day", gettext_lazy("Last day")),
    Column("note", gettext_lazy("Note")),
)
NOTE_LENGTH = Absence._meta.get_field("note").max_length or 0

type Key = tuple[int, date, date]


@dataclass(slots=True)
class AbsencesPlan(RosterPlan):
    """Absences to be made and to be changed."""

    new: list[Absence] = field(default_factory=list)
    changed: list[Absence] = field(default_factory=list)

    def people(self) -> Collection[int]:
        """Whoever is away."""
        return {absence.officer_id for absence in [*self.new, *self.changed]}

    def duties(self) -> Collection[int]:
        """None: a duty keeps its people until somebody takes them off."""
        return []

    def store(self) -> None:
        """Store all of them."""
        Absence.objects.bulk_create(self.new)
        Absence.objects.bulk_update(self.changed, ["kind", "note"], batch_size=500)


def plan_absences(book: Book, me: Officer) -> AbsencesPlan:
    """Return what ``book`` would change for ``me``; raises Unreadable."""
    plan = AbsencesPlan()
    reader = _Reader(me, plan)
    for row in table_rows(book, COLUMNS, plan):
        reader.read(row)
    _tell_gaps(plan, reader.made, me)
    return plan


class _Reader:
    def __init__(self, me: Officer, plan: AbsencesPlan) -> None:
        self.plan = plan
        self._names = Names(Officer.objects.in_scope(me.region_id))
        self._kinds = by_spelling(AbsenceKind.choices)
        stored = Absence.objects.in_scope(me.region_id)
        self._stored = {(a.officer_id, a.first_day, a.last_day): a for a in stored}
        self._seen: dict[Key, int] = {}
        self.made: list[tuple[Absence, Row]] = []

    def read(self, row: Row) -> None:
        """Note what ``row`` would change, or its bad cells."""
        officer, kind = self._officer(row), self._kind(row)
        days, note = self._days(row), self._note(row)
        if officer is None or kind is None or days is None or note is None:
            return
        key = (officer.pk, *days)
        if key in self._seen:
            words = _("this absence is in row %(row)d already.") % {"row": self._seen[key]}
            self.plan.refuse(words, row.where("officer"))
            return
        self._seen[key] = row.number
        self._compare(key, officer, kind, note, row)

    def _officer(self, row: Row) -> Officer | None:
        key = "full_name" if row.text("full_name") and not row.text("officer") else "officer"
        try:
            if not row.text(key):
                raise Unknown(_("please say who is away."))
            return self._names.find(row.text(key))
        except Unknown as unknown:
            self.plan.refuse(unknown.words, row.where(key))
        return None

    def _kind(self, row: Row) -> str | None:
        kind = self._kinds.get(row.text("kind").casefold())
        if kind is None:
            known = ", ".join(str(label) for label in AbsenceKind.labels)
            self.plan.refuse(_("please enter one of: %(kinds)s.") % {"kinds": known},
                             row.where("kind"))  # fmt: skip
        return kind

    def _days(self, row: Row) -> tuple[date, date] | None:
        first = self._day(row, "first_day")
        last = self._day(row, "last_day") if row.text("last_day") else first
        if first is None or last is None:
            return None
        if last < first:
            words = _("The last day comes before the first.")
            self.plan.refuse(words, row.where("last_day"))
            return None
        return first, last

    def _day(self, row: Row, key: str) -> date | None:
        day = read_day(row.value(key))
        if day is None:
            self.plan.refuse(no_date(row.text(key)), row.where(key))
        return day

    def _note(self, row: Row) -> str | None:
        note = row.text("note")
        if len(note) > NOTE_LENGTH:
            words = _("at most %(limit)d characters fit.") % {"limit": NOTE_LENGTH}
            self.plan.refuse(words, row.where("note"))
            return None
        return note

    def _compare(self, key: Key, officer: Officer, kind: str, note: str, row: Row) -> None:
        days = f"{key[1]:%d.%m.%Y}-{key[2]:%d.%m.%Y}"
        label, where = str(AbsenceKind(kind).label), row.where("officer")
        stored = self._stored.get(key)
        if stored is None:
            absence = Absence(
                officer=officer, kind=kind, first_day=key[1], last_day=key[2], note=note
            )
            self.plan.new.append(absence)
            self.made.append((absence, row))
            details = f"{days}, {label}" + (f", {note}" if note else "")
            self.plan.lines.append(Line(MADE, officer.full_name, details, where))
        elif (stored.kind, stored.note) == (kind, note):
            self.plan.left += 1
        else:
            before = f"{stored.get_kind_display()} {stored.note}".strip()
            stored.kind, stored.note = kind, note
            self.plan.changed.append(stored)
            details = f"{days}: {before} → {f'{label} {note}'.strip()}"
            self.plan.lines.append(Line(CHANGED, officer.full_name, details, where))


def no_date(text: str) -> str:
    """Say that a cell holds no date, and how to write one."""
    if not text:
        return _("please enter a date, such as 13/02/2024.")
    words = _("'%(text)s' is no date that exists; please write it as 13/02/2024.")
    return words % {"text": text[:40]}


def absence_rows(scope: str) -> Iterator[list[Value]]:
    """Yield the titles, then the absences of a scope, as plan_absences() reads them."""
    yield [str(column.title) for column in COLUMNS]
    rows = Absence.objects.in_scope(scope).select_related("officer")
    for row in rows.order_by("first_day", "officer__full_name", "pk").iterator(chunk_size=500):
        yield [
            row.officer.username,
            row.officer.full_name,
            str(row.get_kind_display()),
            row.first_day,
            row.last_day,
            row.note,
        ]


def _tell_gaps(plan: AbsencesPlan, made: list[tuple[Absence, Row]], me: Officer) -> None:
    """Say which duties lose somebody: it is allowed, but nobody should miss it."""
    if not made:
        return
    first = min(absence.first_day for absence, _row in made)
    last = max(absence.last_day for absence, _row in made)
    duties = defaultdict(list)
    rows = Assignment.objects.filter(officer__in=plan.people()).between(first, last)
    for held in rows.select_related("duty__post__region").order_by("starts_at"):
        duties[held.officer_id].append(held.duty)
    for absence, row in made:
        for duty in duties[absence.officer_id]:
            if absence.first_day <= duty.day <= absence.last_day:
                # A post outside the scope isn't named.
                mine = me.region.contains(duty.post.region_id)
                facts = {
                    "name": absence.officer.full_name,
                    "day": short_date(duty.day),
                    "post": duty.post.name if mine else _("another region"),
                }
                words = _("%(name)s is on duty on %(day)s, %(post)s: there will be a gap.") % facts
                plan.warn(words, row.where("first_day"))
