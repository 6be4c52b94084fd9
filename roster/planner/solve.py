"""From a problem to its answer."""

from collections.abc import Callable
from time import monotonic

from roster.planner.answer import Answer
from roster.planner.bounds import bounds
from roster.planner.figures import Ruler
from roster.planner.greedy import greedy
from roster.planner.groups import Part, check, homeless_pins, split
from roster.planner.pool import pool
from roster.planner.problem import Problem
from roster.planner.report import Result, result


def solve(
    problem: Problem,
    *,
    seconds: float = 600,
    workers: int = 1,
    progress: Callable[[int, int], None] = lambda done, total: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Answer:
    """Return the fairest rota for ``problem``, or the best found in so many ``seconds``.

    ``progress`` is told how many groups are done, of how many. Once ``stopped`` says so, what is
    left is answered without the solver and labelled as not proven. The same problem gets the
    same answer, unless time runs out. Raises ValueError for a problem that contradicts itself.
    """
    check(problem)
    parts = split(problem)
    results = []
    for part in parts:
        results.append(first_answer(part))
        progress(len(results), len(parts))
    given = [*homeless_pins(problem), *(one for found in results for one in found.given)]
    starts = {place.duty: place.turn.start.timestamp() for place in problem.places}
    return Answer(
        given=tuple(sorted(given, key=lambda one: (starts[one.duty], one.duty, one.person))),
        shortages=(),
        groups=tuple(found.group for found in results),
    )


def first_answer(part: Part) -> Result:
    """Return an answer without the solver; often it meets the bounds."""
    began = monotonic()
    found = pool(part)
    rota, ruler = greedy(found), Ruler(found)
    measured = ruler.measure(rota)
    return result(found, rota, measured, bounds(ruler, measured.values), (monotonic() - began, 0.0))
