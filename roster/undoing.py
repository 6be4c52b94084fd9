"""Taking one's own last change of the rota back, as long as the cell is as it was left."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from posko import clock
from posko.models import Post
from roster import staffing
from roster.changing import Row, check_past, concerning, rows_of
from roster.models import Assignment, Duty, Officer, RotaChange
from roster.overlap import lock_duty

UNDONE_WITHIN = timedelta(hours=24)


class CannotUndo(Exception):
    """The change can't be taken back; the message says why, in words."""


def last_change(by: Officer, post: Post) -> RotaChange | None:
    """Return the last change of ``by`` at ``post`` that they may still take back."""
    since = clock.now() - UNDONE_WITHIN
    return RotaChange.objects.standing(by.pk, post, since).first()


@transaction.atomic
def undo(post: Post, change: int, *, by: Officer) -> RotaChange:
    """Restore what was before ``change`` (its key), the last one of ``by`` at ``post``.

    Raises CannotUndo when it isn't, or when the cell has changed since; Refused (by
    roster/staffing.py) when somebody who would come back is elsewhere by now.
    """
    last = _last_locked(post, change, by)
    if last.duty is None:
        raise CannotUndo(_("The duty was deleted meanwhile, so nothing can be restored."))
    people = {row["officer"] for row in [*last.before, *last.after]}
    duty = lock_duty(last.duty, people)
    check_past(duty, by)
    if not _stands(last, rows_of(duty)):
        words = _("Somebody changed this duty since then. Please look at it and change it by hand.")
        raise CannotUndo(words)
    _restore(duty, last.before, last.after)
    last.undone_at = clock.now()
    last.save(update_fields=["undone_at"])
    return last


def _last_locked(post: Post, change: int, by: Officer) -> RotaChange:
    # Two taps at once: the second waits here and then finds the change taken back.
    own = RotaChange.objects.select_for_update(of=("self",)).filter(by=by, post=post)
    list(own.filter(pk=change).values_list("pk"))
    last = last_change(by, post)
    if last is None or last.pk != change:
        raise CannotUndo(_("This isn't your last change any more; nothing was taken back."))
    return last


def _stands(last: RotaChange, now: list[Row]) -> bool:
    # Whoever was changed counts, too: one who lost the lead may be of another kind.
    changed = {row["officer"] for row in (*last.before, *last.after)
               if row not in last.before or row not in last.after}  # fmt: skip
    left = [row for row in last.after if row["officer"] in changed]
    return (
        concerning(now, last.kind) == concerning(last.after, last.kind)
        and [row for row in now if row["officer"] in changed] == left
    )


def _restore(duty: Duty, before: list[Row], after: list[Row]) -> None:
    was = {row["officer"]: row for row in before}
    left = {row["officer"]: row for row in after}
    for officer in left.keys() - was.keys():
        staffing.take_off(_assignment(duty, officer))
    for officer in was.keys() - left.keys():
        # It was so before: what isn't final was overruled then or came up since.
        staffing.assign(duty, Officer.objects.get(pk=officer), overrule=True)
    for officer, row in was.items():
        if row != left.get(officer):
            _mark(_assignment(duty, officer), row)


def _mark(assignment: Assignment, row: Row) -> None:
    if assignment.leads != row["leads"]:
        staffing.make_lead(assignment, leads=row["leads"])
    if assignment.pinned != row["pinned"]:
        staffing.pin(assignment, pinned=row["pinned"])


def _assignment(duty: Duty, officer: int) -> Assignment:
    return duty.assignments.select_related("duty", "officer").get(officer_id=officer)
