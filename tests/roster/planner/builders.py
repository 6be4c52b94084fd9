"""Small rotas to ask the planner about."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from roster.limits import Life, Limits, Turn
from roster.planner.problem import Goal, Person, Place, Problem

MONDAY = date(2024, 1, 1)
# Begin and end by hour; an end of more than 24 is on the next day.
DAY = (9, 16)
NIGHT = (21, 31)


def day(n: int) -> date:
    """Return day n, counted from a Monday."""
    return MONDAY + timedelta(days=n)


def turn(n: int, hours: tuple[int, int] = DAY) -> Turn:
    """Return a turn on day n."""
    midnight = datetime.combine(day(n), time.min, UTC)
    return Turn(day(n), midnight + timedelta(hours=hours[0]), midnight + timedelta(hours=hours[1]))


def place(
    n: int,
    people: int = 1,
    hours: tuple[int, int] = DAY,
    *,
    post: int = 1,
    kind: str = "kpu",
    leads: bool = False,
) -> Place:
    """Return a place on day n."""
    return Place(
        f"{post}-{n}-{hours[0]}", post, kind, turn(n, hours), people, day(n).weekday() > 4, leads
    )


def places(days: int, people: int = 1, **rest: object) -> tuple[Place, ...]:
    """Return a place on each of so many days."""
    return tuple(place(n, people, **rest) for n in range(days))  # type: ignore[arg-type]


def person(key: int, posts: Iterable[int] = (1,), kind: str = "kpu", **rest: object) -> Person:
    """Return somebody who serves at post 1."""
    return Person(key, f"Person {key}", kind, frozenset(posts), **rest)  # type: ignore[arg-type]


def people(count: int, **rest: object) -> tuple[Person, ...]:
    """Return so many people, from 1."""
    return tuple(person(key, **rest) for key in range(1, count + 1))  # type: ignore[arg-type]


def away(*spans: tuple[int, int], limits: Limits | None = None) -> Life:
    """Return a life with absences from day to day."""
    return Life(limits or Limits(), tuple((day(first), day(last)) for first, last in spans))


def election(
    posts: int, days: int = 52, share: float = 0.08, seed: int = 1, goal: Goal = Goal.FAIREST
) -> Problem:
    """Return a problem like the real one: five kinds at each post, people who are absent."""
    random = Random(seed)  # noqa: S311
    all_places: list[Place] = []
    all_people: list[Person] = []
    for post in range(1, posts + 1):
        for number, kind in enumerate(("kesbangpol", "kodim", "polres", "kpu", "bawaslu")):
            wanted = 1 + (number + post) % 2
            all_places += [place(n, wanted, post=post, kind=kind) for n in range(days)]
            for _ in range(3 + random.randrange(3) + wanted):
                spans, n = [], 0
                while n < days:
                    if random.random() < share / 3:
                        length = random.randrange(1, 6)
                        spans.append((n, n + length - 1))
                        n += length
                    n += 1
                key = len(all_people) + 1
                all_people.append(person(key, (post,), kind, life=away(*spans)))
    return Problem(tuple(all_places), tuple(all_people), goal=goal)
