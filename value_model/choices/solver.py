"""The one place that knows the solver (HiGHS): a relaxed model whose budget moves, and the exact one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from value_model.choices.problem import Problem

BUDGET = 0  # row of the budget
INFINITE = highspy.kHighsInf


@dataclass(frozen=True, slots=True)
class Solved:
    """The share of each place (0 to 1) and a proved upper bound. `shares` None: no mix was found; `impossible`: there is none."""

    shares: tuple[float, ...] | None
    bound: float
    impossible: bool = False


class _Silent(highspy.Highs):
    """The solver, told to be quiet before its constructor prints a banner: the answer of a command is on stdout."""

    def enableCallbacks(self) -> None:  # noqa: N802 - the solver's own name
        self.silent()
        super().enableCallbacks()  # type: ignore[no-untyped-call]


class Model:
    """A problem as the solver sees it: a column per project, costs and values scaled to their largest."""

    def __init__(self, problem: Problem, *, whole: bool) -> None:
        self.problem, self.whole = problem, whole
        self._money = float(max((abs(cost) for cost in problem.costs), default=1) or 1)
        self._value = max((abs(value) for value in problem.values), default=1.0) or 1.0
        self._solver = _Silent()  # type: ignore[no-untyped-call]
        self._solver.setOptionValue("threads", 1)  # waiting workers would spin on the cores that others need
        self._solver.setOptionValue("parallel", "off")
        self._columns()
        self._rows()

    def _columns(self) -> None:
        problem, size = self.problem, len(self.problem.items)
        lower = np.array([1.0 if i in problem.forced else 0.0 for i in range(size)])
        upper = np.array([0.0 if i in problem.banned else 1.0 for i in range(size)])
        self._solver.addVars(size, lower, upper)
        everything = np.arange(size, dtype=np.int32)
        self._solver.changeColsCost(size, everything, np.array(problem.values) / self._value)
        self._solver.changeObjectiveSense(highspy.ObjSense.kMaximize)
        if self.whole:
            self._solver.changeColsIntegrality(size, everything, np.full(size, highspy.HighsVarType.kInteger))

    def _rows(self) -> None:
        problem = self.problem
        self._row(enumerate(cost / self._money for cost in problem.costs), INFINITE)
        if problem.effort is not None:
            self._row(enumerate(problem.efforts), problem.effort)
        for one, needed in problem.needs:
            self._row([(one, 1.0), (needed, -1.0)], 0.0)
        for one, other in problem.apart:
            self._row([(one, 1.0), (other, 1.0)], 1.0)

    def _row(self, entries: Iterable[tuple[int, float]], most: float) -> None:
        filled = [(i, float(weight)) for i, weight in entries if weight]
        places = np.array([i for i, _ in filled], dtype=np.int32)
        self._solver.addRow(-INFINITE, most, len(filled), places, np.array([weight for _, weight in filled]))

    def forbid(self, taken: Sequence[int]) -> None:
        """Cut off a mix that fits the budget only within the solver's tolerance, and every one that adds cost to it."""
        saving = [i for i, cost in enumerate(self.problem.costs) if cost < 0 and i not in taken]
        self._row([*((i, 1.0) for i in taken), *((i, -1.0) for i in saving)], len(taken) - 1)

    def begin(self, taken: Sequence[int]) -> None:
        """Start the search from a mix that is known."""
        start = highspy.HighsSolution()
        chosen = set(taken)
        start.col_value = [1.0 if i in chosen else 0.0 for i in range(len(self.problem.items))]
        self._solver.setSolution(start)

    def prices(self) -> tuple[float, float]:
        """What one more cent of budget, and one more unit of effort, brings at the relaxed answer found last; 0 without the limit."""
        duals = list(self._solver.getSolution().row_dual)[: 1 if self.problem.effort is None else 2]
        cost, effort = (*(abs(dual) * self._value for dual in duals), 0.0, 0.0)[:2]
        return cost / self._money, effort

    def solve(self, budget: int, *, tolerance: float = 0.0, seconds: float = INFINITE) -> Solved:
        """Solve for a budget in cents; stop at a relative gap of `tolerance` or after `seconds`."""
        solver = self._solver
        solver.changeRowBounds(BUDGET, -INFINITE, budget / self._money)
        solver.setOptionValue("mip_rel_gap", tolerance)
        solver.setOptionValue("mip_abs_gap", 0.0)
        solver.setOptionValue("time_limit", solver.getRunTime() + seconds)
        solver.run()
        if solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
            return Solved(None, -INFINITE, impossible=True)
        info = solver.getInfo()
        bound = self._value * float(info.mip_dual_bound if self.whole else info.objective_function_value)
        found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        return Solved(tuple(solver.getSolution().col_value) if found else None, bound)
