"""Whom an officer can ask, and for what in return; the others with the reason why not."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from posko import clock
from roster.checking import Objection, People
from roster.colleagues import who_serve
from roster.kinds import kind_of
from roster.limits import Broken
from roster.models import Assignment, Officer, Swap
from roster.swapping.terms import Terms, against

# So far ahead a colleague's duties are offered in return.
AHEAD = timedelta(days=28)

# What a colleague who gives up a duty of their own may overcome.
MENDABLE = frozenset({Broken.ELSEWHERE, Broken.REST, Broken.TOO_MANY})


@dataclass(frozen=True, slots=True)
class Offer:
    """A colleague: what speaks against taking the duty over, and what they could give for it."""

    colleague: Officer
    objections: list[Objection]
    exchanges: list[Assignment] = field(default_factory=list)

    @property
    def possible(self) -> bool:
        """Whether there is anything to ask them for."""
        return not self.objections or bool(self.exchanges)


def offers(mine: Assignment) -> list[Offer]:
    """Return all colleagues of the officer of ``mine``, in a fixed number of queries."""
    asker, post = mine.officer, mine.duty.post
    people = list(who_serve(post, kind_of(asker)).exclude(pk=asker.pk))
    theirs = _coming(people, mine)
    days = [a.duty.day for a in [mine, *(a for found in theirs.values() for a in found)]]
    read = People(post.operation, [asker, *people], min(days), max(days))
    return [_offer(Terms(asker, c, mine), theirs[c.pk], read) for c in people]


def _offer(terms: Terms, theirs: Iterable[Assignment], people: People) -> Offer:
    objections = against(terms, people)
    if {objection.code for objection in objections} - MENDABLE:
        return Offer(terms.colleague, objections)
    pairs = (Terms(terms.asker, terms.colleague, terms.mine, a) for a in theirs)
    fitting = [pair.theirs for pair in pairs if pair.theirs and not against(pair, people)]
    return Offer(terms.colleague, objections, fitting)


def _coming(people: list[Officer], mine: Assignment) -> dict[int, list[Assignment]]:
    now = clock.now()
    waiting = Swap.objects.open().exclude(return_assignment=None).values("return_assignment")
    asked = Swap.objects.open().exclude(assignment=None).values("assignment")
    rows = Assignment.objects.filter(
        officer__in=people,
        duty__post__operation=mine.duty.post.operation_id,
        starts_at__gt=now,
        starts_at__lt=now + AHEAD,
    ).exclude(pk__in=waiting)
    found = defaultdict(list)
    rows = rows.exclude(pk__in=asked).select_related("duty__post__region", "duty__post__operation")
    for row in rows.order_by("starts_at"):
        found[row.officer_id].append(row)
    return found
