"""A plan beside the rota, person by person: pure, without database or clock."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from roster.planner.problem import Given


class Kind(StrEnum):
    """What a plan means for a person at a duty. The values are those of models' Change."""

    SAME = "same"
    NEW = "new"
    GONE = "gone"
    LEADS = "leads"
    LEADS_NO_MORE = "follows"


@dataclass(frozen=True, slots=True)
class Step:
    """One person at one duty; ``leads`` is what holds after the plan (before it, when gone)."""

    person: int
    duty: str
    leads: bool
    kind: Kind


@dataclass(frozen=True, slots=True)
class Counts:
    """How much changes. ``moved`` are people who lose a duty and get another."""

    new: int = 0
    gone: int = 0
    leads: int = 0
    people: int = 0
    moved: int = 0


def difference(
    told: Iterable[Given], given: Iterable[Given], led_otherwise: Collection[str] = ()
) -> list[Step]:
    """Return every person at every duty of ``told`` or ``given``, and what becomes of it.

    At the duties in ``led_otherwise`` the plan says nothing of leads: there they stay.
    """
    before = {(g.duty, g.person): g.leads for g in told}
    after = {(g.duty, g.person): g.leads for g in given}
    for at in after.keys() & before.keys():
        if at[0] in led_otherwise:
            after[at] = before[at]
    return [_step(at, before.get(at), after.get(at)) for at in sorted(before.keys() | after.keys())]


def counted(steps: Iterable[tuple[int, str]]) -> Counts:
    """Count (person, kind of step): assignments by what becomes of them, and people."""
    kinds: dict[int, list[str]] = defaultdict(list)
    for person, kind in steps:
        if kind != Kind.SAME:
            kinds[person].append(kind)
    every = [kind for mine in kinds.values() for kind in mine]
    return Counts(
        new=every.count(Kind.NEW),
        gone=every.count(Kind.GONE),
        leads=every.count(Kind.LEADS),
        people=len(kinds),
        moved=sum({Kind.NEW, Kind.GONE} <= set(mine) for mine in kinds.values()),
    )


def _step(at: tuple[str, int], before: bool | None, after: bool | None) -> Step:
    duty, person = at
    if after is None:
        return Step(person, duty, bool(before), Kind.GONE)
    return Step(person, duty, after, _kind(before, after))


def _kind(before: bool | None, after: bool) -> Kind:
    if before is None:
        return Kind.NEW
    if before == after:
        return Kind.SAME
    return Kind.LEADS if after else Kind.LEADS_NO_MORE
