"""From the rows of a file to what they would do, each bad cell named; nothing is stored here."""

import copy
from collections import Counter
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from posko.hours import Hours
from posko.importing import hours as own_hours
from posko.importing.columns import ACCESS, COLUMNS, FIELDS
from posko.importing.forms import TypedForm, typed
from posko.importing.places import boxes
from posko.importing.plan import PostsPlan
from posko.models import Level, Operation, Post, Region
from posko.models.region import lies_within
from posko.sheets.book import Book
from posko.sheets.plan import CHANGED, MADE, Line
from posko.sheets.reading import read
from posko.sheets.table import Row, table_rows
from posko.sheets.words import NO, YES, echoed, folded, read_yes


@dataclass(frozen=True, slots=True)
class Rights:
    """Where somebody may change posts (None: everywhere), and whether they may add some."""

    scope: str | None = None
    may_add: bool = True

    def reaches(self, code: str) -> bool:
        """Tell whether the region with ``code`` is theirs."""
        return self.scope is None or lies_within(self.scope, code)


def plan_posts(book: Book, operation: Operation, rights: Rights) -> PostsPlan:
    """Return what ``book`` would change in ``operation``; raises Unreadable."""
    plan = PostsPlan(operation=operation)
    reader = _Reader(operation, rights, plan)
    for row in table_rows(book, COLUMNS, plan):
        reader.read(row)
    reader.tell_hours()
    plan.arrange()
    return plan


@transaction.atomic
def import_posts(content: bytes, operation: Operation, *, store: bool) -> PostsPlan:
    """Return what a file does to ``operation``; with ``store`` and no bad cell, it has done it."""
    book = read(content)
    if store:
        PostsPlan(operation=operation).lock()
    plan = plan_posts(book, operation, Rights())
    if store and not plan.errors:
        plan.store()
    return plan


