"""The planner: time, memory, proof and fairness, beside the rotas of a spreadsheet."""

from collections.abc import Iterator
from typing import Any

from tests.bench.measured import measure
from tests.bench.row import Row, at_least, at_most, beside


def rows() -> Iterator[Row]:
    """Measure everything about the planner; takes a few minutes at most."""
    five, all_posts, hard = measure("5 posts"), measure("317 posts"), measure("hard")
    yield from _cost("5 posts", five)
    yield from _cost("317 posts", all_posts)
    name = "roster, 317 posts: "
    yield beside(name + "seconds / 5 posts", all_posts["seconds"], five["seconds"], most=60)
    yield at_most(name + "MB, largest process", all_posts["largest"], 300, five["largest"])
    yield from _quality("317 posts", all_posts)
    yield from _cost("hard", hard)
    yield from _quality("hard", hard)
    yield from _replanned(measure("replan"))


def _cost(which: str, run: dict[str, Any]) -> Iterator[Row]:
    name = f"roster, {which}: "
    summary = run["summary"]
    yield Row(name + "groups", summary["groups"])
    yield Row(name + "seconds, 2 workers", run["seconds"])
    yield Row(name + "seconds of processor", run["processor"])
    yield Row(name + "MB, all processes at most", run["together"])
    yield at_most(name + "rules broken, wrong figures", len(run["wrong"]), 0)
    yield Row(name + "share of groups without solver", summary["without_solver"])
    yield at_least(name + "share of time in solver, if any", summary["in_solver"], 0.95)


def _quality(which: str, run: dict[str, Any]) -> Iterator[Row]:
    name = f"roster, {which}: "
    summary = run["summary"]
    yield Row(name + "share of groups optimal", summary["optimal"])
    yield at_least(name + "share optimal or within 1 %", summary["near"], 1)
    yield Row(name + "worst gap of a figure", summary["worst"])
    for aim, groups in summary["unproven"].items():
        yield Row(name + f"groups with {aim} not proven", groups)
    for baseline in ("round_robin", "least_loaded"):
        beaten = f" / {baseline.replace('_', '-')}"
        for figure, words in _FIGURES.items():
            value, theirs = summary["planned"][figure], summary[baseline][figure]
            yield beside(name + words + beaten, value, theirs, below=1)


_FIGURES = {
    "open": "places open",
    "spread": "mean spread of duties",
    "spread_off": "mean spread of days off",
}


def _replanned(run: dict[str, Any]) -> Iterator[Row]:
    name = "roster, post re-planned: "
    few, fair = run["few_changes"], run["fair_changes"]
    yield at_most(name + "rules broken, wrong figures", run["wrong"], 0)
    yield beside(name + "changes / fewest possible", few, run["fewest_changes"], most=1)
    yield beside(name + "seconds / first plan", run["few_seconds"], run["first_seconds"], below=1)
    yield beside(name + "changes, fairest first / fewest", fair, few)
    yield beside(name + "spread, fairest first / fewest", run["fair_spread"], run["few_spread"])
    yield beside(name + "seconds, fairest / first plan", run["fair_seconds"], run["first_seconds"])
