"""From a problem to its answer."""

from collections.abc import Callable
from time import monotonic

from roster.planner.answer import Answer
from roster.planner.groups import check, homeless_pins, split
from roster.planner.problem import Problem
from roster.planner.running import Run, answer_all
from roster.planner.shortages import shortages


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
    run = Run(len(parts), monotonic() + seconds, progress, stopped)
    results = answer_all(parts, run, workers)
    given = [*homeless_pins(problem, parts), *(one for found in results for one in found.given)]
    starts = {place.duty: place.turn.start.timestamp() for place in problem.places}
    given.sort(key=lambda one: (starts[one.duty], one.duty, one.person))
    return Answer(
        given=tuple(given),
        shortages=shortages(problem, given),
        groups=tuple(found.group for found in results),
    )
