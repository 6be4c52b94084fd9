"""A group as a mixed-integer program, and HiGHS to solve it.

Columns: x, a person at a place; u, people missing at a place; and, where duties have leads, l, a
person leads a place, and n, nobody who may lead is there. A place is filled or open, so that the
model always has an answer; the aims are rows and costs on top.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import monotonic

import highspy
import numpy as np

from roster.planner.pool import Pool

INFINITE = highspy.kHighsInf
# Beyond that many nodes a program is given up: the same everywhere, however fast the machine.
NODES = 20_000


@dataclass(frozen=True, slots=True)
class Row:
    """``low`` <= sum of the columns, times their factors, <= ``high``."""

    terms: dict[int, float]
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Found:
    """What HiGHS says: values of the columns, if any, and the least that the cost can be."""

    values: np.ndarray | None
    bound: float
    infeasible: bool


@dataclass
class Budget:
    """How long the solver may run, and who may stop it. ``spent``: seconds in the solver."""

    until: float
    stopped: Callable[[], bool] = lambda: False
    spent: float = 0.0

    def is_over(self) -> bool:
        """Tell whether time has run out or somebody stopped it."""
        return monotonic() >= self.until or self.stopped()


class Model:
    """The rules of one group as columns and rows."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self.upper: list[float] = []
        self.x = {(p, k): self.column(1) for p, places in enumerate(pool.can) for k in places}
        self.u = {k: self.column(need) for k, need in enumerate(pool.need) if need}
        self.leads = {(p, k): self.column(1) for k in pool.led_places for p in self._able(k)}
        self.unled = {k: self.column(1) for k in pool.led_places}
        self.rows = [*self._cover(), *self._rest(), *self._seven_days(), *self._led()]
        self._size = len(self.upper), len(self.rows)

    def forget(self) -> None:
        """Forget the columns and rows that were added for a question."""
        columns, rows = self._size
        del self.upper[columns:], self.rows[rows:]

    def column(self, upper: float) -> int:
        """Add a whole number from 0 to ``upper``."""
        self.upper.append(float(upper))
        return len(self.upper) - 1

    def any_of(self, columns: list[int]) -> int:
        """Add a column that may be 1 if one of ``columns`` is."""
        found = self.column(1)
        self.rows.append(Row({found: 1, **dict.fromkeys(columns, -1.0)}, -INFINITE, 0))
        return found

    def _able(self, k: int) -> list[int]:
        there = {*self.pool.who[k], *self.pool.pinned_at[k]}
        return sorted(p for p in there if self.pool.people[p].may_lead)

    def _cover(self) -> Iterator[Row]:
        for k, missing in self.u.items():
            need = self.pool.need[k]
            yield Row({missing: 1, **{self.x[p, k]: 1 for p in self.pool.who[k]}}, need, need)

    def _rest(self) -> Iterator[Row]:
        """Of turns that all run, or need their rest, at one moment, a person has one."""
        for p, places in enumerate(self.pool.can):
            running: list[set[int]] = []
            for k in places:
                now = {j for j in self.pool.clash[p][k] & self.pool.can_set[p] if j < k} | {k}
                if running and running[-1] <= now:
                    running.pop()
                running.append(now)
            for together in running:
                if len(together) > 1:
                    yield Row({self.x[p, k]: 1 for k in sorted(together)}, 0, 1)

    def _seven_days(self) -> Iterator[Row]:
        for p, places in enumerate(self.pool.can):
            least: dict[tuple[int, ...], int] = {}
            for start in range(self.pool.days - 6):
                within = tuple(k for k in places if start <= self.pool.day[k] < start + 7)
                room = self.pool.most(p) - sum(self.pool.counts[p][start : start + 7])
                if len(within) > room:
                    least[within] = min(room, least.get(within, room))
            for within, room in least.items():
                yield Row({self.x[p, k]: 1 for k in within}, 0, max(0, room))

    def _led(self) -> Iterator[Row]:
        for k, nobody in self.unled.items():
            able = self._able(k)
            yield Row({nobody: 1, **{self.leads[p, k]: 1 for p in able}}, 1, 1)
            for p in able:
                if p not in self.pool.pinned_at[k]:
                    yield Row({self.leads[p, k]: 1, self.x[p, k]: -1}, -1, 0)

    def solve(self, rows: list[Row], cost: dict[int, float], budget: Budget) -> Found:
        """Find the least cost among the answers that also keep ``rows``.

        HiGHS isn't told the best rota so far: given a start, 1.16 was seen to report the cost of
        one answer and to hand out another.
        """
        began = monotonic()
        solver = _solver(budget)
        program = self._program([*self.rows, *rows], cost)
        solver.passModel(program)
        solver.run()
        budget.spent += monotonic() - began
        found = _found(solver, np.array(program.col_cost_))
        # The callback and the solver hold each other: else memory waits for the collector.
        solver.cbMipInterrupt.clear()  # type: ignore[no-untyped-call]
        solver.clear()
        return found

    def _program(self, rows: list[Row], cost: dict[int, float]) -> highspy.HighsLp:
        program, columns = highspy.HighsLp(), len(self.upper)
        program.num_col_, program.num_row_ = columns, len(rows)
        costs = np.zeros(columns)
        costs[list(cost)] = list(cost.values())
        program.col_cost_ = costs
        program.col_lower_, program.col_upper_ = np.zeros(columns), np.array(self.upper)
        program.integrality_ = [highspy.HighsVarType.kInteger] * columns
        program.row_lower_ = np.array([float(row.low) for row in rows])
        program.row_upper_ = np.array([float(row.high) for row in rows])
        matrix = program.a_matrix_
        matrix.format_ = highspy.MatrixFormat.kRowwise
        matrix.num_col_, matrix.num_row_ = columns, len(rows)
        matrix.start_ = np.cumsum([0, *(len(row.terms) for row in rows)], dtype=np.int32)
        matrix.index_ = np.array([j for row in rows for j in row.terms], np.int32)
        matrix.value_ = np.array([float(a) for row in rows for a in row.terms.values()])
        return program


def _solver(budget: Budget) -> highspy.Highs:
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    options = {
        "output_flag": False,
        "threads": 1,
        "random_seed": 0,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 0.5,
        "mip_max_nodes": NODES,
        # Kept cuts fill the memory of a tight crew threefold and prove nothing sooner.
        "mip_pool_soft_limit": 100,
        # Something is left for the aims that follow.
        "time_limit": max(0.0, (budget.until - monotonic()) / 2),
    }
    for name, value in options.items():
        solver.setOptionValue(name, value)

    def ask(event: highspy.HighsCallbackEvent) -> None:
        if budget.is_over():
            event.interrupt()

    solver.cbMipInterrupt += ask
    return solver


def _found(solver: highspy.Highs, cost: np.ndarray) -> Found:
    status, info = solver.getModelStatus(), solver.getInfo()
    impossible = (
        highspy.HighsModelStatus.kInfeasible,
        highspy.HighsModelStatus.kUnboundedOrInfeasible,
    )
    has = info.primal_solution_status == int(highspy.SolutionStatus.kSolutionStatusFeasible)
    values = np.rint(np.array(solver.getSolution().col_value)) if has else None
    agrees = values is None or abs(cost @ values - info.objective_function_value) < 0.5
    # No proof is built on a report that contradicts itself.
    bound = info.mip_dual_bound if agrees else -INFINITE
    return Found(values, bound, infeasible=status in impossible)
