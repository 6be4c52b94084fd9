"""Officers, one a row: a known username is changed, another one is made, none is deleted."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from posko.models import Post
from posko.models.region import lies_within
from posko.sheets.book import Book, Value
from posko.sheets.plan import CHANGED, MADE, Line
from posko.sheets.table import Column, Row, table_rows
from posko.sheets.words import NO, YES, by_spelling, echoed, read_yes
from roster.models import Officer, Role
from roster.permissions import may_give_role
from roster.sheets.places import Institutions, Posts, Regions
from roster.sheets.plan import RosterPlan

COLUMNS = (
    Column("username", gettext_lazy("Username"), needed=True),
    Column("full_name", gettext_lazy("Full name"), needed=True),
    Column("email", gettext_lazy("E-mail")),
    Column("role", gettext_lazy("Role")),
    Column("institution", gettext_lazy("Institution")),
    Column("region", gettext_lazy("Region")),
    Column("post", gettext_lazy("Post")),
    Column("may_lead", gettext_lazy("May lead a duty")),
    Column("is_active", gettext_lazy("Active")),
)
FIELDS = [column.key for column in COLUMNS]


class TypedForm(forms.ModelForm):  # type: ignore[type-arg]
    """What is typed freely, with the model's own limits. Asks the database nothing."""

    class Meta:
        model = Officer
        fields = ["username", "full_name", "email"]

    def validate_unique(self) -> None:
        """All usernames are known already."""

    def validate_constraints(self) -> None:
        """Each would be a query a row; who stores still meets them."""


@dataclass(slots=True)
class OfficersPlan(RosterPlan):
    """Officers to be made and to be changed."""

    new: list[Officer] = field(default_factory=list)
    changed: list[tuple[Officer, list[str]]] = field(default_factory=list)

    def people(self) -> Collection[int]:
        """Those to be changed."""
        return [officer.pk for officer, _fields in self.changed]

    def duties(self) -> Collection[int]:
        """None."""
        return []

    def store(self) -> None:
        """Make the new ones, who can't log in yet, and change the others."""
        for officer in self.new:
            officer.set_unusable_password()
        Officer.objects.bulk_create(self.new)
        for officer, fields in self.changed:
            officer.save(update_fields=fields)


def plan_officers(book: Book, me: Officer) -> OfficersPlan:
    """Return what ``book`` would change for ``me``; raises Unreadable."""
    plan = OfficersPlan()
    reader = _Reader(me, plan)
    for row in table_rows(book, COLUMNS, plan):
        reader.read(row)
    return plan


