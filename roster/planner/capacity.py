"""The most duties that each person could have, if the places were theirs alone."""

from collections.abc import Iterable
from itertools import pairwise

from roster.planner.pool import Loads, Pool, has_room, settled_loads


def loads(pool: Pool, which: str) -> Loads:
    """Return what people have whatever happens, and the most they can reach.

    ``which``: "total", "off" (duties on days off) or "led" (duties led).
    """
    base = settled_loads(pool, which)
    reach = [n + most(pool, p, _countable(pool, p, which)) for p, n in enumerate(base)]
    return Loads(base, reach)


def _countable(pool: Pool, p: int, which: str) -> list[int]:
    if which == "total":
        return pool.can[p]
    if which == "off":
        return [k for k in pool.can[p] if pool.places[k].day_off]
    if not pool.people[p].may_lead:
        return []
    return [k for k in pool.led_places if k in pool.can_set[p] or p in pool.pinned_at[k]]


def most(pool: Pool, p: int, places: Iterable[int]) -> int:
    """Return the most of ``places`` that one person can have: never too few.

    What ends first is taken first. That is the most where turns begin and end in the same order;
    elsewhere, the seven-day rule is left out, so that the answer is at least the most.
    """
    ordered = sorted(places, key=lambda k: pool.places[k].turn.end.timestamp())
    starts = [(pool.day[k], pool.places[k].turn.start.timestamp()) for k in ordered]
    in_order = all(one[0] <= other[0] and one[1] <= other[1] for one, other in pairwise(starts))
    counts, taken = list(pool.counts[p]), 0
    held: set[int] = set()
    for k in ordered:
        pinned = p in pool.pinned_at[k]
        if pinned or (
            held.isdisjoint(pool.clash[p][k])
            and (not in_order or has_room(counts, pool.day[k], pool.most(p)))
        ):
            taken += 1
            if not pinned:
                counts[pool.day[k]] += 1
                held.add(k)
    return taken
