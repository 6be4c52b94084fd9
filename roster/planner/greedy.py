"""A first rota without a solver: always the least loaded, then mended."""

from roster.planner.balance import balance, balance_off
from roster.planner.filling import fill
from roster.planner.polish import polish
from roster.planner.pool import Pool
from roster.planner.rota import Rota


def greedy(pool: Pool) -> Rota:
    """Return a rota that keeps every rule: what was told first, the least loaded, then mended."""
    rota = construct(pool)
    fill(rota)
    if not pool.keeps_first:
        balance(rota)
        balance_off(rota)
        polish(rota)
    return rota


def construct(pool: Pool) -> Rota:
    """Return a rota in one pass: days off first, then the other days, always the least loaded."""
    rota = Rota(pool)
    for p, places in enumerate(pool.told):
        for k in sorted(places):
            if rota.open[k] > 0 and rota.free_for(p, k):
                rota.give(p, k)
    for k in sorted(range(len(pool.places)), key=lambda k: (not pool.places[k].day_off, k)):
        while rota.open[k] > 0 and (best := _next(rota, k)) is not None:
            rota.give(best, k)
    return rota


def _next(rota: Rota, k: int) -> int | None:
    """Return who takes place k: the least loaded of those who may."""
    pool = rota.pool
    fitting = [p for p in pool.who[k] if rota.free_for(p, k)]
    if not fitting:
        return None
    asks_lead = k in pool.led_places
    has_lead = any(pool.people[p].may_lead for p in (*rota.at[k], *pool.pinned_at[k]))

    def rank(p: int) -> tuple[int, ...]:
        load = (rota.off[p], rota.total[p]) if pool.places[k].day_off else (rota.total[p],)
        # One lead is enough: others may be needed elsewhere.
        spare = asks_lead and pool.people[p].may_lead == has_lead
        return (spare and not has_lead, *load, spare, pool.wish[p].get(k, 0), p)

    return min(fitting, key=rank)
