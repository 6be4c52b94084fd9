"""Rosters to measure with: invented, and the same for the same seed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from roster.limits import Days, Life, Limits, Turn
from roster.planner.problem import Carried, Person, Place, Problem

JAKARTA = ZoneInfo("Asia/Jakarta")
FIRST, LAST = date(2024, 1, 9), date(2024, 2, 29)
DAYS = tuple(FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1))
# Isra Mikraj, Imlek with its joint leave, voting day.
HOLIDAYS = frozenset(date(2024, 2, day) for day in (8, 9, 10, 14))
# The posts are open through the night of counting.
LONG_DAY = date(2024, 2, 14)


@dataclass(frozen=True, slots=True)
class Crew:
    """So many people of a kind are wanted at each duty, and so many take turns at a post."""

    wanted: int
    pool: int


@dataclass(frozen=True, slots=True)
class Scale:
    """How large a roster is, and how hard. ``absent``: the share of days that people are away."""

    posts: int
    crews: dict[str, Crew]
    absent: float
    shifts: tuple[tuple[int, int], ...] = ((8, 16),)
    most_in_7_days: int = 6
    carries: int = 0
    # In every twenty posts, so many Kejari serve three at once.
    shared: int = 2


USUAL = {
    "kesbangpol": Crew(2, 8),
    "kodim": Crew(1, 4),
    "polres": Crew(1, 4),
    "kejari": Crew(1, 3),
}
TIGHT = {
    "kesbangpol": Crew(2, 7),
    "kodim": Crew(1, 4),
    "polres": Crew(1, 3),
    "kejari": Crew(1, 3),
}
# Two shifts a day, and hardly more people than it takes.
TIGHT_SHIFTS = ((8, 15), (15, 22))

SCALES = {
    "317 posts": Scale(317, USUAL, 0.08),
    "5 posts": Scale(5, USUAL, 0.08),
    "hard": Scale(20, TIGHT, 0.20, shifts=TIGHT_SHIFTS, most_in_7_days=5, carries=4, shared=2),
}


def problem(scale: Scale, seed: int = 2024) -> Problem:
    """Return the roster of ``scale``. The first posts of a larger one are those of a smaller."""
    people: list[Person] = []
    for post in range(scale.posts):
        for kind, crew in scale.crews.items():
            if home := _home(scale, kind, post):
                people += _crew(scale, kind, crew, home, seed)
    numbered = (replace(person, key=key) for key, person in enumerate(people, start=1))
    places = tuple(_places(scale))
    return Problem(places, tuple(numbered))


def one_post(asked: Problem, post: int) -> Problem:
    """Return the part of ``asked`` that one post is, with the people who serve there."""
    return Problem(
        tuple(place for place in asked.places if place.post == post),
        tuple(
            replace(person, posts=frozenset({post}))
            for person in asked.people
            if post in person.posts
        ),
    )


def is_day_off(day: date) -> bool:
    """Tell whether ``day`` is on a weekend or a holiday."""
    return day.weekday() >= 5 or day in HOLIDAYS


def _home(scale: Scale, kind: str, post: int) -> frozenset[int]:
    """Return the posts that the crew of ``kind`` at ``post`` serves; none if another does."""
    group, place = divmod(post, 20)
    if kind != "kejari" or place >= 3 * scale.shared:
        return frozenset({post})
    if place % 3:
        return frozenset()
    return frozenset(range(post, min(post + 3, scale.posts, 20 * group + 20)))


def _crew(scale: Scale, kind: str, crew: Crew, home: frozenset[int], seed: int) -> Iterator[Person]:
    random = Random(f"{seed} {kind} {min(home)}")  # noqa: S311
    for number in range(_size(crew, home)):
        yield Person(
            key=0,
            name=f"{kind} {min(home) + 1}.{number + 1}",
            kind=kind,
            posts=home,
            life=Life(Limits(scale.most_in_7_days), tuple(_absences(random, scale.absent))),
            may_lead=kind == "kesbangpol" and number % 2 == 0,
            avoids=_some_weekday(random, 0.10),
            prefers=_some_weekday(random, 0.05),
            carried=_carried(random, scale.carries),
        )


def _size(crew: Crew, home: frozenset[int]) -> int:
    """Return how many take turns: who serves several posts is fewer than a crew at each."""
    spare = 1 + min(home) // 3 % 2
    return crew.pool if len(home) == 1 else crew.wanted * len(home) + spare


def _absences(random: Random, share: float) -> Iterator[tuple[date, date]]:
    """Yield leave, illness and training of one to five days, until the share is used up."""
    left = round(share * len(DAYS) * random.uniform(0.5, 1.5))
    while left > 0:
        length = min(left, random.randint(1, 5))
        first = random.choice(DAYS)
        yield first, first + timedelta(days=length - 1)
        left -= length


def _some_weekday(random: Random, share: float) -> Days:
    return frozenset({random.randrange(7)} if random.random() < share else ())


def _carried(random: Random, most: int) -> Carried:
    total = random.randint(0, most)
    return Carried(total=total, off=random.randint(0, total), led=0)


def _places(scale: Scale) -> Iterator[Place]:
    for post in range(scale.posts):
        for day in DAYS:
            for turn in _turns(scale, day):
                for kind, crew in scale.crews.items():
                    yield Place(
                        duty=f"{post + 1} {turn.start:%m-%d %H}",
                        post=post,
                        kind=kind,
                        turn=turn,
                        people=crew.wanted,
                        day_off=is_day_off(day),
                        leads=kind == "kesbangpol",
                    )


def _turns(scale: Scale, day: date) -> Iterator[Turn]:
    if day == LONG_DAY and len(scale.shifts) == 1:
        start = _at(day, 7)
        yield Turn(day, start, start + timedelta(hours=24))
        return
    for opens, closes in scale.shifts:
        yield Turn(day, _at(day, opens), _at(day, closes))


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), JAKARTA)
