"""Every rota there is, for problems small enough: what the planner's answers are held against."""

from collections.abc import Iterator
from itertools import combinations, product

from roster.limits import broken
from roster.planner.answer import Aim
from roster.planner.figures import Ruler
from roster.planner.groups import split
from roster.planner.pool import Pool, pool
from roster.planner.problem import Problem
from roster.planner.rota import rota_of


def best(problem: Problem) -> dict[Aim, int]:
    """Return the figures of the best rota of a problem that is one group."""
    (part,) = split(problem)
    found = pool(part)
    ruler = Ruler(found)
    return min(
        (
            ruler.measure(rota_of(found, pairs), leads).values
            for pairs in _rotas(found)
            for leads in _leads(found, pairs)
        ),
        key=lambda values: tuple(values[aim] for aim in ruler.aims),
    )


def _rotas(found: Pool) -> Iterator[list[tuple[int, int]]]:
    """Yield all rotas that keep the rules as roster/limits.py has them."""
    choices = [
        [
            team
            for size in range(found.need[k] + 1)
            for team in combinations(_may_come(found, k), size)
        ]
        for k in range(len(found.places))
    ]
    for teams in product(*choices):
        pairs = [(p, k) for k, team in enumerate(teams) for p in team]
        if all(_keeps_rules(found, p, pairs) for p in range(len(found.people))):
            yield pairs


def _may_come(found: Pool, k: int) -> list[int]:
    place = found.places[k]
    pinned = {(pin.person, pin.duty) for pin, _ in found.part.pinned}
    return [
        p
        for p, one in enumerate(found.people)
        if place.post in one.posts and (one.key, place.duty) not in pinned
    ]


def _keeps_rules(found: Pool, p: int, pairs: list[tuple[int, int]]) -> bool:
    one = found.people[p]
    pinned = [place.turn for pin, place in found.part.pinned if pin.person == one.key]
    mine = [found.places[k].turn for q, k in pairs if q == p]
    return not any(
        broken(turn, [*one.fixed, *pinned, *mine[:n], *mine[n + 1 :]], one.life)
        for n, turn in enumerate(mine)
    )


def _leads(found: Pool, pairs: list[tuple[int, int]]) -> Iterator[dict[int, int]]:
    options: list[list[tuple[int, int] | None]] = []
    for k in found.led_places:
        there = {*found.pinned_at[k], *(p for p, place in pairs if place == k)}
        options.append([(k, p) for p in sorted(there) if found.people[p].may_lead] or [None])
    for choice in product(*options):
        yield dict(one for one in choice if one is not None)
