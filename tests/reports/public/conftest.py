"""Counts of federations by quarter, made up or of a frozen ledger, and an attack by another program."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import highspy
import numpy as np
import pytest

from jiedui.model.ledger import Ledger
from jiedui.model.time import Quarter
from jiedui.reports.public.counts import CITY, Count, CountBook, Sum
from jiedui.reports.quarterly import QuarterFigures
from jiedui.struct import replace

LEAST = 5
Stages = list[CountBook]
# For each quarter: of each federation, how many were due and how many of these were met.
Course = Sequence[Mapping[str, tuple[int, int]]]


def stages_of(course: Course) -> Stages:
    """Return the counts of each quarter, its rests unprinted, and with every fourth one those of the year."""
    stages: Stages = []
    values: dict[Count, int] = {}
    for number, homes in enumerate(course):
        periods = {f"q{number}": (), **({f"y{number // 4}": range(number - 3, number + 1)} if number % 4 == 3 else {})}
        for period, quarters in periods.items():
            for place, (due, met) in homes.items():
                for figure, value in (("due", due), ("met", met), ("rest", due - met)):
                    parts = [values[Count(figure, place, f"q{quarter}")] for quarter in quarters]
                    values[Count(figure, place, period)] = sum(parts) if quarters else value
        sums = [
            item
            for period, quarters in periods.items()
            for item in _sums(period, tuple(homes), [f"q{quarter}" for quarter in quarters])
        ]
        for item in sums:
            values[item.whole] = sum(values[part] for part in item.parts)
        own = {count: value for count, value in values.items() if count.period in periods}
        stages.append(CountBook(own, tuple(sums), frozenset(count for count in own if count.figure == "rest")))
    return stages


def _sums(period: str, places: tuple[str, ...], quarters: list[str]) -> list[Sum]:
    figures = ("met", "rest", "due")
    city = [Sum(Count(name, CITY, period), tuple(Count(name, place, period) for place in places)) for name in figures]
    rest = [
        Sum(Count("due", place, period), (Count("met", place, period), Count("rest", place, period)))
        for place in (*places, CITY)
    ]
    year = [
        Sum(Count(name, place, period), tuple(Count(name, place, quarter) for quarter in quarters))
        for name in figures for place in places if quarters
    ]  # fmt: skip
    return [*city, *rest, *year]


def freeze(ledger: Ledger, quarters: Iterable[Quarter]) -> Ledger:
    """Return a ledger with bulletins of some quarters, which have the lines of the federations alone."""
    bulletins = {}
    for quarter in quarters:
        figures = QuarterFigures(ledger, quarter)
        lines = [{"unit": unit, **figures.counts(group)} for unit, group in figures.day.standing.items()]
        bulletins[str(quarter)] = {"units": lines}
    return replace(ledger, bulletins=bulletins)


@pytest.fixture
def stages() -> Callable[[Course], Stages]:
    return stages_of


def spans(counts: CountBook, shown_ones: frozenset[Count]) -> dict[Count, int]:
    """Return how far each small count may be reckoned: another program, of the counts themselves, in whole numbers.

    Nothing of the package is asked: columns are the counts and not their changes, and each end is looked for alone.
    """
    keys = list(counts.values)
    column = {count: number for number, count in enumerate(keys)}
    solver = highspy.Highs()
    solver.silent()
    for count, value in counts.values.items():
        fixed = count in shown_ones
        solver.addVar(value if fixed else 0, value if fixed else 10_000)
    for item in counts.sums:
        members = [column[item.whole], *(column[part] for part in item.parts)]
        solver.addRow(0, 0, len(members), np.array(members, dtype=np.int32), np.array([1.0] + [-1.0] * len(item.parts)))
    kinds = np.full(len(keys), highspy.HighsVarType.kInteger)
    solver.changeColsIntegrality(len(keys), np.arange(len(keys), dtype=np.int32), kinds)
    found = {}
    for count in counts.small(LEAST):
        ends = []
        for sense in (highspy.ObjSense.kMinimize, highspy.ObjSense.kMaximize):
            solver.changeObjectiveSense(sense)
            solver.changeColCost(column[count], 1)
            solver.run()
            assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
            ends.append(round(solver.getSolution().col_value[column[count]]))
        solver.changeColCost(column[count], 0)
        found[count] = ends[1] - ends[0]
    return found
