"""Bounds by counting: what no rota can do better, without a solver."""

from collections.abc import Iterator
from operator import le

from roster.planner.answer import Aim
from roster.planner.figures import Ruler
from roster.planner.pool import Loads, Pool


def bounds(ruler: Ruler, values: dict[Aim, int]) -> dict[Aim, int]:
    """Return a lower bound for each aim, among rotas with ``values`` in the aims before it."""
    pool, missing = ruler.pool, values[Aim.OPEN]
    found = {
        Aim.OPEN: least_open(pool),
        Aim.CHANGES: _lost(pool),
        Aim.LEADS: sum(not _can_be_led(pool, k) for k in pool.led_places),
        Aim.WISHES: _least_wishes(ruler, missing),
    }
    for aim in ruler.loads:
        given = given_range(pool, aim, values)
        found[aim] = least_spread(ruler.loads[aim], *given, reach(ruler, aim))
    return {aim: found[aim] for aim in ruler.aims}


def least_open(pool: Pool) -> int:
    """Return how many people are missing because fewer than needed can come at all."""
    return sum(_missing(pool, k) for k in range(len(pool.places)))


def given_range(pool: Pool, aim: Aim, values: dict[Aim, int]) -> tuple[int, int]:
    """Return the fewest and the most duties of a sort that such rotas give out."""
    missing = values[Aim.OPEN]
    if aim is Aim.SPREAD:
        given = sum(pool.need) - missing
        return given, given
    if aim is Aim.SPREAD_OFF:
        wanted = sum(pool.need[k] for k in pool.off)
        surely = sum(_missing(pool, k) for k in pool.off)
        others = least_open(pool) - surely
        return wanted - (missing - others), wanted - surely
    led = len(pool.led_places) - values[Aim.LEADS]
    return led, led


def reach(ruler: Ruler, aim: Aim) -> Loads:
    """Return the least and the most that each person can have, given what is kept of the told."""
    pool, loads = ruler.pool, ruler.loads[aim]
    if not pool.kept or aim is Aim.SPREAD_LED:
        return loads
    off = frozenset(pool.off if aim is Aim.SPREAD_OFF else range(len(pool.places)))
    people = list(zip(loads.base, loads.most, pool.kept, pool.can, strict=True))
    return Loads(
        [base + len(kept & off) for base, _, kept, _ in people],
        [min(most, base + len(off.intersection(can))) for base, most, _, can in people],
    )


def least_spread(loads: Loads, least: int, most: int, within: Loads) -> int:
    """Return the least spread that so many duties can have: the pigeonholes."""
    width = 0
    widest = max(loads.most, default=0) - min(loads.base, default=0)
    while width < widest and next(floors(loads, width, least, most, within), None) is None:
        width += 1
    return width


def floors(loads: Loads, width: int, least: int, most: int, within: Loads) -> Iterator[int]:
    """Yield each floor from which loads of at most ``width`` above it can hold the duties.

    ``within``: the least and the most of each person anyway.
    """
    settled = sum(loads.base)
    start = min(loads.base, default=0) - width
    for floor in range(start, max(loads.most, default=0) + 1):
        low, high = corridor(loads, floor, width)
        low = list(map(max, low, within.base))
        high = list(map(min, high, within.most))
        fits = sum(low) - settled <= most and sum(high) - settled >= least
        if fits and all(map(le, low, high)):
            yield floor


def corridor(loads: Loads, floor: int, width: int) -> tuple[list[int], list[int]]:
    """Return the least and the most that each person may have: between floor and ceiling.

    Who can't reach the floor has all they can; who is above the ceiling anyway gets no more.
    """
    pairs = list(zip(loads.base, loads.most, strict=True))
    low = [max(base, min(floor, most)) for base, most in pairs]
    high = [min(most, max(floor + width, base)) for base, most in pairs]
    return low, high


def _missing(pool: Pool, k: int) -> int:
    return max(0, pool.need[k] - len(pool.who[k]))


def _can_be_led(pool: Pool, k: int) -> bool:
    return any(pool.people[p].may_lead for p in (*pool.who[k], *pool.pinned_at[k]))


def _lost(pool: Pool) -> int:
    """Return how many told duties can't be kept: their people can't come, or too many were told."""
    told: list[int] = [0] * len(pool.places)
    for p, places in enumerate(pool.told):
        for k in places:
            told[k] += k in pool.can_set[p]
    kept = sum(min(n, pool.need[k]) for k, n in enumerate(told))
    return pool.told_all - pool.told_pinned - kept


def _least_wishes(ruler: Ruler, missing: int) -> int:
    """Take the most willing for each place; those missing may be missing where it hurts most."""
    pool = ruler.pool
    costs = []
    for k, who in enumerate(pool.who):
        willing = sorted(pool.wish[p].get(k, 0) for p in who)
        costs += willing[: pool.need[k]]
    costs.sort()
    filled = sum(pool.need) - missing
    return ruler.wished + sum(costs[:filled])
