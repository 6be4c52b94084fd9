"""What the planner answers."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from roster.planner.problem import Given


class Proof(StrEnum):
    """What is known of a group's answer."""

    OPTIMAL = "optimal"
    # Not proven: the time ran out, or somebody stopped it. The best found so far.
    BEST_FOUND = "best_found"


class Aim(StrEnum):
    """What is made as small as can be, in this order.

    CHANGES comes second for the goal of fewest changes and last for the fairest rota; it is
    there when people were told a rota, SPREAD_LED when duties have a lead. Figures come in the
    order in which they were pursued. What each counts: roster/planner/figures.py.
    """

    OPEN = "open"
    CHANGES = "changes"
    SPREAD = "spread"
    SPREAD_OFF = "spread_off"
    LEADS = "leads"
    SPREAD_LED = "spread_led"
    WISHES = "wishes"


@dataclass(frozen=True, slots=True)
class Figure:
    """The value reached for an aim, and the lowest that any rota could reach.

    The bound holds among the rotas that are as good in all earlier aims. ``plain`` is the simple
    difference between the most and the fewest of all people, for the spreads.
    """

    aim: Aim
    value: int
    bound: int
    plain: int | None = None

    @property
    def proven(self) -> bool:
        """Whether no rota can do better."""
        return self.value <= self.bound


@dataclass(frozen=True, slots=True)
class Shortage:
    """People of a kind missing at a post, on days that follow each other, for one reason.

    ``available`` of the ``pool`` can come on these days, ``wanted`` are needed at each duty.
    """

    kind: str
    post: int
    first: date
    last: date
    missing: int
    wanted: int
    available: int
    pool: int
    reason: str


@dataclass(frozen=True, slots=True)
class Group:
    """The report on one group: people and places that share nobody with others."""

    kind: str
    posts: tuple[int, ...]
    people: tuple[int, ...]
    places: int
    proof: Proof
    figures: tuple[Figure, ...]
    seconds: float
    solver_seconds: float


@dataclass(frozen=True, slots=True)
class Answer:
    """A rota with its proof and its gaps."""

    given: tuple[Given, ...]
    shortages: tuple[Shortage, ...]
    groups: tuple[Group, ...]
