"""One record as a workbook tells it: what it says, and in which cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.struct import Struct
from jiedui.workbook.book.parts import CLEAR, cells_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from jiedui.records.values import Pointer
    from jiedui.workbook.book.parts import Tree
    from jiedui.workbook.book.read_rows import BookCell, BookRow


class BookRecord(Struct):
    """One record, as far as a workbook says something of it: ``data``, not judged yet, and ``read`` for its cells.

    ``label`` is what it is called in the workbook, ``rows`` are those that speak of it. A visit that has no name there
    ``begins``, whatever else there is of its day.
    """

    kind: str
    unit: str
    stem: str
    data: dict[str, Any]
    read: Callable[[], Tree]
    rows: tuple[BookRow, ...]
    household: str = ""
    label: str = ""
    begins: bool = False

    @property
    def tree(self) -> Tree:
        """What it says, each value with its cell: of the many contacts, it is put together when somebody asks."""
        return self.read()

    def cells(self) -> dict[Pointer, BookCell]:
        """Return the cells that say it, each by the place of its value."""
        return {at: said.cell for at, said in cells_of(self.tree)}

    @property
    def clears(self) -> bool:
        """Whether a value is to be taken out, wherever that is."""
        return any(CLEAR in row.texts for row in self.rows)

    def cleared(self) -> set[Pointer]:
        """Return the places whose values are to be taken out."""
        return {at for at, said in cells_of(self.tree) if said.value is None and not said.faulty}

    def faulty(self) -> set[Pointer]:
        """Return the places of values that cannot be read, which was told as a fault already."""
        return {at for at, said in cells_of(self.tree) if said.faulty}
