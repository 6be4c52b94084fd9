"""One group as numbers: who can come where, what shuts out what, what is settled already."""

from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property

from roster.limits import Turn, falls_on
from roster.planner.groups import Part
from roster.planner.problem import Given, Goal, Person, Place

# Days on either side of what is planned that reach into its seven-day windows.
MARGIN = 6


@dataclass(slots=True)
class Loads:
    """Duties of each person that no rota changes (carried and pinned), and the most possible."""

    base: list[int]
    most: list[int]


@dataclass
class Pool:
    """A group with people and places as indices. Pins are settled: only the rest is open.

    ``need[k]``: people still wanted at place k. ``who[k]``: people who could come, if they had
    nothing else but what is fixed. ``can[p]``: the same by person. ``counts[p][d]``: fixed and
    pinned duties on day d. ``clash[p][k]``: places that p can't have besides k.
    """

    part: Part
    people: tuple[Person, ...]
    places: tuple[Place, ...]
    need: list[int]
    day: list[int]
    days: int
    counts: list[list[int]]
    clash: list[list[frozenset[int]]]
    can: list[list[int]] = field(default_factory=list)
    who: list[list[int]] = field(default_factory=list)
    # The leads: places that ask for one (and have none pinned), and who of the pinned could.
    led_places: list[int] = field(default_factory=list)
    pinned_at: list[list[int]] = field(default_factory=list)
    told: list[frozenset[int]] = field(default_factory=list)
    # Told duties that are kept by pins, and told duties in all.
    told_pinned: int = 0
    told_all: int = 0
    pinned_leads: list[int] = field(default_factory=list)
    # What every rota keeps that is worth looking at, by person; see keeping.py.
    kept: list[frozenset[int]] = field(default_factory=list)

    @property
    def keeps_first(self) -> bool:
        """Whether few changes come before fairness."""
        return self.part.goal is Goal.FEWEST_CHANGES and self.told_all > 0

    @cached_property
    def off(self) -> list[int]:
        """Places on days off."""
        return [k for k, place in enumerate(self.places) if place.day_off]

    def most(self, p: int) -> int:
        """The most duties of a person in seven days."""
        return self.people[p].life.limits.most_in_7_days

    @cached_property
    def can_set(self) -> list[frozenset[int]]:
        """``can`` to look things up in."""
        return [frozenset(places) for places in self.can]

    @cached_property
    def wish(self) -> list[dict[int, int]]:
        """By person: 1 for places on days that they avoid, -1 on days they prefer."""
        return [self._wishes(p) for p in range(len(self.people))]

    def _wishes(self, p: int) -> dict[int, int]:
        person = self.people[p]
        if not person.avoids and not person.prefers:
            return {}
        found = {}
        for k in self.can[p]:
            day = self.places[k].turn.day
            weight = falls_on(day, person.avoids) - falls_on(day, person.prefers)
            if weight:
                found[k] = weight
        return found


def pool(part: Part) -> Pool:
    """Work out a group: who can come where."""
    first = min(place.turn.day for place in part.places).toordinal() - MARGIN
    last = max(place.turn.day for place in part.places).toordinal() + MARGIN
    settled = [_settled(person, part) for person in part.people]
    found = Pool(
        part=part,
        people=part.people,
        places=part.places,
        need=[place.people for place in part.places],
        day=[place.turn.day.toordinal() - first for place in part.places],
        days=last - first + 1,
        counts=[_counts(turns, first, last) for turns in settled],
        clash=_clashes(part),
    )
    _settle_pins(found)
    _settle_told(found)
    _find_who_can(found, settled)
    return found


def _settled(person: Person, part: Part) -> list[Turn]:
    return [*person.fixed, *(place.turn for pin, place in part.pinned if pin.person == person.key)]


def _counts(turns: list[Turn], first: int, last: int) -> list[int]:
    counts = [0] * (last - first + 1)
    for turn in turns:
        if first <= turn.day.toordinal() <= last:
            counts[turn.day.toordinal() - first] += 1
    return counts


