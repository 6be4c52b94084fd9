"""An officer asks a colleague."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from posko import clock
from roster.models import Assignment, Swap
from roster.overlap import lock_officers
from roster.swapping.end import end_overtaken
from roster.swapping.errors import NotPossible
from roster.swapping.permissions import may_ask
from roster.swapping.telling import tell_asked
from roster.swapping.terms import Terms, against, has_begun, overtaken, words


def ask(terms: Terms, *, note: str, key: UUID) -> Swap:
    """Ask the colleague of ``terms``; the same ``key`` once more gives the same request.

    Raises NotPossible, with words, when a rule speaks against it.
    """
    end_overtaken(Swap.objects.about([a.pk for a in terms.assignments]))
    with transaction.atomic():
        lock_officers([terms.asker.pk, terms.colleague.pk])
        known = Swap.objects.filter(key=key).first()
        if known is not None:
            return _same(known, terms)
        now = _fresh(terms)
        _check(now)
        return _store(now, note, key)


def _same(known: Swap, terms: Terms) -> Swap:
    if (known.asker_id, known.assignment_id) != (terms.asker.pk, terms.mine.pk):
        raise NotPossible(_("Please open the page again and send it once more."))
    return known


def _fresh(terms: Terms) -> Terms:
    """The terms as they are now that nobody else can change them."""
    rows = Assignment.objects.select_related("duty__post__region", "duty__post__operation")
    found = rows.in_bulk([assignment.pk for assignment in terms.assignments])
    if len(found) < len(terms.assignments):
        raise NotPossible(_changed())
    theirs = found[terms.theirs.pk] if terms.theirs else None
    return Terms(terms.asker, terms.colleague, found[terms.mine.pk], theirs)


def _changed() -> str:
    return _("The rota has changed since. Please look again.")


def _check(terms: Terms) -> None:
    if not may_ask(terms.asker) or overtaken(terms):
        raise NotPossible(_changed())
    if has_begun(terms, clock.now()):
        raise NotPossible(_("A duty that has begun can't be swapped any more."))
    if Swap.objects.open().about([a.pk for a in terms.assignments]).exists():
        raise NotPossible(_("Another request about this duty still waits."))
    objections = against(terms)
    if objections:
        raise NotPossible(words(objections))


def _store(terms: Terms, note: str, key: UUID) -> Swap:
    theirs = terms.theirs
    swap = Swap.objects.create(
        key=key,
        asker=terms.asker,
        colleague=terms.colleague,
        assignment=terms.mine,
        duty=terms.mine.duty,
        about=str(terms.mine.duty),
        return_assignment=theirs,
        return_duty=theirs.duty if theirs else None,
        about_return=str(theirs.duty) if theirs else "",
        note=note,
        asked_at=clock.now(),
    )
    tell_asked(swap)
    return swap
