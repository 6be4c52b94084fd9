"""What a rota is worth: how much is open, how equal it is, how much of it is proven."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from statistics import mean

from roster.planner.answer import Answer, Figure, Group
from roster.planner.problem import Given, Problem
from roster.planner.recount import OFF, TOTAL, Load, Part, missing, parts
from tests.bench.baselines import least_loaded, round_robin

# How far from its bound a figure may be to count as proven well enough.
NEAR = 0.01


@dataclass(frozen=True, slots=True)
class Worth:
    """People missing, and the mean over all groups of most minus least duties."""

    open: int
    spread: float
    spread_off: float


@dataclass(frozen=True, slots=True)
class Summary:
    """The rota of the planner beside those of a spreadsheet, and what is proven of it.

    ``worst`` is the largest gap of any figure, as a share of its value; ``unproven`` counts the
    groups by the first aim that isn't proven. Shares are of 1.
    """

    planned: Worth
    round_robin: Worth
    least_loaded: Worth
    groups: int
    optimal: float
    near: float
    worst: float
    unproven: dict[str, int]
    without_solver: float
    in_solver: float


def summary(asked: Problem, answer: Answer) -> Summary:
    """Return what ``answer`` is worth."""
    groups = answer.groups
    solved = [group for group in groups if group.solver_seconds]
    return Summary(
        planned=worth(asked, answer, answer.given),
        round_robin=worth(asked, answer, round_robin(asked)),
        least_loaded=worth(asked, answer, least_loaded(asked)),
        groups=len(groups),
        optimal=mean(_gap(group) == 0 for group in groups),
        near=mean(_gap(group) <= NEAR for group in groups),
        worst=max(_gap(group) for group in groups),
        unproven=dict(Counter(aim for group in groups if (aim := _first_unproven(group)))),
        without_solver=1 - len(solved) / len(groups),
        in_solver=_share(solved),
    )


def worth(asked: Problem, answer: Answer, given: Iterable[Given]) -> Worth:
    """Return what the rota ``given`` is worth, in the groups of ``answer``."""
    these = [part for _, part in parts(asked, replace(answer, given=tuple(given)))]
    return Worth(
        open=sum(sum(missing(part).values()) for part in these),
        spread=mean(_spread(part, TOTAL) for part in these),
        spread_off=mean(_spread(part, OFF) for part in these),
    )


def _spread(part: Part, load: Load) -> int:
    loads = load.of(part, part.given).values()
    return max(loads) - min(loads) if loads else 0


def _gap(group: Group) -> float:
    return max((_distance(figure) for figure in group.figures), default=0.0)


def _distance(figure: Figure) -> float:
    return 0.0 if figure.proven else (figure.value - figure.bound) / max(1, figure.value)


def _first_unproven(group: Group) -> str:
    return next((figure.aim.value for figure in group.figures if not figure.proven), "")


def _share(solved: list[Group]) -> float:
    seconds = sum(group.seconds for group in solved)
    return sum(group.solver_seconds for group in solved) / seconds if seconds else 1.0
