"""Exchanges that leave every load as it is: for duties without a lead, and for wishes."""

from collections.abc import Iterator

from roster.planner.balance import all_or_none
from roster.planner.rota import Rota


def polish(rota: Rota) -> None:
    """Exchange duties of one sort between two people while that helps.

    Each exchange lowers the duties without a lead, or keeps them and meets more wishes; so it
    ends.
    """
    pool = rota.pool
    if pool.led_places or any(pool.wish):
        while any(_improve(rota, q, k) for q, k in list(_sought(rota))):
            pass


def _sought(rota: Rota) -> Iterator[tuple[int, int]]:
    """Yield (person, place) where that person would be better than somebody who is there."""
    pool = rota.pool
    led = set(pool.led_places)
    for k, there in enumerate(rota.at):
        unled = k in led and not _is_led(rota, k)
        unhappy = any(pool.wish[p].get(k, 0) > 0 for p in there)
        for q in pool.who[k]:
            eager = pool.wish[q].get(k, 0) < 0
            if q not in there and (unhappy or eager or (unled and pool.people[q].may_lead)):
                yield q, k


def _improve(rota: Rota, q: int, k: int) -> bool:
    """Let q come to k in exchange with somebody there, if that is better."""
    places, can = rota.pool.places, rota.pool.can_set
    if q in rota.at[k]:
        return False
    for p in sorted(rota.at[k]):
        for j in sorted(rota.held[q]):
            if (
                places[j].day_off == places[k].day_off
                and j in can[p]
                and j not in rota.held[p]
                and _is_better(rota, (p, k), (q, j))
            ):
                return True
    return False


def _is_better(rota: Rota, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Exchange two duties, if the rules allow it, and keep that if it is better."""
    (p, k), (q, j) = one, other
    wish = rota.pool.wish
    more = wish[q].get(k, 0) + wish[p].get(j, 0) - wish[p].get(k, 0) - wish[q].get(j, 0)
    before = _unled(rota, k, j)
    if before == 0 and more >= 0:
        return False
    if not all_or_none(rota, [(k, p, q), (j, q, p)]):
        return False
    if (_unled(rota, k, j) - before, more) < (0, 0):
        return True
    all_or_none(rota, [(k, q, p), (j, p, q)])
    return False


def _unled(rota: Rota, *places: int) -> int:
    return sum(k in rota.pool.led_places and not _is_led(rota, k) for k in places)


def _is_led(rota: Rota, k: int) -> bool:
    people = rota.pool.people
    return any(people[p].may_lead for p in (*rota.at[k], *rota.pool.pinned_at[k]))
