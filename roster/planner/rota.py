"""A rota of one group while it is being made."""

from collections.abc import Iterable

from roster.planner.pool import Pool, has_room, settled_loads


class Rota:
    """Who holds which place, and the loads that follow. Pins are counted, but not held."""

    def __init__(self, pool: Pool) -> None:
        people = range(len(pool.people))
        self.pool = pool
        self.held: list[set[int]] = [set() for _ in people]
        self.at: list[set[int]] = [set() for _ in pool.places]
        self.open = list(pool.need)
        self.counts = [list(counts) for counts in pool.counts]
        self.total = settled_loads(pool, "total")
        self.off = settled_loads(pool, "off")
        self._is_off = [place.day_off for place in pool.places]
        self._most = [pool.most(p) for p in people]

    def free_for(self, p: int, k: int) -> bool:
        """Tell whether p may have place k besides what p holds, open or not."""
        return (
            k not in self.held[p]
            and k in self.pool.can_set[p]
            and self.held[p].isdisjoint(self.pool.clash[p][k])
            and has_room(self.counts[p], self.pool.day[k], self._most[p])
        )

    def give(self, p: int, k: int) -> None:
        """Put p on place k."""
        self.held[p].add(k)
        self.at[k].add(p)
        self.open[k] -= 1
        self._count(p, k, 1)

    def take(self, p: int, k: int) -> None:
        """Take p off place k."""
        self.held[p].remove(k)
        self.at[k].remove(p)
        self.open[k] += 1
        self._count(p, k, -1)

    def move(self, k: int, p: int, q: int) -> None:
        """Hand place k from p to q."""
        self.take(p, k)
        self.give(q, k)

    def pairs(self) -> Iterable[tuple[int, int]]:
        """Yield (person, place) in a fixed order."""
        return ((p, k) for p, places in enumerate(self.held) for k in sorted(places))

    def _count(self, p: int, k: int, by: int) -> None:
        self.counts[p][self.pool.day[k]] += by
        self.total[p] += by
        if self._is_off[k]:
            self.off[p] += by


def rota_of(pool: Pool, pairs: Iterable[tuple[int, int]]) -> Rota:
    """Return a rota with these (person, place)."""
    rota = Rota(pool)
    for p, k in pairs:
        rota.give(p, k)
    return rota
