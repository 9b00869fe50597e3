"""The sizes of the two kinds of sheet: cards on A4, cut marks, room for text. Millimetres and points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.prints.fitting import Box
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
MARK_OFFSET, MARK_LENGTH = 2.0, 3.5


class CardLayout(Struct, frozen=True, kw_only=True):
    """Cards of one size on A4 portrait, edge to edge in the middle of the sheet: lengths in mm.

    ``name_scale`` is the size of the name by that of the other texts; ``family`` and ``worker`` are the rooms for the
    texts of the two sides.
    """

    key: str
    title: str
    columns: int
    rows: int
    width: float
    height: float
    padding: float
    name_scale: float
    family: Box
    worker: Box

    @property
    def per_sheet(self) -> int:
        """How many cards one sheet holds."""
        return self.columns * self.rows

    @property
    def left(self) -> float:
        """The left edge of the first column of cards, in mm from the left edge of the sheet."""
        return (PAGE_WIDTH - self.columns * self.width) / 2

    @property
    def top(self) -> float:
        """The top edge of the first row of cards, in mm from the top edge of the sheet."""
        return (PAGE_HEIGHT - self.rows * self.height) / 2

    def place(self, index: int) -> tuple[float, float]:
        """Return left and top of the card with that number on its sheet, row by row."""
        row, column = divmod(index, self.columns)
        return self.left + column * self.width, self.top + row * self.height

    def _edges(self) -> tuple[list[float], list[float]]:
        across = [self.left + column * self.width for column in range(self.columns + 1)]
        down = [self.top + row * self.height for row in range(self.rows + 1)]
        return across, down

    def marks(self) -> str:
        """Return the cut marks as SVG path data: short lines outside the cards, in line with every edge."""
        across, down = self._edges()
        return "".join(
            f"M{x:g} {y:g}v{MARK_LENGTH:g}"
            for x in across
            for y in (down[0] - MARK_OFFSET - MARK_LENGTH, down[-1] + MARK_OFFSET)
        ) + "".join(
            f"M{x:g} {y:g}h{MARK_LENGTH:g}"
            for y in down
            for x in (across[0] - MARK_OFFSET - MARK_LENGTH, across[-1] + MARK_OFFSET)
        )

    def edges(self) -> str:
        """Return the cards' edges as SVG path data, for those who cut with scissors."""
        across, down = self._edges()

        def lines() -> Iterator[str]:
            for x in across:
                yield f"M{x:g} {down[0]:g}V{down[-1]:g}"
            for y in down:
                yield f"M{across[0]:g} {y:g}H{across[-1]:g}"

        return "".join(lines())


STANDARD = CardLayout(
    key="standard",
    title="标准版",
    columns=2,
    rows=5,
    width=90,
    height=54,
    padding=3.8,
    name_scale=1.2,
    family=Box(width=68, height=21.5, sizes=(10.5, 9.5, 8.5, 7.5), leading=1.2, gap=0.25),
    worker=Box(width=68, height=35.5, sizes=(10.5, 9.5, 8.5, 7.5), leading=1.2, gap=0.25),
)

# A6. Four would fill an A4 to its edges, which few printers reach, and leave no room for cut marks.
LARGE = CardLayout(
    key="large",
    title="大字版",
    columns=1,
    rows=2,
    width=148,
    height=105,
    padding=5.5,
    name_scale=1,
    family=Box(width=105, height=47.6, sizes=(24, 22, 20, 18), leading=1.18, gap=0.2),
    worker=Box(width=105, height=74, sizes=(24, 22, 20, 18), leading=1.18, gap=0.2),
)

LAYOUTS = (STANDARD, LARGE)
