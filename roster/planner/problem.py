"""What the planner is asked."""

from dataclasses import dataclass, field
from enum import StrEnum

from roster.limits import Days, Life, Turn


class Goal(StrEnum):
    """What comes first once every place is filled that can be."""

    FAIREST = "fairest"
    FEWEST_CHANGES = "fewest_changes"


@dataclass(frozen=True, slots=True)
class Place:
    """So many ``people`` of one kind of institution at one duty; with ``leads``, one leads it.

    ``duty`` names the duty for whoever asks; a duty has one place for each kind.
    """

    duty: str
    post: int
    kind: str
    turn: Turn
    people: int
    day_off: bool = False
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Carried:
    """Duties that a person had before: they count when loads are made equal."""

    total: int = 0
    off: int = 0
    led: int = 0


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of a kind of institution who serves at ``posts``.

    ``fixed`` are duties outside of what is planned: before it, after it, or elsewhere.
    """

    key: int
    name: str
    kind: str
    posts: frozenset[int]
    life: Life = field(default_factory=Life)
    may_lead: bool = True
    avoids: Days = field(default_factory=frozenset)
    prefers: Days = field(default_factory=frozenset)
    carried: Carried = field(default_factory=Carried)
    fixed: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """A person at a duty: an answer, a pin, or what people were told before."""

    person: int
    duty: str
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """All that the planner knows. ``told`` is the rota that people know already, if any."""

    places: tuple[Place, ...]
    people: tuple[Person, ...]
    pins: tuple[Given, ...] = ()
    told: tuple[Given, ...] = ()
    goal: Goal = Goal.FAIREST
