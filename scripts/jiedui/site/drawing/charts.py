"""The geometry of the charts: numbers to whole units of an SVG drawing, for the templates in ``_charts.j2``.

Nothing is counted here. A chart takes the figures that the tables beside it show, and its drawing is as wide as a
phone's screen and a half: it scrolls there in a region of its own, so that its figures stay readable.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

from jiedui.duties.contact import ContactState
from jiedui.reports.wording import percent, permille
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from jiedui.model.time import Quarter
    from jiedui.reports.sums import ContactSum

WIDTH = 640

# A share falls into the highest class whose floor, in percent, it reaches: only all is in the last one.
RATE_FLOORS = (0, 60, 75, 90, 100)
CLASSES = len(RATE_FLOORS)


def rate_class(rate: Fraction) -> int:
    """Return the class of a share as it is shown, from 1 for the least to 5 for all."""
    return sum(permille(rate) >= floor * 10 for floor in RATE_FLOORS)


def rate_words() -> tuple[tuple[int, str], ...]:
    """Return the classes of a share with their words."""
    floors = [f"{floor}%起" for floor in RATE_FLOORS[1:-1]]
    return tuple(enumerate((f"不到{RATE_FLOORS[1]}%", *floors, f"{RATE_FLOORS[-1]}%"), 1))


def count_class(value: Fraction | int, maximum: Fraction | int) -> int:
    """Return the class of a count: 1 for none, then 2 to 5 in quarters of the greatest count shown."""
    return 1 + math.ceil(math.ceil(value) * Fraction(CLASSES - 1) / math.ceil(maximum)) if value else 1


def count_range(number: int, maximum: Fraction | int) -> tuple[int, int]:
    """Return the least and greatest count of class ``number``; the least is above the greatest where none is."""
    if number == 1:
        return 0, 0
    low, high = ((number - less) * math.ceil(maximum) // (CLASSES - 1) for less in (2, 1))
    return low + 1, high


def axis(maximum: Fraction | int) -> tuple[int, ...]:
    """Return the values to mark on an axis from nought to at least ``maximum``: round and at most six."""
    for step in (digit * 10**power for power in range(12) for digit in (1, 2, 5)):
        if step * 5 >= maximum:
            return tuple(range(0, step * max(math.ceil(Fraction(maximum) / step), 1) + 1, step))
    raise ValueError(f"beyond any ledger: {maximum}")


def scaled(value: Fraction | int, top: int, length: int) -> int:
    """Return where ``value`` lies on a line of ``length`` that ends at ``top``, to the nearest whole unit."""
    return math.floor(Fraction(value) * length / top + Fraction(1, 2))


class Rect(Struct, frozen=True):
    """A bar. ``kind`` is how it is filled: ``frame`` empty, ``full`` solid, ``lack`` hatched."""

    x: int
    y: int
    width: int
    height: int
    kind: str


class Tick(Struct, frozen=True):
    """A marked value of an axis and where it lies."""

    value: int
    at: int


class RateSegment(Struct, frozen=True):
    """A piece of the line of rates; ``open`` where it leads to a quarter that is not over."""

    x1: int
    y1: int
    x2: int
    y2: int
    open: bool


class TrendQuarter(Struct, frozen=True):
    """One quarter of a trend. ``rate_at`` is the height of its rate, ``None`` where nothing was due."""

    sum: ContactSum
    x: int
    middle: int
    open: bool
    bars: tuple[Rect, ...]
    rate_at: int | None

    @property
    def rate_text(self) -> str:
        """The rate as the table behind the drawing has it, less the sign that stands at the axis."""
        return "" if self.sum.rate is None else percent(self.sum.rate).removesuffix("%")


class Trend(Struct, frozen=True):
    """The quarters of the programme: the line of rates above, the bars of households below."""

    columns: tuple[TrendQuarter, ...]
    lines: tuple[RateSegment, ...]
    rates: tuple[Tick, ...]
    counts: tuple[Tick, ...]
    years: tuple[Tick, ...]

    left, width = 40, 594
    widest = 54
    rate_base, rate_length = 104, 66
    bar_base, bar_length = 246, 96
    height = 284

    @property
    def shown(self) -> tuple[TrendQuarter, ...]:
        """The quarters in which anything was due, for the table behind the drawing."""
        return tuple(column for column in self.columns if column.sum.due)


def trend(sums: Sequence[ContactSum], until: Quarter) -> Trend:
    """Draw 应联系, 已联系 and 联系率 of the quarters of a group up to one (R-084): those to come would be empty."""
    sums = [found for found in sums if found.quarter.start <= until.start]
    counts = axis(max((len(found.due) for found in sums), default=0))
    step = min(Trend.width // max(len(sums), 1), Trend.widest)
    columns = tuple(_column(found, number, counts[-1], step) for number, found in enumerate(sums))
    years: dict[int, int] = {}
    for column in columns:
        years.setdefault(column.sum.quarter.year, column.x)
    return Trend(
        columns=columns,
        lines=tuple(_lines(columns)),
        rates=tuple(Tick(value, Trend.rate_base - scaled(value, 100, Trend.rate_length)) for value in (0, 50, 100)),
        counts=tuple(Tick(value, Trend.bar_base - scaled(value, counts[-1], Trend.bar_length)) for value in counts),
        years=tuple(Tick(year, x) for year, x in years.items()),
    )


def _column(found: ContactSum, number: int, top: int, step: int) -> TrendQuarter:
    x = Trend.left + number * step
    due, met = (scaled(len(ids), top, Trend.bar_length) for ids in (found.due, found.met))
    running = bool(found.of(ContactState.RUNNING))
    bars = (
        Rect(x + 4, Trend.bar_base - due, step - 8, due - met, "frame" if running else "lack"),
        Rect(x + 4, Trend.bar_base - met, step - 8, met, "full"),
    )
    rate_at = None if found.rate is None else Trend.rate_base - scaled(found.rate * 100, 100, Trend.rate_length)
    return TrendQuarter(found, x, x + step // 2, running, tuple(bar for bar in bars if bar.height), rate_at)


def _lines(columns: Iterable[TrendQuarter]) -> Iterable[RateSegment]:
    before = None
    for column in columns:
        if before and before.rate_at is not None and column.rate_at is not None:
            yield RateSegment(before.middle, before.rate_at, column.middle, column.rate_at, column.open)
        before = column


class BarRow(Struct, frozen=True):
    """One named row of bars; ``note`` is the numbers behind it, as they are read."""

    label: str
    y: int
    bars: tuple[Rect, ...]
    note: str


class Bars(Struct, frozen=True):
    """Rows of bars that lie, below one axis."""

    rows: tuple[BarRow, ...]
    ticks: tuple[Tick, ...]
    height: int

    left = 96
    length = 400
    top = 26


class BarPart(Struct, frozen=True):
    """A part of a row: how much of it, and how it is filled."""

    count: Fraction | int
    kind: str


class BarItem(Struct, frozen=True):
    """A row to draw: its label, its parts, and the numbers as they are read."""

    label: str
    parts: tuple[BarPart, ...]
    note: str


def stacked(items: Sequence[BarItem]) -> Bars:
    """Draw rows whose parts follow one another along one bar."""
    top = axis(max((sum(part.count for part in item.parts) for item in items), default=0))[-1]

    def bars(y: int, parts: Sequence[BarPart]) -> Iterable[Rect]:
        done: Fraction | int = 0
        for part in parts:
            start, done = scaled(done, top, Bars.length), done + part.count
            yield Rect(Bars.left + start, y + 5, scaled(done, top, Bars.length) - start, 16, part.kind)

    return _laid(items, top, 26, bars)


def compared(items: Sequence[BarItem]) -> Bars:
    """Draw rows of three parts: two laid over one another, one below."""
    top = axis(max((part.count for item in items for part in item.parts), default=0))[-1]

    def bars(y: int, parts: Sequence[BarPart]) -> Iterable[Rect]:
        for part, (shift, height) in zip(parts, ((3, 16), (7, 8), (21, 7)), strict=True):
            yield Rect(Bars.left, y + shift, scaled(part.count, top, Bars.length), height, part.kind)

    return _laid(items, top, 36, bars)


def _laid(
    items: Sequence[BarItem],
    top: int,
    step: int,
    bars: Callable[[int, Sequence[BarPart]], Iterable[Rect]],
) -> Bars:
    rows = tuple(
        BarRow(
            item.label, y := Bars.top + number * step, tuple(bar for bar in bars(y, item.parts) if bar.width), item.note
        )
        for number, item in enumerate(items)
    )
    ticks = tuple(Tick(value, Bars.left + scaled(value, top, Bars.length)) for value in axis(top))
    return Bars(rows, ticks, Bars.top + len(items) * step)
