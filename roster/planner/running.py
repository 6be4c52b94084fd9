"""Answer all groups: first without the solver, then, side by side, those not proven yet.

HiGHS lets go of Python's lock while it runs, so threads are enough for several cores, and they
work wherever Python does. ``progress`` and ``stopped`` are called in the caller's thread alone.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from threading import Event, Lock
from time import monotonic

from roster.planner.groups import Part
from roster.planner.model import Budget
from roster.planner.report import Result, result
from roster.planner.stages import Search, begin

# Seconds between two questions whether to stop.
ASK = 0.1


@dataclass
class Run:
    """One run over all groups: what is told of it, when it ends, who ended it early."""

    total: int
    until: float
    progress: Callable[[int, int], None]
    stopped: Callable[[], bool]
    results: dict[int, Result] = field(default_factory=dict)
    over: Event = field(default_factory=Event)

    def keep(self, n: int, found: Result) -> None:
        """Note that group n is done."""
        self.results[n] = found
        self.progress(len(self.results), self.total)

    def look(self) -> None:
        """Find out whether somebody stopped the run."""
        if not self.over.is_set() and self.stopped():
            self.over.set()


def answer_all(parts: Sequence[Part], run: Run, workers: int) -> list[Result]:
    """Return the results of ``parts``, in their order."""
    waiting: list[tuple[int, _Task]] = []
    asked = monotonic()
    for n, part in enumerate(parts):
        if monotonic() - asked > ASK:
            run.look()
            asked = monotonic()
        task = _Task(part)
        if task.search.is_done():
            run.keep(n, task.result())
        else:
            waiting.append((n, task))
    run.look()
    _improve(waiting, run, workers)
    return [run.results[n] for n in range(len(parts))]


class _Task:
    """A group with the rota found without the solver."""

    def __init__(self, part: Part) -> None:
        began = monotonic()
        self.search: Search = begin(part)
        self.seconds = monotonic() - began

    def improve(self, budget: Budget) -> None:
        """Let the solver work on it."""
        began = monotonic()
        self.search.run(budget)
        self.seconds += monotonic() - began

    def result(self) -> Result:
        """Return the answer as it is now."""
        search = self.search
        spent = (self.seconds, search.solver_seconds)
        return result(search.pool, search.rota, search.measured, search.least(), spent)


def _improve(waiting: list[tuple[int, _Task]], run: Run, workers: int) -> None:
    """Run the solver on the groups; small ones first, so that large ones get what is left."""
    waiting.sort(key=lambda each: (each[1].search.size, each[0]))
    shares = _Shares(len(waiting), run, workers)
    pool = ThreadPoolExecutor(max_workers=max(1, workers), thread_name_prefix="planner")
    try:
        futures = {pool.submit(shares.improve, task): (n, task) for n, task in waiting}
        _collect(futures, run)
    finally:
        run.over.set()
        pool.shutdown(cancel_futures=True)


def _collect(futures: dict[Future[None], tuple[int, _Task]], run: Run) -> None:
    while futures:
        done, _ = wait(futures, timeout=ASK, return_when=FIRST_COMPLETED)
        run.look()
        for future in sorted(done, key=lambda one: futures[one][0]):
            n, task = futures.pop(future)
            future.result()
            run.keep(n, task.result())


class _Shares:
    """Divides the time that is left evenly among the groups that are left."""

    def __init__(self, left: int, run: Run, workers: int) -> None:
        self._left, self._run, self._workers = left, run, max(1, workers)
        self._lock = Lock()

    def improve(self, task: _Task) -> None:
        with self._lock:
            now = monotonic()
            share = (self._run.until - now) / max(1.0, self._left / self._workers)
            self._left -= 1
        task.improve(Budget(now + share, self._run.over.is_set))
