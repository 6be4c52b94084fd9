"""Few changes first: where all that was told can be kept, little is left to decide."""

from roster.planner.answer import Aim
from roster.planner.balance import balance, balance_off
from roster.planner.bounds import bounds
from roster.planner.figures import Ruler
from roster.planner.polish import polish
from roster.planner.pool import Pool
from roster.planner.rota import Rota, rota_of


def keep_told(ruler: Ruler, rota: Rota) -> Rota:
    """Return ``rota``, made fairer where what was told leaves room for it.

    If counting proves that everything told can be kept that its people still can, with no more
    places open, then every rota as good as that keeps it: the group is narrowed to what is left.
    """
    pool, values = ruler.pool, ruler.measure(rota).values
    least = bounds(ruler, values)
    if any(values[aim] > least[aim] for aim in (Aim.OPEN, Aim.CHANGES)) or _too_many_told(pool):
        return rota
    _narrow(pool)
    fairer = rota_of(pool, rota.pairs())
    balance(fairer)
    balance_off(fairer)
    polish(fairer)
    return min(rota, fairer, key=lambda one: tuple(ruler.measure(one).values.values()))


def _too_many_told(pool: Pool) -> bool:
    """Tell whether more people were told of a duty, and still can, than it needs."""
    return any(
        sum(k in pool.told[p] for p in who) > need
        for k, (who, need) in enumerate(zip(pool.who, pool.need, strict=True))
    )


def _narrow(pool: Pool) -> None:
    """Leave in ``can`` and ``who`` what is kept, and what can be added to it."""
    kept = [told & can for told, can in zip(pool.told, pool.can_set, strict=True)]
    settled = rota_of(pool, ((p, k) for p, places in enumerate(kept) for k in places))
    pool.can = [
        [k for k in places if k in kept[p] or (settled.open[k] > 0 and settled.free_for(p, k))]
        for p, places in enumerate(pool.can)
    ]
    pool.who = [
        [p for p in who if k in kept[p] or (settled.open[k] > 0 and settled.free_for(p, k))]
        for k, who in enumerate(pool.who)
    ]
    pool.kept = kept
    for worked_out in ("can_set", "wish"):
        vars(pool).pop(worked_out, None)
