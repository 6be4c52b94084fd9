"""Make loads equal by handing places on, one after the other."""

from collections import deque
from collections.abc import Iterator

from roster.planner.rota import Rota


def balance(rota: Rota) -> None:
    """Hand places from those who have most to those who have least, until nothing helps.

    Each chain lowers the sum of squares of the loads, so it ends.
    """
    while _one_chain(rota, rota.total, rota.held):
        pass


def balance_off(rota: Rota) -> None:
    """The same for duties on days off, without making totals less equal."""
    while _one_off_step(rota):
        pass


def _one_chain(rota: Rota, load: list[int], held: list[set[int]]) -> bool:
    for p in sorted(range(len(load)), key=lambda p: (-load[p], p)):
        chain = _chain_down(rota, p, load, held)
        if chain:
            for k, giver, taker in reversed(chain):
                rota.move(k, giver, taker)
            return True
    return False


def _chain_down(
    rota: Rota, first: int, load: list[int], held: list[set[int]]
) -> list[tuple[int, int, int]]:
    """Return the steps (place, giver, taker) from ``first`` to somebody with two duties less.

    Carried out from the end, every step is one that the rules allow: the taker has given first.
    """
    came: dict[int, tuple[int, int]] = {}
    queue = deque([first])
    while queue:
        giver = queue.popleft()
        for taker in sorted(range(len(load)), key=lambda q: (load[q], q)):
            if taker == first or taker in came:
                continue
            place = next((k for k in sorted(held[giver]) if rota.free_for(taker, k)), None)
            if place is None:
                continue
            came[taker] = (place, giver)
            if load[taker] <= load[first] - 2:
                return _steps(came, taker, first)
            queue.append(taker)
    return []


def _steps(came: dict[int, tuple[int, int]], last: int, first: int) -> list[tuple[int, int, int]]:
    steps = []
    while last != first:
        place, giver = came[last]
        steps.append((place, giver, last))
        last = giver
    return steps[::-1]


def _one_off_step(rota: Rota) -> bool:
    people = range(len(rota.off))
    pairs = [(p, q) for p in people for q in people if rota.off[p] - rota.off[q] >= 2]
    pairs.sort(key=lambda pair: (rota.off[pair[1]] - rota.off[pair[0]], pair))
    return any(_hand_off(rota, p, q) or _exchange(rota, p, q) for p, q in pairs) or _rotate(rota)


def _hand_off(rota: Rota, p: int, q: int) -> bool:
    """Hand one day off from p to q, if q has fewer duties in all."""
    if rota.total[p] <= rota.total[q]:
        return False
    place = next((k for k in _days_off(rota, p) if rota.free_for(q, k)), None)
    if place is not None:
        rota.move(place, p, q)
    return place is not None


def _exchange(rota: Rota, p: int, q: int) -> bool:
    """Exchange a day off of p for a working day of q."""
    return any(
        _swap(rota, p, q, mine, yours)
        for mine in _days_off(rota, p)
        if mine in rota.pool.can_set[q] and mine not in rota.held[q]
        for yours in _working_days(rota, q)
        if yours in rota.pool.can_set[p] and yours not in rota.held[p]
    )


def _rotate(rota: Rota) -> bool:
    """Exchange by way of a third person, whose days off stay as many as they are."""
    people = range(len(rota.off))
    for p in people:
        for q in people:
            if rota.off[p] - rota.off[q] < 2:
                continue
            for via in people:
                if via not in (p, q) and _hand_through(rota, p, via, q):
                    return True
    return False


def _hand_through(rota: Rota, p: int, via: int, q: int) -> bool:
    """p's day off goes to ``via``, whose other day off goes to q, whose working day goes to p."""
    pool = rota.pool
    for mine in _days_off(rota, p):
        if mine not in pool.can_set[via] or mine in rota.held[via]:
            continue
        for theirs in _days_off(rota, via):
            if theirs not in pool.can_set[q] or theirs in rota.held[q]:
                continue
            for yours in _working_days(rota, q):
                if yours in pool.can_set[p] and yours not in rota.held[p]:
                    steps = [(mine, p, via), (theirs, via, q), (yours, q, p)]
                    if all_or_none(rota, steps):
                        return True
    return False


def _swap(rota: Rota, p: int, q: int, mine: int, yours: int) -> bool:
    return all_or_none(rota, [(mine, p, q), (yours, q, p)])


def all_or_none(rota: Rota, steps: list[tuple[int, int, int]]) -> bool:
    """Carry out all moves at once if the rules allow it, else none."""
    for place, giver, _ in steps:
        rota.take(giver, place)
    done = 0
    for place, _, taker in steps:
        if not rota.free_for(taker, place):
            break
        rota.give(taker, place)
        done += 1
    if done == len(steps):
        return True
    for place, _, taker in steps[:done]:
        rota.take(taker, place)
    for place, giver, _ in steps:
        rota.give(giver, place)
    return False


def _days_off(rota: Rota, p: int) -> list[int]:
    return [k for k in sorted(rota.held[p]) if rota.pool.places[k].day_off]


def _working_days(rota: Rota, p: int) -> Iterator[int]:
    return (k for k in sorted(rota.held[p]) if not rota.pool.places[k].day_off)
