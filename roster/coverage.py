"""What is missing at a duty: pure calculation, without database or clock."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

EVERY, WORKING, OFF = "every", "working", "off"


@dataclass(frozen=True, slots=True)
class Need:
    """So many people of a kind of institution; ``of_post`` when asked of one post alone."""

    kind: str
    people: int
    days: str = EVERY
    of_post: bool = False

    def holds_on(self, day_off: bool) -> bool:
        """Tell whether it counts on such a day."""
        return self.days == EVERY or (self.days == OFF) == day_off

    @property
    def rank(self) -> tuple[bool, bool]:
        """What is said for a post, or for certain days, outranks what is said in general."""
        return self.of_post, self.days != EVERY


@dataclass(frozen=True, slots=True)
class Gap:
    """So many people of a kind are still missing."""

    kind: str
    missing: int


def needed(needs: Iterable[Need], day_off: bool) -> dict[str, int]:
    """Return how many people of each kind are needed on such a day."""
    holding = [need for need in needs if need.holds_on(day_off)]
    return {need.kind: need.people for need in sorted(holding, key=lambda need: need.rank)}


def gaps(needs: Iterable[Need], day_off: bool, assigned: Iterable[str]) -> list[Gap]:
    """Return what is missing, given the kinds of institution of those assigned."""
    there = Counter(assigned)
    return [
        Gap(kind, people - there[kind])
        for kind, people in needed(needs, day_off).items()
        if people > there[kind]
    ]
