"""What the public gets of a ledger: counts of frozen quarters and their years, by federation, small ones hidden.

Frozen counts never change. Those of records do: who compared what was published on two days would learn what was
recorded in between, and of hidden counts what hid them, as others are hidden for them the next day.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import dropwhile, takewhile
from typing import TYPE_CHECKING, Any

from jiedui.model.policy import SMALL_CELLS
from jiedui.reports.public.counts import CITY, NONE, Count, CountBook, Sum
from jiedui.reports.public.hiding import shown
from jiedui.reports.sums import Portion
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from jiedui.model.ledger import Ledger
    from jiedui.model.time import Quarter

# What stands for a count that is not shown.
HIDDEN = "不公开"
Value = int | Fraction | str | None

# The figures of a quarter, and those that a year is the sum of.
QUARTERLY = ("roster", "paired", "helpers", "due", "met", "needs_raised", "needs_closed")
YEARLY = ("due", "met", "needs_raised", "needs_closed")
# What is left of a whole is a count as well; where a part is more than its whole, there is none. Who is paired owes
# contacts, but for those who are new or excused. The whole of needs is no figure of its own: what was open or came.
RESTS = {
    "unpaired": ("roster", "paired"), "waiting": ("paired", "due"), "unmet": ("due", "met"),
    "needs_open": ("needs", "needs_closed"),
}  # fmt: skip
NEEDS = "needs"

Row = dict[str, int]
Rows = dict[str, Row]


class PublicCounts(Struct, frozen=True, kw_only=True):
    """The counts of a ledger that the public gets.

    ``quarters`` are in order of time, none left out between two; ``years`` are those of which every quarter is among
    them; ``units`` are the federations with any count and what staff call them; ``least`` is the limit.
    """

    book: CountBook
    shown: frozenset[Count]
    least: int
    quarters: tuple[Quarter, ...]
    years: tuple[int, ...]
    units: Mapping[str, str]

    def value(self, figure: str, place: str, period: str) -> Value:
        """Return a count as it is shown; what there is none of, as of a federation founded later, is nothing."""
        count = Count(figure, place, period)
        return HIDDEN if count in self.book.values and count not in self.shown else self.book.values.get(count, 0)

    def rate(self, part: str, whole: str, place: str, period: str) -> Value:
        """Return the share of two counts where both are shown; ``None`` of nothing."""
        found, of = self.value(part, place, period), self.value(whole, place, period)
        return Portion(found, of).rate if isinstance(found, int) and isinstance(of, int) else HIDDEN


NO_COUNTS = PublicCounts(book=NONE, shown=frozenset(), least=SMALL_CELLS, quarters=(), years=(), units={})


def public_counts(ledger: Ledger, as_of: date) -> PublicCounts:
    """Return what the public gets of a whole ledger on a day.

    Raises :class:`~jiedui.reports.public.hiding.ExposedError` where a small count could be reckoned from it, and
    ``ImportError`` on a machine without the solver that tries it.
    """
    policy = ledger.policy
    rows = {quarter: _rows(ledger.bulletins[str(quarter)]) for quarter in _frozen(ledger, as_of)}
    years = tuple(
        year
        for year in dict.fromkeys(item.year for item in rows)
        if all(item in rows for item in policy.quarters if item.year == year)
    )
    stages = [_stage(rows, quarter, years) for quarter in rows]
    known = {unit for found in rows.values() for unit in found}
    return PublicCounts(
        book=NONE.with_all(stages),
        shown=shown(stages, policy.small_cells),
        least=policy.small_cells,
        quarters=tuple(rows),
        years=years,
        units={
            unit.id: unit.called_on(as_of)
            for unit in ledger.divisions.in_order(ledger.units.values())
            if unit.id in known
        },
    )


def _frozen(ledger: Ledger, as_of: date) -> Iterator[Quarter]:
    """Yield the quarters with a frozen bulletin, from the first on, until one has none.

    What is shown of a quarter depends on those before: one that was frozen late must not come between.
    """
    over = (item for item in ledger.policy.quarters if item.end < as_of)
    return takewhile(
        lambda item: str(item) in ledger.bulletins, dropwhile(lambda item: str(item) not in ledger.bulletins, over)
    )


def _rows(bulletin: Mapping[str, Any]) -> Rows:
    """Return the counts of each federation in a frozen quarter."""
    return {str(row["unit"]): _row(row) for row in bulletin.get("units", ())}


def _row(row: Mapping[str, Any]) -> Row:
    found = {key: int(row[key]) for key in QUARTERLY}
    left = int(row["needs_open"])
    return found | {"needs_open": left, NEEDS: found["needs_closed"] + left}


def _stage(rows: Mapping[Quarter, Rows], quarter: Quarter, years: tuple[int, ...]) -> CountBook:
    """Return what is first published of a quarter: its counts and, with the last of a year, those of the year."""
    found = _Stage(str(quarter), rows[quarter])
    parts = [found.book((*QUARTERLY, NEEDS)), CountBook({}, tuple(_needs(rows, quarter)))]
    if quarter.year in years and quarter == max(item for item in rows if item.year == quarter.year):
        parts.append(_year({item: counts for item, counts in rows.items() if item.year == quarter.year}))
    return NONE.with_all(parts)


def _needs(rows: Mapping[Quarter, Rows], quarter: Quarter) -> Iterator[Sum]:
    """Yield what all needs of a quarter are: those that the one before left open, and those raised.

    So whoever adds up what was raised, and takes away what was closed, knows what is open; but not where households
    have moved to another federation since, or something was recorded late.
    """
    before, now = rows.get(quarter.previous, {}), rows[quarter]
    for place in (*now, CITY):
        raised, left = _total(now, place, "needs_raised"), _total(before, place, "needs_open")
        if raised + left == _total(now, place, NEEDS):
            parts = [Count("needs_raised", place, str(quarter))]
            if _has(before, place):
                parts.append(Count("needs_open", place, str(quarter.previous)))
            yield Sum(Count(NEEDS, place, str(quarter)), tuple(parts))


def _total(rows: Rows, place: str, figure: str) -> int:
    return sum(row[figure] for unit, row in rows.items() if place in (unit, CITY))


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
        Sum(count, tuple(count._replace(period=str(item)) for item in rows if _has(rows[item], count.place)))
        for count in book.values
    )
    return book.with_all([CountBook({}, sums)])


def _has(rows: Rows, place: str) -> bool:
    return bool(rows) if place == CITY else place in rows


class _Stage(Struct, frozen=True):
    """The counts of a period by federation, of which the city's are the sums."""

    period: str
    rows: Rows

    def book(self, figures: tuple[str, ...]) -> CountBook:
        """Return some figures of the federations and the city, and what is left of those that are part of another."""
        rests = {rest: both for rest, both in RESTS.items() if both[0] in figures}
        values: dict[Count, int] = {}
        for place, row in {**self.rows, CITY: {key: _total(self.rows, CITY, key) for key in figures}}.items():
            values |= {self._count(key, place): row[key] for key in figures}
            left = {rest: row[of] - row[part] for rest, (of, part) in rests.items()}
            values |= {self._count(rest, place): number for rest, number in left.items() if number >= 0}
        split = [
            Sum(self._count(of, place), (self._count(part, place), self._count(rest, place)))
            for rest, (of, part) in rests.items()
            for place in (*self.rows, CITY)
        ]
        city = [
            Sum(self._count(key, CITY), tuple(self._count(key, unit) for unit in self.rows))
            for key in (*figures, *rests)
        ]
        known = tuple(item for item in (*city, *split) if values.keys() >= {item.whole, *item.parts})
        return CountBook(values, known, frozenset(item for item in values if item.figure in {*rests, NEEDS}))

    def _count(self, figure: str, place: str) -> Count:
        return Count(figure, place, self.period)
