"""From a file to the rows: keep it, plan it, store it, once.

What is stored is the file that was looked at, by the plan that was shown. If anything that matters
changed in between, nothing is stored and the new plan is shown instead.
"""

from collections.abc import Callable
from datetime import timedelta

from django.db import IntegrityError, OperationalError, transaction
from django.utils.translation import gettext as _
from psycopg import errors

from posko import clock
from posko.importing import Rights, plan_posts
from posko.models import Operation
from posko.sheets.book import Book
from posko.sheets.plan import Plan
from posko.sheets.reading import read
from roster.models import ImportDraft, Officer, SheetKind
from roster.sheets.absences import plan_absences
from roster.sheets.officers import plan_officers
from roster.sheets.rota import plan_rota

KEPT = timedelta(hours=2)
# Of one person; a new one replaces the oldest.
MAX_DRAFTS = 5
_LOST_RACES = (
    errors.ExclusionViolation,
    errors.UniqueViolation,
    errors.ForeignKeyViolation,
    errors.DeadlockDetected,
)


class NotStored(Exception):
    """Nothing was stored. ``words`` say why; the preview shows how things are now."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


def keep(
    owner: Officer, kind: str, filename: str, content: bytes, operation: Operation | None = None
) -> ImportDraft:
    """Keep a file until it is stored or forgotten; one of posts with their ``operation``."""
    sweep()
    older = ImportDraft.objects.of(owner).order_by("-created_at")[MAX_DRAFTS - 1 :]
    ImportDraft.objects.filter(pk__in=[draft.pk for draft in older]).delete()
    now = clock.now()
    return ImportDraft.objects.create(
        owner=owner,
        kind=kind,
        operation=operation,
        filename=filename.replace("\x00", "")[-100:] or "-",
        content=content,
        created_at=now,
        expires_at=now + KEPT,
    )


def sweep() -> int:
    """Forget the drafts that nobody applied in time; return how many."""
    return ImportDraft.objects.expired().delete()[0]


def preview(draft: ImportDraft, me: Officer) -> Plan:
    """Return what the file would do now, and remember that it was shown; raises Unreadable."""
    plan = _plan(draft, me)
    plan.arrange()
    ImportDraft.objects.filter(pk=draft.pk, applied_at=None).update(seen=plan.digest)
    return plan


def store(draft: ImportDraft, me: Officer, *, accepted: bool) -> Plan:
    """Store what was shown. Raises NotStored, and Unreadable.

    ``accepted``: the person takes the warnings upon themselves.
    """
    try:
        with transaction.atomic():
            return _store(draft, me, accepted)
    except (IntegrityError, OperationalError) as error:
        if not isinstance(error.__cause__, _LOST_RACES):
            raise
        raise NotStored(_changed()) from error


def _store(draft: ImportDraft, me: Officer, accepted: bool) -> Plan:
    draft = ImportDraft.objects.select_for_update().get(pk=draft.pk)
    if draft.applied_at:
        raise NotStored(_("This file has been stored already."))
    if draft.expires_at <= clock.now():
        raise NotStored(_("This preview is too old. Please send the file again."))
    book = read(bytes(draft.content))
    _planned(draft, book, me).lock()
    plan = _planned(draft, book, me)
    plan.arrange()
    if plan.digest != draft.seen:
        raise NotStored(_changed())
    if plan.errors:
        raise NotStored(_("There are cells that can't be read. Please mend them first."))
    if plan.warnings and not accepted:
        raise NotStored(_("Please say that you accept the warnings."))
    plan.store()
    draft.applied_at, draft.content = clock.now(), b""
    draft.save(update_fields=["applied_at", "content"])
    return plan


def _changed() -> str:
    return _(
        "Somebody else changed something in the meantime. Nothing was stored:"
        " below is what the file would change now."
    )


def _plan(draft: ImportDraft, me: Officer) -> Plan:
    return _planned(draft, read(bytes(draft.content)), me)


def _planned(draft: ImportDraft, book: Book, me: Officer) -> Plan:
    if draft.operation:
        rights = Rights(me.region_id, may_add=me.has_perm("posko.add_post"))
        return plan_posts(book, draft.operation, rights)
    return _PLANNERS[SheetKind(draft.kind)](book, me)


def _plan_rota(book: Book, me: Officer) -> Plan:
    return plan_rota(book, me, Operation.objects.current(clock.today()))


_PLANNERS: dict[SheetKind, Callable[[Book, Officer], Plan]] = {
    SheetKind.OFFICERS: plan_officers,
    SheetKind.ABSENCES: plan_absences,
    SheetKind.ROTA: _plan_rota,
}
