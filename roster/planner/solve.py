"""From a problem to its answer."""

from collections.abc import Callable
from time import monotonic

from roster.planner.answer import Answer
from roster.planner.figures import Ruler
from roster.planner.greedy import greedy
from roster.planner.groups import Part, check, homeless_pins, split
from roster.planner.model import Budget
from roster.planner.pool import pool
from roster.planner.problem import Problem
from roster.planner.report import Result, result
from roster.planner.stages import Search


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
        results.append(answer_part(part, Budget(monotonic() + seconds, stopped)))
        progress(len(results), len(parts))
    given = [*homeless_pins(problem), *(one for found in results for one in found.given)]
    starts = {place.duty: place.turn.start.timestamp() for place in problem.places}
    return Answer(
        given=tuple(sorted(given, key=lambda one: (starts[one.duty], one.duty, one.person))),
        shortages=(),
        groups=tuple(found.group for found in results),
    )


def answer_part(part: Part, budget: Budget | None) -> Result:
    """Return the answer of one group; without a budget, without the solver."""
    began = monotonic()
    found = pool(part)
    search = Search(found, Ruler(found), greedy(found), budget or Budget(0))
    if budget is not None:
        search.run()
    spent = (monotonic() - began, search.budget.spent)
    return result(found, search.rota, search.measured, search.least(), spent)
