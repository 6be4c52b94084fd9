"""From a problem to its answer."""

from collections.abc import Callable

from roster.planner.answer import Answer
from roster.planner.problem import Problem


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
    same answer, unless time runs out.
    """
    raise NotImplementedError
