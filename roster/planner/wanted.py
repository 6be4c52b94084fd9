"""The aims as rows and costs of a group's program."""

from roster.planner.answer import Aim
from roster.planner.bounds import corridor, floors, given_range, reach
from roster.planner.figures import Ruler
from roster.planner.model import INFINITE, Model, Row

# Weight and constant of an aim that is a sum: value = constant + weights * columns.
type Sum = tuple[dict[int, float], int]


def as_sum(model: Model, ruler: Ruler, aim: Aim) -> Sum:
    """Return an aim that counts something as a sum over the columns."""
    pool = model.pool
    if aim is Aim.OPEN:
        return dict.fromkeys(model.u.values(), 1.0), 0
    if aim is Aim.LEADS:
        return dict.fromkeys(model.unled.values(), 1.0), 0
    if aim is Aim.WISHES:
        return _wishes(model), ruler.wished
    kept = {
        model.x[p, k]: -1.0
        for p, told in enumerate(pool.told)
        for k in sorted(told & pool.can_set[p])
    }
    return kept, pool.told_all - pool.told_pinned


def _wishes(model: Model) -> dict[int, float]:
    """Avoided duties count each; of several on one preferred day, one counts."""
    pool, weights = model.pool, {}
    for p, wish in enumerate(pool.wish):
        preferred: dict[int, list[int]] = {}
        for k, weight in wish.items():
            if weight > 0:
                weights[model.x[p, k]] = 1.0
            else:
                preferred.setdefault(pool.day[k], []).append(model.x[p, k])
        for columns in preferred.values():
            weights[columns[0] if len(columns) == 1 else model.any_of(columns)] = -1.0
    return weights


def at_most(model: Model, ruler: Ruler, aim: Aim, values: dict[Aim, int]) -> list[Row]:
    """Return rows that keep ``aim`` at its value in ``values``, or below."""
    if aim in ruler.loads:
        return _spread_at_most(model, ruler, aim, values)
    weights, constant = as_sum(model, ruler, aim)
    return [Row(weights, -INFINITE, values[aim] - constant)] if weights else []


def _spread_at_most(model: Model, ruler: Ruler, aim: Aim, values: dict[Aim, int]) -> list[Row]:
    """Loads lie between one of the possible floors and its ceiling.

    Where counting leaves just one floor, these are plain bounds; else a column chooses the floor.
    """
    loads, width = ruler.loads[aim], values[aim]
    given = given_range(model.pool, aim, values)
    possible = list(floors(loads, width, *given, reach(ruler, aim)))
    choices = [(corridor(loads, floor, width)) for floor in possible]
    picks = {model.column(1): choice for choice in choices} if len(choices) > 1 else {}
    rows = [Row(dict.fromkeys(picks, 1.0), 1, 1)] if picks else []
    for p, columns in enumerate(_columns(model, aim)):
        base = loads.base[p]
        terms = dict.fromkeys(columns, 1.0)
        if len(choices) == 1:
            low, high = choices[0]
            rows.append(Row(terms, low[p] - base, high[p] - base))
        elif picks:
            low_terms = {z: float(base - low[p]) for z, (low, _) in picks.items()}
            high_terms = {z: float(base - high[p]) for z, (_, high) in picks.items()}
            rows.append(Row({**terms, **low_terms}, 0, INFINITE))
            rows.append(Row({**terms, **high_terms}, -INFINITE, 0))
    return rows if choices else [Row({}, 1, 1)]


def _columns(model: Model, aim: Aim) -> list[list[int]]:
    """Return the columns that count for a spread, by person."""
    pool = model.pool
    if aim is Aim.SPREAD_LED:
        found: list[list[int]] = [[] for _ in pool.people]
        for (p, _), column in model.leads.items():
            found[p].append(column)
        return found
    return [
        [model.x[p, k] for k in places if aim is Aim.SPREAD or pool.places[k].day_off]
        for p, places in enumerate(pool.can)
    ]