class _Reader:
    """Reads rows against what is stored, all of it read beforehand in five queries."""

    def __init__(self, operation: Operation, rights: Rights, plan: PostsPlan) -> None:
        self.operation, self.rights, self.plan = operation, rights, plan
        rows = Post.objects.of(operation).select_related("region")
        self._stored = {post.slug: post for post in rows.prefetch_related("weekly_hours")}
        self._regions = {region.code: region for region in Region.objects.all()}
        self._boxes = boxes(self._regions.values())
        self._names = _unique_names(self._regions)
        self._common = {row.level: row.hours for row in operation.common_hours.all()}
        self._seen: dict[str, int] = {}
        self._without: Counter[str] = Counter()

    def read(self, row: Row) -> None:
        """Note what ``row`` would change, or its bad cells."""
        before = len(self.plan.errors)
        slug = row.text("slug")
        if slug and slug in self._seen:
            first = {"row": self._seen[slug]}
            self.plan.refuse(_("this slug is in row %(row)d already.") % first, row.where("slug"))
            return
        self._seen[slug] = row.number
        stored = self._stored.get(slug)
        post = copy.copy(stored) if stored else Post(operation=self.operation)
        self._fill_region(post, stored, row)
        self._fill_typed(post, row)
        self._fill_yes(post, row)
        stated = own_hours.read_hours(row, self.plan)
        if len(self.plan.errors) == before:
            self._compare(stored, post, stated, row)

    def tell_hours(self) -> None:
        """Warn of new posts that would have no hours at all."""
        for level, count in self._without.items():
            words = ngettext(
                "The operation has no hours for the level %(level)s: %(count)d post would have"
                " none.",
                "The operation has no hours for the level %(level)s: %(count)d posts would have"
                " none.",
                count,
            )
            self.plan.warn(words % {"level": Level(level).label, "count": count})

    def _fill_region(self, post: Post, stored: Post | None, row: Row) -> None:
        text, here = row.text("region"), row.where("region")
        region = self._regions.get(text) or self._names.get(folded(text))
        if region is None:
            words = _("there is no region with the code or name '%(name)s'.")
            self.plan.refuse(words % {"name": echoed(text)}, here)
            return
        if stored and not self.rights.reaches(stored.region_id):
            words = _("post '%(name)s' lies in %(region)s, outside your region.")
            facts = {"name": stored.name, "region": stored.region.name}
            self.plan.refuse(words % facts, row.where("slug"))
        elif not self.rights.reaches(region.code):
            words = _("%(region)s (%(code)s) lies outside your region.")
            self.plan.refuse(words % {"region": region.name, "code": region.code}, here)
        elif not self.rights.may_add and stored is None:
            words = _("there is no such post yet, and adding posts is up to administrators.")
            self.plan.refuse(words, row.where("slug"))
        elif not self.rights.may_add and stored and stored.region_id != region.code:
            self.plan.refuse(_("moving a post is up to administrators."), here)
        post.region = region

    def _fill_typed(self, post: Post, row: Row) -> None:
        form = TypedForm(typed(post, row), instance=post)
        for key, words in form.errors.items():
            self.plan.refuse(" ".join(str(word) for word in words), row.where(str(key)))
        if not {"latitude", "longitude"} & set(form.errors):
            self._check_position(post, row)

    def _check_position(self, post: Post, row: Row) -> None:
        latitude, longitude = post.latitude, post.longitude
        if latitude is None or longitude is None:
            if latitude is not longitude:
                words = _("Give both latitude and longitude, or neither.")
                self.plan.refuse(words, row.where("latitude"))
            return
        if not post.region_id:
            return
        province = post.region_id.partition(".")[0]
        box, own = self._boxes[province], self._boxes[post.region_id]
        where = row.where("latitude")
        if not box.holds(latitude, longitude):
            words = _("this position lies outside %(region)s (%(box)s). Are the numbers exchanged?")
            facts = {"region": self._regions[province].name, "box": box}
            self.plan.refuse(words % facts, where)
        elif not own.holds(latitude, longitude):
            words = _("this position is far from %(region)s.")
            self.plan.warn(words % {"region": post.region.name}, where)

    def _fill_yes(self, post: Post, row: Row) -> None:
        for key in (*ACCESS, "published"):
            if key not in row:
                continue
            said = read_yes(row.text(key)) if row.text(key) else None
            if said is None and row.text(key):
                self.plan.refuse(_("please enter yes or no."), row.where(key))
            elif said is not None or key != "published":
                setattr(post, key, said)

    def _compare(self, stored: Post | None, post: Post, stated: Hours | None, row: Row) -> None:
        old = own_hours.same_every_day(stored.weekly_hours.all()) if stored else None
        usual = self._common.get(post.region.level)
        new_hours = stated if stated and stated != old and (old or stated != usual) else None
        if stored is None and not stated and not usual:
            self._without[post.region.level] += 1
        changes = _differences(stored, post) if stored else []
        if new_hours:
            changes.append(_change(_("Hours"), own_hours.shown(old), own_hours.shown(new_hours)))
            self.plan.hours.append((post, new_hours))
        self._note(stored, post, changes, row)

    def _note(self, stored: Post | None, post: Post, changes: list[str], row: Row) -> None:
        name, where = f"{post.name} ({post.slug})", row.where("slug")
        if stored is None:
            self.plan.new.append(post)
            details = "; ".join([post.region.name, post.address, *changes])
            self.plan.lines.append(Line(MADE, name, details, where))
        elif changes:
            self.plan.changed.append(post)
            self.plan.lines.append(Line(CHANGED, name, "; ".join(changes), where))
        else:
            self.plan.left += 1


def _unique_names(regions: dict[str, Region]) -> dict[str, Region]:
    times = Counter(folded(region.name) for region in regions.values())
    found = {folded(region.name): region for region in regions.values()}
    return {name: region for name, region in found.items() if times[name] == 1}


def _differences(old: Post, new: Post) -> list[str]:
    titles = {column.key: str(column.title) for column in COLUMNS}
    return [
        _change(titles[key], _shown(old, key), _shown(new, key))
        for key in FIELDS
        if getattr(old, key) != getattr(new, key)
    ]


def _change(title: str, old: str, new: str) -> str:
    return f"{title}: {old} → {new}"


def _shown(post: Post, key: str) -> str:
    value = getattr(post, key)
    if isinstance(value, bool):
        return str(YES if value else NO)
    return echoed(" ".join(str(value).split())) if value not in (None, "") else "-"
