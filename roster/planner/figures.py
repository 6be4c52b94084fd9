"""What each aim counts. Smaller is better, and the bound is the least that any rota can have.

OPEN: people who are missing at places.
CHANGES: people who were told of a duty and don't have it any more.
SPREAD: of all duties, those carried over included: the most that somebody has who could have
    fewer, minus the least that somebody has who could have more. Somebody who is on leave for
    weeks, and has all duties that are left to them, is no reason to call a rota unfair; nor is
    somebody who brings many duties along and got none.
SPREAD_OFF: the same for duties on weekends and holidays.
LEADS: duties that ask for a lead and have nobody who may lead.
SPREAD_LED: SPREAD for duties led, among those who may lead.
WISHES: duties on days that people would rather avoid, plus days on which somebody would gladly
    come and doesn't. Pins aside.
"""

from dataclasses import dataclass

from roster.planner.answer import Aim
from roster.planner.capacity import loads
from roster.planner.leading import choose_leads, led_loads
from roster.planner.pool import Loads, Pool
from roster.planner.rota import Rota

SPREADS = {Aim.SPREAD: "total", Aim.SPREAD_OFF: "off", Aim.SPREAD_LED: "led"}


@dataclass(frozen=True, slots=True)
class Measured:
    """The values of a rota, its plain spreads, and who leads."""

    values: dict[Aim, int]
    plain: dict[Aim, int]
    leads: dict[int, int]


def aims(pool: Pool) -> tuple[Aim, ...]:
    """Return the aims that make sense for a group, in their order."""
    first = [Aim.OPEN]
    fair = [Aim.SPREAD, Aim.SPREAD_OFF, Aim.LEADS]
    if any(place.leads for place in pool.places):
        fair.append(Aim.SPREAD_LED)
    fair.append(Aim.WISHES)
    if not pool.told_all:
        return (*first, *fair)
    return (*first, Aim.CHANGES, *fair) if pool.keeps_first else (*first, *fair, Aim.CHANGES)


class Ruler:
    """Measures the rotas of one group."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self.aims = aims(pool)
        self.loads = {aim: loads(pool, SPREADS[aim]) for aim in self.aims if aim in SPREADS}
        # Wishes that are not met as long as nobody is given anything.
        self.wished = sum(
            len({pool.day[k] for k, weight in wish.items() if weight < 0}) for wish in pool.wish
        )

    def measure(self, rota: Rota, leads: dict[int, int] | None = None) -> Measured:
        """Return the values of ``rota``; ``leads`` as chosen, or the most equal choice."""
        pool, people = self.pool, range(len(self.pool.people))
        chosen = choose_leads(rota) if leads is None else leads
        values = {
            Aim.OPEN: sum(rota.open),
            Aim.CHANGES: pool.told_all - pool.told_pinned - kept(rota),
            Aim.LEADS: len(pool.led_places) - len(chosen),
            Aim.WISHES: self.wished + sum(_unwished(pool, p, rota.held[p]) for p in people),
        }
        plain = {}
        for aim, these in self.loads.items():
            have = {Aim.SPREAD: rota.total, Aim.SPREAD_OFF: rota.off}.get(aim)
            have = led_loads(pool, chosen) if have is None else have
            values[aim] = spread(have, these)
            plain[aim] = self._plain(aim, have)
        return Measured({aim: values[aim] for aim in self.aims}, plain, chosen)

    def _plain(self, aim: Aim, have: list[int]) -> int:
        people = self.pool.people
        counted = [
            load
            for load, person in zip(have, people, strict=True)
            if aim is not Aim.SPREAD_LED or person.may_lead
        ]
        return max(counted) - min(counted) if counted else 0


def _unwished(pool: Pool, p: int, held: set[int]) -> int:
    """Return p's duties on days that p avoids, less the days with duties that p prefers."""
    wish = pool.wish[p]
    if not wish:
        return 0
    avoided = sum(wish.get(k) == 1 for k in held)
    return avoided - len({pool.day[k] for k in held if wish.get(k) == -1})


def kept(rota: Rota) -> int:
    """Return how many told duties people still have, pins aside."""
    return sum(len(places & told) for places, told in zip(rota.held, rota.pool.told, strict=True))


def spread(have: list[int], possible: Loads) -> int:
    """Return the most of those who could have fewer, minus the least of those who could more."""
    triples = list(zip(have, possible.base, possible.most, strict=True))
    high = [load for load, base, _ in triples if load > base]
    low = [load for load, _, most in triples if load < most]
    return max(0, max(high) - min(low)) if high and low else 0
