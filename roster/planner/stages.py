"""One aim after the other, each proven before the next where time allows.

First everything at once: all aims at the values that counting allows, and wishes as cost. Any
answer to that is a proof for all of them. Only if there is none, aim by aim.
"""

from collections.abc import Sequence
from math import ceil, isfinite

from roster.planner.answer import Aim
from roster.planner.bounds import bounds
from roster.planner.figures import Measured, Ruler
from roster.planner.greedy import greedy
from roster.planner.groups import Part
from roster.planner.keeping import keep_told
from roster.planner.model import Budget, Found, Model, Row
from roster.planner.pool import Pool, pool
from roster.planner.rota import Rota, rota_of
from roster.planner.wanted import as_sum, at_most


def begin(part: Part) -> "Search":
    """Return the search of a group, with a rota found without the solver."""
    found = pool(part)
    ruler, rota = Ruler(found), greedy(found)
    return Search(found, ruler, keep_told(ruler, rota) if found.keeps_first else rota)


class Search:
    """The best rota of a group so far, and what is known about how good one can be."""

    def __init__(self, pool: Pool, ruler: Ruler, rota: Rota) -> None:
        self.pool, self.ruler, self.rota = pool, ruler, rota
        self.budget = Budget(0)
        self.measured: Measured = ruler.measure(rota)
        self.known: dict[Aim, int] = {}
        self._counted: dict[Aim, int] | None = None
        self._rules: Model | None = None

    def least(self) -> dict[Aim, int]:
        """Return the bound of each aim: by counting, or what the solver has shown beyond that."""
        if self._counted is None:
            self._counted = bounds(self.ruler, self.measured.values)
        return {aim: max(n, self.known.get(aim, n)) for aim, n in self._counted.items()}

    def is_proven(self, aim: Aim) -> bool:
        """Tell whether no rota that is as good in earlier aims is better in this one."""
        return self.measured.values[aim] <= self.least()[aim]

    @property
    def size(self) -> int:
        """How much there is to decide."""
        return sum(map(len, self.pool.can))

    @property
    def solver_seconds(self) -> float:
        """How long the solver ran."""
        return self.budget.spent

    def is_done(self) -> bool:
        """Tell whether every aim is proven."""
        least = self.least()
        return all(value <= least[aim] for aim, value in self.measured.values.items())

    def run(self, budget: Budget) -> None:
        """Improve the rota until it is proven or the budget is spent."""
        self.budget = budget
        if not self.pool.keeps_first and not budget.is_over():
            self._everything_at_once()
        for n, aim in enumerate(self.ruler.aims):
            if self.is_proven(aim) or self.budget.is_over():
                continue
            if aim in self.ruler.loads:
                self._narrow(aim, self.ruler.aims[:n])
            else:
                self._lower(aim, self.ruler.aims[:n])
        self._rules = None

    def _model(self) -> Model:
        """The rules of the group, without what was asked before."""
        if self._rules is None:
            self._rules = Model(self.pool)
        self._rules.forget()
        return self._rules

    def _everything_at_once(self) -> None:
        values = dict.fromkeys(self.ruler.aims, 0)
        for _ in range(2):
            # Later bounds follow from the earlier values.
            values = bounds(self.ruler, values)
        model = self._model()
        costs = [aim for aim in self.ruler.aims if aim in (Aim.WISHES, Aim.CHANGES)]
        fixed = [aim for aim in self.ruler.aims if aim not in costs]
        rows = [row for aim in fixed for row in at_most(model, self.ruler, aim, values)]
        weight = self.pool.told_all + 1 if Aim.CHANGES in costs else 1
        cost, constant = self._weighted(model, costs, weight)
        found = model.solve(rows, cost, self.budget)
        if self._take(model, found) and isfinite(found.bound):
            self._learn_costs(costs, ceil(found.bound + constant - 0.01), weight)

    def _weighted(
        self, model: Model, costs: Sequence[Aim], weight: int
    ) -> tuple[dict[int, float], int]:
        """Wishes first, then changes, as one cost."""
        total: dict[int, float] = {}
        constant = 0
        for aim in costs:
            times = weight if aim is Aim.WISHES else 1
            terms, extra = as_sum(model, self.ruler, aim)
            constant += times * extra
            for column, factor in terms.items():
                total[column] = total.get(column, 0.0) + times * factor
        return total, constant

    def _learn_costs(self, costs: Sequence[Aim], bound: int, weight: int) -> None:
        wishes = bound // weight
        self.known[Aim.WISHES] = wishes
        if Aim.CHANGES in costs and self.measured.values[Aim.WISHES] == wishes:
            self.known[Aim.CHANGES] = bound - wishes * weight

    def _lower(self, aim: Aim, earlier: tuple[Aim, ...]) -> None:
        """Make a count as small as can be."""
        model = self._model()
        rows = self._as_good_in(model, earlier)
        cost, constant = as_sum(model, self.ruler, aim)
        found = model.solve(rows, cost, self.budget)
        self._take(model, found)
        if isfinite(found.bound):
            self.known[aim] = ceil(found.bound + constant - 0.01)

    def _narrow(self, aim: Aim, earlier: tuple[Aim, ...]) -> None:
        """Ask for one spread after the other, from the least that counting allows."""
        while not self.is_proven(aim) and not self.budget.is_over():
            width = self.least()[aim]
            model = self._model()
            values = {**self.measured.values, aim: width}
            rows = self._as_good_in(model, earlier) + at_most(model, self.ruler, aim, values)
            found = model.solve(rows, {}, self.budget)
            if found.infeasible:
                self.known[aim] = width + 1
            elif not self._take(model, found):
                return

    def _as_good_in(self, model: Model, aims: tuple[Aim, ...]) -> list[Row]:
        values = self.measured.values
        return [row for aim in aims for row in at_most(model, self.ruler, aim, values)]

    def _take(self, model: Model, found: Found) -> bool:
        """Keep the rota found if it is better than the best so far. Tell whether there is one."""
        if found.values is None:
            return False
        pairs = [pair for pair, column in model.x.items() if found.values[column] > 0]
        rota = rota_of(self.pool, pairs)
        leads = {k: p for (p, k), column in model.leads.items() if found.values[column] > 0}
        for measured in (self.ruler.measure(rota), self.ruler.measure(rota, leads)):
            if self._rank(measured) < self._rank(self.measured):
                self.rota, self.measured, self._counted = rota, measured, None
        return True

    def _rank(self, measured: Measured) -> tuple[int, ...]:
        return tuple(measured.values[aim] for aim in self.ruler.aims)
