"""Rows of one thing put together again: its values and lists, each value with the cell that says it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from jiedui.workbook.book.cells import CellFault, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from jiedui.records.values import Pointer
    from jiedui.workbook.book.table_rows import BookCell, BookFault, BookRow
    from jiedui.workbook.book.tables import BookColumn, BookPart, Keys

CLEAR = "清空"
"""What takes a value out: an empty cell leaves what is there."""


class SaidValue(NamedTuple):
    """A value that a cell says: ``None`` where it takes one out, or cannot be read, which is told as a fault."""

    value: Any
    cell: BookCell
    faulty: bool = False


Tree = dict[str, Any]
"""What some rows say: :class:`SaidValue` by key, trees, and lists of trees."""


@dataclass(slots=True)
class PartReader:
    """Reads rows of a table; ``faults`` are what is wrong with them.

    ``meant`` gives the code for what stands in a cell that may name a helper or a member, or the fault of it.
    """

    meant: Callable[[str, BookColumn], str | CellFault]
    faults: list[BookFault] = field(default_factory=list)

    def tree(self, rows: Sequence[BookRow], part: BookPart) -> Tree:
        """Return what the rows of one thing say of it."""
        tree: Tree = {}
        for place, keys in part.columns:
            told = [row for row in rows if row.texts[place]]
            if told:
                _put(tree, keys, self._said(told[0], place))
                self.faults += (
                    _twice(row, told[0], place) for row in told[1:] if row.texts[place] != told[0].texts[place]
                )
        for keys, inner in part.lists:
            if entries := self.entries(rows, inner):
                _put(tree, keys, entries)
        return tree

    def entries(self, rows: Iterable[BookRow], part: BookPart) -> list[Tree]:
        """Return the entries of a list: each row that says something of one itself begins it."""
        return [self.tree(group, part) for group in self.groups(rows, part)]

    def groups(self, rows: Iterable[BookRow], part: BookPart) -> Iterator[list[BookRow]]:
        """Yield the rows of each entry of a list."""
        own, below = [place for place, _ in part.columns], [*places_below(part)]
        group: list[BookRow] = []
        for row in rows:
            if row.has(own):
                if group:
                    yield group
                group = [row]
            elif row.has(below) and group:
                group.append(row)
            elif row.has(below):
                self.faults.append(row.fault("不知道接着哪一项写。", "这一行的前面先写它接着的那一项。"))
        if group:
            yield group

    def _said(self, row: BookRow, place: int) -> SaidValue:
        column, text = row.table.columns[place], row.texts[place]
        if text == CLEAR:
            return SaidValue(None, row.cell(place))
        value = self.meant(text, column) if column.named else read(text, column)
        if isinstance(value, CellFault):
            self.faults.append(
                row.fault(f"{column.head}{value.message}", value.remedy, place=place, suggestion=value.suggestion)
            )
            return SaidValue(None, row.cell(place), faulty=True)
        return SaidValue(value, row.cell(place))


def plain(tree: Tree) -> dict[str, Any]:
    """Return what a tree says, without the cells that say it."""
    return {key: said for key, part in tree.items() if (said := _plain(part)) is not None}


def cells_of(tree: Any, at: Pointer = ()) -> Iterator[tuple[Pointer, SaidValue]]:  # noqa: ANN401  (any part of a tree)
    """Yield the cells of a tree, each with the place in :func:`plain` of what it says, or would say."""
    if isinstance(tree, SaidValue):
        yield at, tree
        return
    for key, part in tree.items() if isinstance(tree, dict) else enumerate(tree):
        yield from cells_of(part, (*at, key))


def _plain(part: Any) -> Any:  # noqa: ANN401  (any part of a tree)
    if isinstance(part, SaidValue):
        return part.value
    return [plain(each) for each in part] if isinstance(part, list) else plain(part) or None


def places_below(part: BookPart) -> Iterator[int]:
    """Yield the columns of the lists within a part, at every depth."""
    for _, inner in part.lists:
        yield from (place for place, _ in inner.columns)
        yield from places_below(inner)


def _twice(row: BookRow, first: BookRow, place: int) -> BookFault:
    head = row.table.columns[place].head
    return row.fault(f"{head}和第 {first.number} 行写得不一样，说的是同一项。", "留对的一处，另一处空着。", place=place)


def _put(tree: Tree, keys: Keys, value: Any) -> None:  # noqa: ANN401  (any part of a tree)
    *way, last = keys
    for key in way:
        tree = tree.setdefault(key, {})
    tree[last] = value