def _clashes(part: Part) -> list[list[frozenset[int]]]:
    """Return for each person what shuts out what; people with the same rest share one table."""
    rests = {person.life.limits.rest for person in part.people}
    tables = {rest: _clash_table(part.places, rest) for rest in rests}
    return [tables[person.life.limits.rest] for person in part.people]


def _clash_table(places: tuple[Place, ...], rest: timedelta) -> list[frozenset[int]]:
    """Two turns clash when they overlap or when less than ``rest`` lies between them."""
    starts = [place.turn.start.timestamp() for place in places]
    table: list[set[int]] = [set() for _ in places]
    for k, place in enumerate(places):
        until = bisect_left(starts, place.turn.end.timestamp() + rest.total_seconds())
        for other in range(k + 1, until):
            table[k].add(other)
            table[other].add(k)
    return [frozenset(others) for others in table]


def _settle_pins(found: Pool) -> None:
    index = {place: k for k, place in enumerate(found.places)}
    person = {one.key: p for p, one in enumerate(found.people)}
    found.pinned_at = [[] for _ in found.places]
    found.pinned_leads = [0] * len(found.people)
    for pin, place in found.part.pinned:
        if pin.leads:
            found.pinned_leads[person[pin.person]] += 1
        if place in index:
            found.pinned_at[index[place]].append(person[pin.person])
            found.need[index[place]] = max(0, found.need[index[place]] - 1)
    for k, place in enumerate(found.places):
        found.need[k] = max(0, found.need[k] - found.part.guests.count(place.duty))
    found.led_places = _led_places(found)


def _led_places(found: Pool) -> list[int]:
    return [
        k
        for k, place in enumerate(found.places)
        if place.leads and place.duty not in found.part.led and (place.people or found.pinned_at[k])
    ]


def _settle_told(found: Pool) -> None:
    index = {place.duty: k for k, place in enumerate(found.places)}
    told: dict[int, set[int]] = {person.key: set() for person in found.people}
    pinned = {(pin.person, pin.duty) for pin, _ in found.part.pinned}
    for given in set(found.part.told):
        if (given.person, given.duty) in pinned:
            found.told_pinned += 1
        elif given.duty in index:
            told[given.person].add(index[given.duty])
    found.told = [frozenset(told[person.key]) for person in found.people]
    found.told_all = found.told_pinned + sum(len(places) for places in found.told)


def _find_who_can(found: Pool, settled: list[list[Turn]]) -> None:
    found.who = [[] for _ in found.places]
    for p, turns in enumerate(settled):
        found.can.append([k for k in range(len(found.places)) if _can(found, p, k, turns)])
        for k in found.can[p]:
            found.who[k].append(p)


def _can(found: Pool, p: int, k: int, turns: list[Turn]) -> bool:
    person, place = found.people[p], found.places[k]
    return (
        found.need[k] > 0
        and place.post in person.posts
        and person.life.can_on(place.turn.day)
        and not any(_clash(place.turn, turn, person.life.limits.rest) for turn in turns)
        and has_room(found.counts[p], found.day[k], found.most(p))
    )


def _clash(one: Turn, other: Turn, rest: timedelta) -> bool:
    return max(one.start, other.start) < min(one.end, other.end) + rest


def has_room(counts: list[int], day: int, most: int) -> bool:
    """Tell whether one more duty on ``day`` keeps every seven days within ``most``."""
    low = max(0, day - MARGIN)
    if sum(counts[low : day + MARGIN + 1]) < most:
        return True
    return all(sum(counts[start : start + 7]) < most for start in range(low, day + 1))


def settled_loads(found: Pool, which: str) -> list[int]:
    """Return what people have whatever happens: carried over and pinned."""
    if which == "led":
        return [
            person.carried.led + leads
            for person, leads in zip(found.people, found.pinned_leads, strict=True)
        ]
    loads = {
        person.key: person.carried.off if which == "off" else person.carried.total
        for person in found.people
    }
    for pin, place in found.part.pinned:
        loads[pin.person] += place.day_off or which == "total"
    return list(loads.values())


def given_by_pins(found: Pool) -> list[Given]:
    """Return the pins of the group."""
    return [pin for pin, _ in found.part.pinned]
