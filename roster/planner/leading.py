"""Who leads each duty of a finished rota: as equal as can be among those who are there."""

from collections import deque

from roster.planner.pool import Pool, settled_loads
from roster.planner.rota import Rota


def choose_leads(rota: Rota) -> dict[int, int]:
    """Return the lead of each place that can have one.

    The least burdened leads; then leading is handed on along chains while that makes it more
    equal. For a given rota no choice is more equal.
    """
    pool = rota.pool
    burden = settled_loads(pool, "led")
    able = {k: may_lead_at(rota, k) for k in pool.led_places}
    chosen: dict[int, int] = {}
    for k, people in able.items():
        if people:
            chosen[k] = min(people, key=lambda p: (burden[p], p))
            burden[chosen[k]] += 1
    while _hand_on(chosen, able, burden):
        pass
    return chosen


def may_lead_at(rota: Rota, k: int) -> list[int]:
    """Return who of the people at place k may lead, in a fixed order."""
    there = {*rota.at[k], *rota.pool.pinned_at[k]}
    return sorted(p for p in there if rota.pool.people[p].may_lead)


def led_loads(pool: Pool, chosen: dict[int, int]) -> list[int]:
    """Return how often each person leads, what is carried over included."""
    burden = settled_loads(pool, "led")
    for p in chosen.values():
        burden[p] += 1
    return burden


def _hand_on(chosen: dict[int, int], able: dict[int, list[int]], burden: list[int]) -> bool:
    led: dict[int, list[int]] = {}
    for k, p in chosen.items():
        led.setdefault(p, []).append(k)
    for first in sorted(led, key=lambda p: (-burden[p], p)):
        came: dict[int, tuple[int, int]] = {}
        queue = deque([first])
        while queue:
            giver = queue.popleft()
            for k in led.get(giver, []):
                for taker in able[k]:
                    if taker == first or taker in came:
                        continue
                    came[taker] = (k, giver)
                    if burden[taker] <= burden[first] - 2:
                        _carry_out(chosen, came, first, taker)
                        burden[first] -= 1
                        burden[taker] += 1
                        return True
                    queue.append(taker)
    return False


def _carry_out(
    chosen: dict[int, int], came: dict[int, tuple[int, int]], first: int, last: int
) -> None:
    while last != first:
        k, giver = came[last]
        chosen[k] = last
        last = giver
