"""Small linear and integer programmes for HiGHS: one thread, silent, with a time limit."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass, field

import highspy
import numpy as np


class Outcome(enum.Enum):
    """How a solve ended."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    NONE = "none"


@dataclass(frozen=True)
class Solution:
    """Values of the variables (empty with ``Outcome.NONE``) and the bound that was proven."""

    outcome: Outcome
    values: Sequence[float]
    objective: float
    bound: float


@dataclass
class Programme:
    """Minimise cost · x with lower ≤ x ≤ upper and rows of (coefficient, variable) between two bounds."""

    cost: list[float] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    whole: list[int] = field(default_factory=list)
    row_lower: list[float] = field(default_factory=list)
    row_upper: list[float] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)

    def variable(self, cost: float = 0.0, lower: float = -highspy.kHighsInf, upper: float = highspy.kHighsInf) -> int:
        """A new variable; returns its number."""
        self.cost.append(cost)
        self.lower.append(lower)
        self.upper.append(upper)
        return len(self.cost) - 1

    def binary(self, cost: float = 0.0) -> int:
        """A new variable that is 0 or 1."""
        number = self.variable(cost, 0.0, 1.0)
        self.whole.append(number)
        return number

    def row(self, terms: Sequence[tuple[float, int]], lower: float, upper: float = highspy.kHighsInf) -> None:
        """lower ≤ sum of the terms ≤ upper."""
        self.row_lower.append(lower)
        self.row_upper.append(upper)
        self.starts.append(len(self.columns))
        # The solver refuses a column twice in one row (and crashed on it).
        summed: dict[int, float] = {}
        for weight, column in terms:
            summed[column] = summed.get(column, 0.0) + weight
        self.columns.extend(summed)
        self.weights.extend(summed.values())

    def distance(self, terms: Sequence[tuple[float, int]], weight: float, constant: float = 0.0) -> int:
        """Adds weight · |sum of the terms + constant| to the cost; returns the variable that holds it."""
        size = self.variable(weight, 0.0)
        self.row([*terms, (1.0, size)], -constant)
        self.row([*((-w, v) for w, v in terms), (1.0, size)], constant)
        return size

    def solve(self, seconds: float, start: Sequence[float] | None = None, gap: float = 0.0) -> Solution:
        """Solve within the time. ``gap`` is the difference to the best that need not be closed."""
        highs = highspy.Highs()  # type: ignore[no-untyped-call]
        highs.setOptionValue("output_flag", False)
        highs.setOptionValue("threads", 1)
        highs.setOptionValue("time_limit", max(0.01, seconds))
        if self.whole:
            # Half the time on these programmes, measured on invented families of 30 and 70 people.
            highs.setOptionValue("presolve", "off")
        if gap:
            highs.setOptionValue("mip_abs_gap", gap)
            highs.setOptionValue("mip_rel_gap", 0.0)
        highs.passModel(self._model())
        if start is not None:
            known = highspy.HighsSolution()
            known.col_value = list(start)
            highs.setSolution(known)
        highs.run()
        return self._answer(highs)

    def _model(self) -> highspy.HighsLp:
        model = highspy.HighsLp()
        model.num_col_ = len(self.cost)
        model.num_row_ = len(self.row_lower)
        model.col_cost_ = np.array(self.cost, dtype=np.float64)
        model.col_lower_ = np.array(self.lower, dtype=np.float64)
        model.col_upper_ = np.array(self.upper, dtype=np.float64)
        model.row_lower_ = np.array(self.row_lower, dtype=np.float64)
        model.row_upper_ = np.array(self.row_upper, dtype=np.float64)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.array([*self.starts, len(self.columns)], dtype=np.int32)
        model.a_matrix_.index_ = np.array(self.columns, dtype=np.int32)
        model.a_matrix_.value_ = np.array(self.weights, dtype=np.float64)
        if self.whole:
            kinds = [highspy.HighsVarType.kContinuous] * len(self.cost)
            for number in self.whole:
                kinds[number] = highspy.HighsVarType.kInteger
            model.integrality_ = kinds
        return model

    def _answer(self, highs: highspy.Highs) -> Solution:
        info = highs.getInfo()
        status = highs.getModelStatus()
        if info.primal_solution_status != 2:
            return Solution(Outcome.NONE, (), float("inf"), -float("inf"))
        optimal = status == highspy.HighsModelStatus.kOptimal
        values = list(highs.getSolution().col_value)
        objective = float(info.objective_function_value)
        bound = float(info.mip_dual_bound) if self.whole else objective
        return Solution(Outcome.OPTIMAL if optimal else Outcome.FEASIBLE, values, objective, bound)