class _Reader:
    """Reads rows against what is stored, all of it read beforehand."""

    def __init__(self, me: Officer, plan: OfficersPlan) -> None:
        self.me, self.plan = me, plan
        rows = Officer.objects.select_related("institution", "region", "post__operation")
        self._stored = {row.username: row for row in rows.in_scope(me.region_id)}
        known = Officer.objects.values_list("username", flat=True)
        self._elsewhere = set(known) - set(self._stored)
        self._regions, self._institutions = Regions(me.region_id), Institutions(me.region_id)
        self._posts = Posts(_posts(me.region_id))
        self._roles = by_spelling(Role.choices)
        self._seen: dict[str, Row] = {}

    def read(self, row: Row) -> None:
        """Note what ``row`` would change, or its bad cells."""
        before = len(self.plan.errors)
        username = row.text("username").lower()
        if not self._is_new_in_file(username, row):
            return
        stored = self._stored.get(username)
        officer = _copy(stored) if stored else Officer(username=username, region=self.me.region)
        self._fill(officer, row)
        if len(self.plan.errors) == before:
            self._compare(stored, officer, row)

    def _is_new_in_file(self, username: str, row: Row) -> bool:
        where = row.where("username")
        if username in self._elsewhere:
            self.plan.refuse(_("this username belongs to somebody outside your region."), where)
        elif username and username in self._seen:
            first = self._seen[username].number
            self.plan.refuse(_("this username is in row %(row)d already.") % {"row": first}, where)
        else:
            self._seen[username] = row
            return True
        return False

    def _fill(self, officer: Officer, row: Row) -> None:
        self._fill_typed(officer, row)
        self._fill_role(officer, row)
        self._fill_keys(officer, row)
        for key in ("may_lead", "is_active"):
            if not row.text(key):
                continue
            said = read_yes(row.text(key))
            if said is None:
                self.plan.refuse(_("please enter yes or no."), row.where(key))
            else:
                setattr(officer, key, said)

    def _fill_typed(self, officer: Officer, row: Row) -> None:
        typed = {"username": officer.username, "full_name": row.text("full_name")}
        typed["email"] = row.text("email") if "email" in row else officer.email
        form = TypedForm(typed, instance=officer)
        for key, words in form.errors.items():
            self.plan.refuse(" ".join(str(word) for word in words), row.where(str(key)))

    def _fill_role(self, officer: Officer, row: Row) -> None:
        if not row.text("role"):
            return
        role = self._roles.get(row.text("role").casefold())
        if role is None:
            self.plan.refuse(
                _("role '%(name)s' is unknown.") % {"name": echoed(row.text("role"))},
                row.where("role"),
            )
        else:
            officer.role = role

    def _fill_keys(self, officer: Officer, row: Row) -> None:
        if text := row.text("region"):
            region = self._regions.find(text)
            if region is None:
                words = _("'%(name)s' is no region in your own, %(region)s.")
                facts = {"name": echoed(text), "region": self.me.region.name}
                self.plan.refuse(words % facts, row.where("region"))
            else:
                officer.region = region
        if "post" in row:
            self._fill_post(officer, row)
        if "institution" in row:
            self._fill_institution(officer, row)

    def _fill_post(self, officer: Officer, row: Row) -> None:
        text, here = row.text("post"), row.where("post")
        if officer.post and text == self._posts.label(officer.post):
            return
        post = self._posts.find(text) if text else None
        if text and post is None:
            self.plan.refuse(
                _("post '%(name)s' is not in your region.") % {"name": echoed(text)}, here
            )
        elif post and not lies_within(officer.region_id, post.region_id):
            self.plan.refuse(_("this post is outside the officer's region."), here)
        officer.post = post

    def _fill_institution(self, officer: Officer, row: Row) -> None:
        text = row.text("institution")
        if officer.institution and text.casefold() == officer.institution.name.casefold():
            return
        officer.institution = self._institutions.find(text) if text else None
        if text and officer.institution is None:
            words = _("institution '%(name)s' is unknown in your region.") % {"name": echoed(text)}
            self.plan.refuse(words, row.where("institution"))

    def _compare(self, stored: Officer | None, officer: Officer, row: Row) -> None:
        changed = [key for key in FIELDS if stored and _raw(stored, key) != _raw(officer, key)]
        if stored and not changed:
            self.plan.left += 1
        elif self._allowed(stored, officer, row):
            self._note(stored, officer, changed, row)

    def _allowed(self, stored: Officer | None, officer: Officer, row: Row) -> bool:
        if stored and stored.pk == self.me.pk and self.me.role != Role.ADMINISTRATOR:
            self.plan.refuse(_("you can't change yourself."), row.where("username"))
        elif stored and not may_give_role(self.me, stored.role):
            self.plan.refuse(_("this person is not yours to change."), row.where("username"))
        elif not may_give_role(self.me, officer.role):
            self.plan.refuse(_("this role is not yours to give."), row.where("role"))
        elif officer.role == Role.PENGHUBUNG and officer.institution_id is None:
            words = _("A liaison officer needs an institution.")
            self.plan.refuse(words, row.where("institution"))
        else:
            return True
        return False

    def _note(self, stored: Officer | None, officer: Officer, changed: list[str], row: Row) -> None:
        where, name = row.where("username"), f"{officer.full_name} ({officer.username})"
        if stored is None:
            self.plan.new.append(officer)
            self.plan.lines.append(Line(MADE, name, officer.get_role_display(), where))
            return
        details = "; ".join(
            f"{column.title}: {_shown(stored, column.key)} → {_shown(officer, column.key)}"
            for column in COLUMNS
            if column.key in changed
        )
        self.plan.changed.append((officer, changed))
        self.plan.lines.append(Line(CHANGED, name, details, where))


def officer_rows(scope: str) -> Iterator[list[Value]]:
    """Yield the titles, then the officers of a scope, as plan_officers() reads them."""
    yield [str(column.title) for column in COLUMNS]
    posts = Posts(_posts(scope))
    rows = Officer.objects.in_scope(scope).select_related("institution", "post__operation")
    for officer in rows.order_by("full_name", "username").iterator(chunk_size=500):
        yield [
            officer.username,
            officer.full_name,
            officer.email,
            officer.get_role_display(),
            officer.institution.name if officer.institution else "",
            officer.region_id,
            posts.label(officer.post) if officer.post else "",
            str(YES if officer.may_lead else NO),
            str(YES if officer.is_active else NO),
        ]


def _posts(scope: str) -> Any:
    return Post.objects.in_scope(scope).select_related("operation")


def _copy(stored: Officer) -> Officer:
    copy = Officer.from_db("default", *_loaded(stored))
    copy.institution, copy.region, copy.post = stored.institution, stored.region, stored.post
    return copy


def _loaded(stored: Officer) -> tuple[list[str], list[Any]]:
    names = [f.attname for f in Officer._meta.concrete_fields]
    return names, [getattr(stored, name) for name in names]


def _raw(officer: Officer, key: str) -> Any:
    return getattr(officer, Officer._meta.get_field(key).attname)  # type: ignore[union-attr]


def _shown(officer: Officer, key: str) -> str:
    value = getattr(officer, key)
    if isinstance(value, bool):
        return str(YES if value else NO)
    if key == "role":
        return officer.get_role_display()
    return str(value) if value else "-"
