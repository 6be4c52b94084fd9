"""Put a group's rota into words that the outside knows: given duties, figures, proof."""

from dataclasses import dataclass

from roster.planner.answer import Aim, Figure, Group, Proof
from roster.planner.figures import Measured
from roster.planner.pool import Pool
from roster.planner.problem import Given
from roster.planner.rota import Rota


@dataclass(frozen=True, slots=True)
class Result:
    """The answer for one group."""

    given: tuple[Given, ...]
    group: Group


def result(
    pool: Pool, rota: Rota, measured: Measured, least: dict[Aim, int], spent: tuple[float, float]
) -> Result:
    """Return the answer of a group. ``spent``: seconds in all, and in the solver."""
    figures = tuple(
        Figure(aim, value, min(value, least[aim]), measured.plain.get(aim))
        for aim, value in measured.values.items()
    )
    group = Group(
        kind=pool.part.kind,
        posts=pool.part.posts,
        people=tuple(person.key for person in pool.people),
        places=sum(place.people for place in pool.places),
        proof=Proof.OPTIMAL if all(one.proven for one in figures) else Proof.BEST_FOUND,
        figures=figures,
        seconds=spent[0],
        solver_seconds=spent[1],
    )
    return Result(_given(pool, rota, measured.leads), group)


def _given(pool: Pool, rota: Rota, leads: dict[int, int]) -> tuple[Given, ...]:
    led = {(pool.people[p].key, pool.places[k].duty) for k, p in leads.items()}
    pins = [
        Given(pin.person, pin.duty, pin.leads or (pin.person, pin.duty) in led)
        for pin, _ in pool.part.pinned
    ]
    others = [
        Given(pool.people[p].key, pool.places[k].duty, leads.get(k) == p) for p, k in rota.pairs()
    ]
    return (*pins, *others)
