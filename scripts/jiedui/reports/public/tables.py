"""The tables of what the public gets: a quarter and a year by federation, the city's course."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from jiedui.reports.paper import Column
from jiedui.reports.public.counts import CITY
from jiedui.reports.public.published import HIDDEN, YEARLY
from jiedui.reports.quarter_table import BY_KEY
from jiedui.reports.wording import UNCOUNTED, number, share_in_column
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.model.time import Quarter
    from jiedui.reports.public.published import PublicCounts, Value
    from jiedui.reports.quarter_table import Figure

WHOLE = "全市"
# The columns of a quarter; a share stands behind what it is of.
COLUMNS = ("roster", "paired", "coverage", "helpers", "due", "met", "rate", "needs_raised", "needs_closed")
# What each share is of: the part, then the whole.
SHARES = {"coverage": ("paired", "roster"), "rate": ("met", "due")}


class PublicRow(Struct, frozen=True):
    """A line of a table: what it is of, and a value for each column; ``is_whole`` where it is the sum of the others."""

    name: str
    values: tuple[Value, ...]
    is_whole: bool = False


class PublicTable(Struct, frozen=True, kw_only=True):
    """A table: ``key`` names it in links, ``series`` is what those alike are called, ``head`` what its lines are of."""

    key: str
    series: str
    caption: str
    head: str
    columns: tuple[Column, ...]
    rows: tuple[PublicRow, ...]

    @property
    def hides(self) -> bool:
        """Whether any count of it is hidden."""
        return any(value == HIDDEN for row in self.rows for value in row.values)


def in_words(value: Value) -> str:
    """Return a value as a reader sees it: a count, a share with one decimal, or why there is none."""
    if isinstance(value, str):
        return value
    if value is None:
        return UNCOUNTED
    return share_in_column(value) if isinstance(value, Fraction) else number(value)


def every_table(counts: PublicCounts) -> Iterator[PublicTable]:
    """Yield the tables: the city's course, the years, the quarters; the latest first."""
    yield course(counts)
    for year in reversed(counts.years):
        yield year_table(counts, year)
    for quarter in reversed(counts.quarters):
        yield quarter_table(counts, quarter)


def quarter_table(counts: PublicCounts, quarter: Quarter) -> PublicTable:
    """Return a quarter by federation."""
    return _by_unit(counts, COLUMNS, "各季度各残联", str(quarter), f"{quarter.title}各残联")


def year_table(counts: PublicCounts, year: int) -> PublicTable:
    """Return a year by federation: each figure is the sum of its quarters."""
    keys = tuple(key for key in COLUMNS if key in YEARLY or key == "rate")
    return _by_unit(counts, keys, "各年各残联", str(year), f"{year}年各残联")


def course(counts: PublicCounts) -> PublicTable:
    """Return the whole city, quarter by quarter."""
    rows = tuple(PublicRow(quarter.title, _values(counts, COLUMNS, CITY, str(quarter))) for quarter in counts.quarters)
    name = "全市各季度"
    return PublicTable(key="course", series=name, caption=name, head="季度", columns=columns_of(COLUMNS), rows=rows)


def _by_unit(counts: PublicCounts, keys: tuple[str, ...], series: str, period: str, caption: str) -> PublicTable:
    lines = ((name, _values(counts, keys, unit, period)) for unit, name in counts.units.items())
    rows = [PublicRow(name, values) for name, values in lines if any(value not in (0, None) for value in values)]
    whole = PublicRow(WHOLE, _values(counts, keys, CITY, period), is_whole=True)
    return PublicTable(
        key=period, series=series, caption=caption, head="残联", columns=columns_of(keys), rows=(*rows, whole)
    )


def _values(counts: PublicCounts, keys: tuple[str, ...], place: str, period: str) -> tuple[Value, ...]:
    return tuple(
        counts.rate(*SHARES[key], place, period) if key in SHARES else counts.value(key, place, period) for key in keys
    )


def columns_of(keys: tuple[str, ...]) -> tuple[Column, ...]:
    """Return the columns of some figures, of a year, a quarter or more of them."""
    return tuple(_column(BY_KEY[key]) for key in keys)


def _column(figure: Figure) -> Column:
    """Return the column of a figure; of what quarter or year it is, the table says."""
    return Column(figure.short.removeprefix("本季"), 1, is_number=True, group=figure.group)
