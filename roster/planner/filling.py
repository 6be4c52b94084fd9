"""Fill open places by handing others on: chains of people who make room for each other."""

from collections import deque

from roster.planner.rota import Rota

# A person, the place they come to, the place they leave for it.
type Step = tuple[int, int, int | None]
# Places looked at for one open place.
FAR = 200


def fill(rota: Rota) -> None:
    """Fill what can be filled by chains of one exchange after the other."""
    for k, missing in enumerate(list(rota.open)):
        for _ in range(missing):
            if not _fill_one(rota, k):
                break


def _fill_one(rota: Rota, k: int) -> bool:
    """Find the shortest chain that fills place k.

    Somebody comes to k and leaves one other place for it, for which somebody else comes, until
    somebody comes who has to leave nothing.
    """
    came: dict[int, tuple[int, int]] = {}
    queue = deque([k])
    seen = {k}
    while queue and len(seen) < FAR:
        place = queue.popleft()
        for p in sorted(rota.pool.who[place], key=lambda p: (rota.total[p], p)):
            if p in rota.at[place]:
                continue
            if rota.free_for(p, place):
                return _apply(rota, place, p, came)
            for left in _in_the_way(rota, p, place):
                if left not in seen:
                    seen.add(left)
                    came[left] = (p, place)
                    queue.append(left)
    return False


def _in_the_way(rota: Rota, p: int, k: int) -> list[int]:
    """Return the places of which p would have to leave just one, to come to place k."""
    pool = rota.pool
    blocking = rota.held[p] & pool.clash[p][k]
    if len(blocking) > 1:
        return []
    near = blocking or {other for other in rota.held[p] if abs(pool.day[other] - pool.day[k]) < 7}
    return [left for left in sorted(near) if _free_without(rota, p, k, left)]


def _free_without(rota: Rota, p: int, k: int, left: int) -> bool:
    rota.take(p, left)
    try:
        return rota.free_for(p, k)
    finally:
        rota.give(p, left)


def _apply(rota: Rota, place: int, p: int, came: dict[int, tuple[int, int]]) -> bool:
    """Carry out the chain that ends with p coming to ``place``; undo it if it doesn't hold.

    A person who is in the chain twice may find that both steps together break a rule.
    """
    steps: list[Step] = [(p, place, None)]
    while place in came:
        person, target = came[place]
        steps.append((person, target, place))
        place = target
    done: list[Step] = []
    for person, target, left in reversed(steps):
        if left is not None:
            rota.take(person, left)
        if not rota.free_for(person, target):
            if left is not None:
                rota.give(person, left)
            _undo(rota, done)
            return False
        rota.give(person, target)
        done.append((person, target, left))
    return True


def _undo(rota: Rota, done: list[Step]) -> None:
    for person, target, left in reversed(done):
        rota.take(person, target)
        if left is not None:
            rota.give(person, left)
