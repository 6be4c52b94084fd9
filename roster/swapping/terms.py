"""What a swap would do, and what speaks against it: the same rules at every step."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from roster.checking import Objection, People
from roster.kinds import kind_of
from roster.models import Assignment, Duty, Officer, Swap


@dataclass(frozen=True, slots=True)
class Terms:
    """``colleague`` takes over ``mine``, an assignment of ``asker``; perhaps for ``theirs``."""

    asker: Officer
    colleague: Officer
    mine: Assignment
    theirs: Assignment | None = None

    @property
    def assignments(self) -> list[Assignment]:
        """The assignments that would change hands."""
        return [a for a in (self.mine, self.theirs) if a]


def terms_of(swap: Swap) -> Terms | None:
    """Return the terms of ``swap`` (read with_words), None if an assignment is gone."""
    mine = _still_at(swap.assignment, swap.duty)
    theirs = _still_at(swap.return_assignment, swap.return_duty)
    if mine is None or (swap.about_return and theirs is None):
        return None
    return Terms(swap.asker, swap.colleague, mine, theirs)


def overtaken(terms: Terms | None) -> bool:
    """Tell whether the rota has changed: an assignment is gone, or somebody else's."""
    if terms is None:
        return True
    mine = terms.mine.officer_id == terms.asker.pk
    return not mine or (terms.theirs is not None and terms.theirs.officer_id != terms.colleague.pk)


def has_begun(terms: Terms, now: datetime) -> bool:
    """Tell whether one of the duties has begun."""
    return any(assignment.starts_at <= now for assignment in terms.assignments)


def against(terms: Terms, people: People | None = None) -> list[Objection]:
    """Return what speaks against the swap. ``people`` hold both, if they are read already."""
    people = people or _people(terms)
    found = list(_of_people(terms))
    given = [terms.theirs.pk] if terms.theirs else []
    found += people.objections(terms.colleague, terms.mine.duty, given)
    if terms.theirs:
        found += people.objections(terms.asker, terms.theirs.duty, [terms.mine.pk])
    return found


def words(objections: Iterable[Objection]) -> str:
    """Return the reasons as one text."""
    return " ".join(objection.words for objection in objections)


def _of_people(terms: Terms) -> Iterable[Objection]:
    facts = {"name": terms.colleague.full_name}
    if kind_of(terms.asker) != kind_of(terms.colleague):
        said = _("%(name)s comes from another kind of institution.")
        yield Objection("kind", said % facts, final=True)
    if not terms.colleague.has_usable_password():
        said = _("%(name)s has no account to answer with.")
        yield Objection("account", said % facts, final=True)
    if terms.theirs and terms.theirs.duty_id == terms.mine.duty_id:
        yield Objection("same", _("You are on that duty together."), final=True)


def _people(terms: Terms) -> People:
    days = [assignment.duty.day for assignment in terms.assignments]
    operation = terms.mine.duty.post.operation
    return People(operation, [terms.asker, terms.colleague], min(days), max(days))


def _still_at(assignment: Assignment | None, duty: Duty | None) -> Assignment | None:
    if assignment is None or duty is None or assignment.duty_id != duty.pk:
        return None
    # Read already, with its post and region.
    assignment.duty = duty
    return assignment
