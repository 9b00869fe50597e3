"""How counts could be otherwise without anybody seeing it: the linear program of whoever wants to reckon hidden ones.

A change is a whole number for each count that is not shown, with which every sum still holds and no count is below
nothing. What changes by nothing in all of them is known; what may change by much is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import highspy
import numpy as np
from highspy._core import _Highs

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from jiedui.reports.public.counts import Count, CountBook

# A number of the solver within this of a whole one is that one; what it gives is tried in whole numbers afterwards.
_NEAR = 1e-6
_FEASIBLE = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kObjectiveTarget)


class Changes:
    """The changes of some counts: up and down of each by itself, so that how much changes can be weighed."""

    def __init__(self, counts: CountBook) -> None:
        self.counts = counts
        self._keys = tuple(counts.values)
        self._index = {count: number for number, count in enumerate(self._keys)}
        self._values = np.array([counts.values[count] for count in self._keys], dtype=np.float64)
        # What is made of it for a terminal says its name on every output of the process.
        self._solver = _Highs()
        self._solver.setOptionValue("output_flag", "false")
        self._solver.setOptionValue("threads", 1)
        self._solver.passModel(self._model())

    def _model(self) -> highspy.HighsLp:
        """Return the model: ups, then downs, of all counts; of each sum, the whole less its parts, which is nothing."""
        width = len(self._keys)
        starts, columns, signs = [0], [], []
        for item in self.counts.sums:
            for count, sign in ((item.whole, 1.0), *((part, -1.0) for part in item.parts)):
                columns += [self._index[count], self._index[count] + width]
                signs += [sign, -sign]
            starts.append(len(columns))
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = 2 * width, len(self.counts.sums)
        model.col_cost_ = model.col_lower_ = np.zeros(2 * width)
        model.col_upper_ = np.zeros(2 * width)
        model.row_lower_ = model.row_upper_ = np.zeros(len(self.counts.sums))
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.array(starts)
        model.a_matrix_.index_ = np.array(columns, dtype=np.int32)
        model.a_matrix_.value_ = np.array(signs)
        return model

    def best(
        self,
        gain: Mapping[Count, float],
        *,
        still: Collection[Count],
        most: Mapping[Count, int],
        price: Mapping[Count, float] | None = None,
    ) -> dict[Count, int] | None:
        """Return the change worth most, without what does not change; ``None`` where the solver finds none.

        ``gain`` is what one more of a count is worth, ``still`` are the counts that stay, ``most`` is by how much some
        may rise, ``price`` what a change of one, up or down, costs.
        """
        width = len(self._keys)
        rise, fall = np.full(width, highspy.kHighsInf), self._values.copy()
        for count, limit in most.items():
            rise[self._index[count]] = limit
        held = [self._index[count] for count in still]
        rise[held] = fall[held] = 0.0
        worth, cost = np.zeros(width), np.zeros(width)
        for count, value in gain.items():
            worth[self._index[count]] = value
        for count, value in (price or {}).items():
            cost[self._index[count]] = value
        every = np.arange(2 * width, dtype=np.int32)
        self._solver.changeColsBounds(2 * width, every, np.zeros(2 * width), np.concatenate([rise, fall]))
        self._solver.changeColsCost(2 * width, every, np.concatenate([cost - worth, cost + worth]))
        return self._solved(whole=False) or self._solved(whole=True)

    def _solved(self, *, whole: bool) -> dict[Count, int] | None:
        """Return what the solver finds, where that is whole and every sum holds; asked to, it looks for whole ones."""
        size = 2 * len(self._keys)
        kind = highspy.HighsVarType.kInteger if whole else highspy.HighsVarType.kContinuous
        self._solver.changeColsIntegrality(size, np.arange(size, dtype=np.int32), np.full(size, kind))
        self._solver.run()
        if self._solver.getModelStatus() not in _FEASIBLE:
            return None
        found = np.array(self._solver.getSolution().col_value)
        change = found[: size // 2] - found[size // 2 :]
        near = np.rint(change)
        if np.abs(change - near).max(initial=0.0) > _NEAR:
            return None
        moved = {self._keys[number]: int(near[number]) for number in np.flatnonzero(near)}
        return moved if self.keeps(moved) else None

    def keeps(self, change: Mapping[Count, int]) -> bool:
        """Tell, in whole numbers, whether with a change no count is below nothing and every sum still holds."""
        return all(self.counts.values[count] + by >= 0 for count, by in change.items()) and all(
            change.get(item.whole, 0) == sum(change.get(part, 0) for part in item.parts) for item in self.counts.sums
        )
