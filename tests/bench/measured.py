"""`python -m tests.bench.measured "317 posts"`: plan one roster in a process of its own.

So the peak of memory is that roster's alone. Prints one JSON object.
"""

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from time import perf_counter, process_time
from typing import Any

from roster.planner.answer import Answer
from roster.planner.problem import Problem
from roster.planner.solve import solve
from roster.planner.validate import validate
from tests.bench.instances import SCALES, problem
from tests.bench.replanning import Replanned, replanned
from tests.bench.summary import Summary, summary

WORKERS = 2
# What takes less is done three times; the quickest counts.
QUICK = 5.0


@dataclass(frozen=True, slots=True)
class Run:
    """What one roster took. Memory in MB: the largest process, and all together at most.

    ``processor`` are the seconds that processors worked for it: other programs hardly change them.
    """

    seconds: float
    processor: float
    largest: float
    together: float
    wrong: list[str]
    summary: Summary


def measure(name: str) -> dict[str, Any]:
    """Measure ``name`` in another process; return its Run or Replanned as a dict."""
    command = [sys.executable, "-m", "tests.bench.measured", name]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def run(name: str) -> Run:
    """Plan the roster ``name`` here."""
    asked = problem(SCALES[name])
    working = process_time()
    answer, seconds, times = quickest(lambda: solve(asked, workers=WORKERS))
    processor = (process_time() - working) / times
    own = _peak(resource.RUSAGE_SELF)
    child = _peak(resource.RUSAGE_CHILDREN)
    return Run(
        seconds=seconds,
        processor=processor,
        largest=max(own, child),
        together=own + WORKERS * child,
        wrong=validate(asked, answer)[:10],
        summary=summary(asked, answer),
    )


def replan() -> Replanned:
    """Plan some posts one by one, and plan them anew after an illness."""
    return replanned(problem(SCALES["5 posts"]), range(SCALES["5 posts"].posts), quickest_one)


def quickest(work: Callable[[], Answer]) -> tuple[Answer, float, int]:
    """Return what ``work`` answers, its seconds, and how often it was done.

    What is quick is done three times; the best counts.
    """
    times: list[float] = []
    while len(times) < 3 and (not times or times[0] < QUICK):
        began = perf_counter()
        answer = work()
        times.append(perf_counter() - began)
    return answer, min(times), len(times)


def quickest_one(asked: Problem) -> tuple[Answer, float]:
    """Return the answer for one post, planned by one worker, and its seconds."""
    answer, seconds, _ = quickest(lambda: solve(asked))
    return answer, seconds


def _peak(whose: int) -> float:
    # Linux tells kB.
    return resource.getrusage(whose).ru_maxrss / 1024


if __name__ == "__main__":
    print(json.dumps(asdict(replan() if sys.argv[1] == "replan" else run(sys.argv[1]))))
