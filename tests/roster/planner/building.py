"""Small problems for the planner, in a line each."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from posko.clock import JAKARTA
from roster.limits import Days, Life, Limits, Turn
from roster.planner.answer import Aim, Answer, Figure, Group, Proof
from roster.planner.problem import Carried, Given, Goal, Person, Place, Problem
from roster.planner.shortages import shortages

# A Thursday.
FIRST = date(2024, 2, 8)
POST = 1
KIND = "kejari"


def day(later: int) -> date:
    """Return the date so many days after 8 February 2024."""
    return FIRST + timedelta(days=later)


def turn(later: int, start: int = 8, hours: int = 8) -> Turn:
    """Return a duty on that day, from 08.00 to 16.00."""
    on = day(later)
    begins = datetime(on.year, on.month, on.day, start, tzinfo=JAKARTA)
    return Turn(on, begins, begins + timedelta(hours=hours))


def place(
    later: int = 0,
    people: int = 1,
    *,
    duty: str = "",
    post: int = POST,
    kind: str = KIND,
    start: int = 8,
    day_off: bool = False,
    leads: bool = False,
) -> Place:
    """Return a place at a duty; its name tells post, day and start unless ``duty`` is given."""
    name = duty or named(later, post, start)
    return Place(name, post, kind, turn(later, start), people, day_off, leads)


def named(later: int = 0, post: int = POST, start: int = 8) -> str:
    """Return the name of the duty of ``place`` with the same arguments."""
    return f"{post}/{day(later)}/{start}"


def person(
    key: int,
    *,
    posts: Iterable[int] = (POST,),
    kind: str = KIND,
    absent: Iterable[tuple[int, int]] = (),
    never: Days = frozenset(),
    most: int = 6,
    rest: int = 11,
    may_lead: bool = True,
    avoids: Days = frozenset(),
    prefers: Days = frozenset(),
    carried: Carried | None = None,
    fixed: Iterable[Turn] = (),
) -> Person:
    """Return somebody who is ``absent`` on these ranges of days, counted from 8 February."""
    away = tuple((day(first), day(last)) for first, last in absent)
    life = Life(Limits(most, timedelta(hours=rest)), away, never)
    return Person(
        key=key,
        name=f"Orang {key}",
        kind=kind,
        posts=frozenset(posts),
        life=life,
        may_lead=may_lead,
        avoids=avoids,
        prefers=prefers,
        carried=carried or Carried(),
        fixed=tuple(fixed),
    )


def problem(
    places: Iterable[Place],
    people: Iterable[Person],
    *,
    pins: Iterable[Given] = (),
    told: Iterable[Given] = (),
    goal: Goal = Goal.FAIREST,
) -> Problem:
    """Return these as one problem."""
    return Problem(tuple(places), tuple(people), tuple(pins), tuple(told), goal)


def answer(asked: Problem, *given: Given, figures: dict[Aim, int] | None = None) -> Answer:
    """Return what is given as one unproven group, with the shortages that are left."""
    group = Group(
        kind=asked.places[0].kind,
        posts=tuple(sorted({place.post for place in asked.places})),
        people=tuple(person.key for person in asked.people),
        places=sum(place.people for place in asked.places),
        proof=Proof.BEST_FOUND,
        figures=tuple(Figure(aim, value, 0) for aim, value in (figures or {}).items()),
        seconds=0,
        solver_seconds=0,
    )
    return Answer(given, shortages(asked, given), (group,))
