"""What the public gets of a ledger: counts of quarters and years that are over, by federation, the small ones hidden.

A quarter's counts are those of its frozen bulletin, which never change; without one they are reckoned from the records
of now. So what was published once is published again, whatever is recorded later, as soon as the bulletin is frozen.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from jiedui.model.policy import SMALL_CELLS
from jiedui.reports.figures import Figures
from jiedui.reports.public.counts import CITY, NONE, Count, CountBook, Sum
from jiedui.reports.public.hiding import shown
from jiedui.reports.quarterly import QuarterFigures
from jiedui.reports.sums import Portion

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from jiedui.model.catalogue import MeasureCode
    from jiedui.model.ledger import Ledger
    from jiedui.model.time import Quarter

# What stands for a count that is not shown.
HIDDEN = "不公开"
Value = int | Fraction | str | None

# The figures of a quarter, and those that a year is the sum of; what is left of a whole is a count as well.
QUARTERLY = ("roster", "paired", "helpers", "due", "met", "needs_raised", "needs_closed")
YEARLY = ("due", "met", "needs_raised", "needs_closed")
RESTS = {"unpaired": ("roster", "paired"), "unmet": ("due", "met")}
# What all measures of a year are, whatever their code.
MEASURES = "measures"

Rows = dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicCounts:
    """The counts of a ledger that the public gets.

    ``quarters`` are in order of time, those of ``frozen`` from bulletins; ``years`` are those of which every quarter is
    among them; ``units`` are the federations with any count and what staff call them; ``least`` is the limit.
    """

    book: CountBook
    shown: frozenset[Count]
    least: int
    quarters: tuple[Quarter, ...]
    frozen: frozenset[Quarter]
    years: tuple[int, ...]
    units: Mapping[str, str]
    measures: tuple[MeasureCode, ...]

    def value(self, figure: str, place: str, period: str) -> Value:
        """Return a count as it is shown; what there is none of, as of a federation founded later, is nothing."""
        count = Count(figure, place, period)
        return HIDDEN if count in self.book.values and count not in self.shown else self.book.values.get(count, 0)

    def rate(self, part: str, whole: str, place: str, period: str) -> Value:
        """Return the share of two counts where both are shown; ``None`` of nothing."""
        found, of = self.value(part, place, period), self.value(whole, place, period)
        return Portion(found, of).rate if isinstance(found, int) and isinstance(of, int) else HIDDEN


NO_COUNTS = PublicCounts(
    book=NONE, shown=frozenset(), least=SMALL_CELLS, quarters=(), frozen=frozenset(), years=(), units={}, measures=()
)


def public_counts(ledger: Ledger, as_of: date) -> PublicCounts:
    """Return what the public gets of a whole ledger on a day.

    Raises :class:`~jiedui.reports.public.hiding.ExposedError` where a small count could be reckoned from it, and
    ``ImportError`` on a machine without the solver that tries it.
    """
    policy = ledger.policy
    quarters = tuple(item for item in policy.quarters if item.end < as_of)
    rows = {item: _rows(ledger, item) for item in quarters}
    years = tuple(
        year
        for year in dict.fromkeys(item.year for item in quarters)
        if all(item in rows for item in policy.quarters if item.year == year)
    )
    stages = [_stage(ledger, as_of, rows, quarter, years) for quarter in quarters]
    known = {unit for found in rows.values() for unit in found}
    return PublicCounts(
        book=NONE.with_all(stages),
        shown=shown(stages, policy.small_cells),
        least=policy.small_cells,
        quarters=quarters,
        frozen=frozenset(item for item in quarters if str(item) in ledger.bulletins),
        years=years,
        units={
            unit.id: unit.called_on(as_of)
            for unit in ledger.divisions.in_order(ledger.units.values())
            if unit.id in known
        },
        measures=policy.measures,
    )


def _rows(ledger: Ledger, quarter: Quarter) -> Rows:
    """Return the counts of each federation in a quarter: as its bulletin was frozen, or else as the records are now."""
    bulletin = ledger.bulletins.get(str(quarter))
    if bulletin is not None:
        found = {str(row["unit"]): row for row in bulletin.get("units", ())}
    else:
        figures = QuarterFigures(ledger, quarter)
        found = {unit: figures.counts(group) for unit, group in figures.day.standing.items()}
    return {unit: {key: int(row[key]) for key in QUARTERLY} for unit, row in found.items()}


def _stage(
    ledger: Ledger, as_of: date, rows: Mapping[Quarter, Rows], quarter: Quarter, years: tuple[int, ...]
) -> CountBook:
    """Return what is first published of a quarter: its counts and, with the last of a year, those of the year."""
    found = _Stage(str(quarter), rows[quarter])
    parts = [found.book(QUARTERLY)]
    last = max(item for item in ledger.policy.quarters if item.year == quarter.year)
    if quarter == last and quarter.year in years:
        year = {item: counts for item, counts in rows.items() if item.year == quarter.year}
        parts += [_year(year), _measures(ledger, as_of, quarter.year)]
    return NONE.with_all(parts)


def _year(rows: Mapping[Quarter, Rows]) -> CountBook:
    """Return the counts of a year, each that of its quarters."""
    [year] = {str(quarter.year) for quarter in rows}
    total: Rows = {}
    for found in rows.values():
        for unit, row in found.items():
            known = total.setdefault(unit, dict.fromkeys(YEARLY, 0))
            total[unit] = {key: known[key] + row[key] for key in YEARLY}
    book = _Stage(year, total).book(YEARLY)
    sums = tuple(
        Sum(count, tuple(count._replace(period=str(quarter)) for quarter in rows if _has(rows[quarter], count)))
        for count in book.values
    )
    return book.with_all([CountBook({}, sums)])


def _has(rows: Rows, count: Count) -> bool:
    return count.place == CITY or count.place in rows


def _measures(ledger: Ledger, as_of: date, year: int) -> CountBook:
    """Return how many measures of each code were done in a year, in the whole city."""
    done = Counter(
        item.measure.code
        for item in Figures(ledger, as_of).city.share.promises
        if item.measure.done_on and item.measure.done_on.year == year
    )
    values = {Count(code.key, CITY, str(year)): done[code.key] for code in ledger.policy.measures}
    whole = Count(MEASURES, CITY, str(year))
    return CountBook({**values, whole: sum(values.values())}, (Sum(whole, tuple(values)),))


@dataclass(frozen=True, slots=True)
class _Stage:
    """The counts of a period by federation, of which the city's are the sums."""

    period: str
    rows: Rows

    def book(self, figures: tuple[str, ...]) -> CountBook:
        """Return some figures of the federations and the city, and what is left of those that are part of another."""
        rests = {rest: both for rest, both in RESTS.items() if both[0] in figures}
        values: dict[Count, int] = {}
        for unit, row in self.rows.items():
            values |= {Count(key, unit, self.period): row[key] for key in figures}
            values |= {Count(rest, unit, self.period): row[of] - row[part] for rest, (of, part) in rests.items()}
        city = [self._city(key) for key in (*figures, *rests)]
        values |= {item.whole: sum(values[part] for part in item.parts) for item in city}
        split = [
            Sum(Count(of, place, self.period), (Count(part, place, self.period), Count(rest, place, self.period)))
            for rest, (of, part) in rests.items()
            for place in (*self.rows, CITY)
        ]
        return CountBook(values, (*city, *split), frozenset(count for count in values if count.figure in rests))

    def _city(self, figure: str) -> Sum:
        return Sum(Count(figure, CITY, self.period), tuple(Count(figure, unit, self.period) for unit in self.rows))
