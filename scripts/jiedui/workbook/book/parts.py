"""Rows of one thing put together again: its values and lists, each value with the cell that says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from jiedui.records.sensitivity import CERTIFICATE
from jiedui.struct import Struct, field
from jiedui.workbook.book.cells import CellFault, read
from jiedui.workbook.book.read_rows import KEEP_ONE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from jiedui.records.values import Pointer
    from jiedui.workbook.book.read_rows import BookCell, BookFault, BookRow
    from jiedui.workbook.book.tables import BookColumn, BookPart, Keys

CLEAR = "清空"
"""What takes a value out: an empty cell leaves what is there."""


class SaidValue(NamedTuple):
    """A value that a cell says, ``None`` where it takes one out.

    Of one that cannot be read, which is told as a fault, it is what was probably meant, or ``None``: so that all else
    can be judged beside it.
    """

    value: Any
    row: BookRow
    place: int
    faulty: bool = False

    @property
    def cell(self) -> BookCell:
        """The cell that says it."""
        return self.row.cell(self.place)


# As long as the texts are that are kept: words, days and numbers.
_SHORT = 12

Tree = dict[str, Any]
"""What some rows say: :class:`SaidValue` by key, trees, and lists of trees."""


class PartReader(Struct):
    """Reads rows of a table; ``faults`` are what is wrong with them.

    ``meant`` gives the code for what stands in a cell that may name a helper or a member, or the fault of it. ``known``
    are the values of short texts that were read in other cells of a column, by the column and the text.
    """

    meant: Callable[[str, BookColumn], str | list[str] | CellFault]
    faults: list[BookFault] = field(default_factory=list)
    known: dict[tuple[int, str], Any] = field(default_factory=dict)

    def tree(self, rows: Sequence[BookRow], part: BookPart) -> Tree:
        """Return what the rows of one thing say of it."""
        tree: Tree = {}
        first, *further = rows
        texts = first.texts
        for place, keys in part.columns:  # most of which most rows say nothing of
            row = first if texts[place] or not further else _saying(further, place, first)
            if not row.texts[place]:
                continue
            said = self._said(row, place)
            if len(keys) == 1:
                tree[keys[0]] = said
            else:
                _put(tree, keys, said)
            if further:
                self.faults += (
                    _twice(each, row, place) for each in further if each.texts[place] not in ("", row.texts[place])
                )
        for keys, inner in part.lists:
            if entries := self.entries(rows, inner):
                _put(tree, keys, entries)
        return tree

    def entries(self, rows: Iterable[BookRow], part: BookPart) -> list[Tree]:
        """Return the entries of a list: each row that says something of one itself begins it."""
        return [self._entry(group, part) for group in self.groups(rows, part)]

    def _entry(self, group: Sequence[BookRow], part: BookPart) -> Tree:
        """Return one entry; of which nothing is left cannot be told which one is meant."""
        tree = self.tree(group, part)
        if tree and all(said.value is None and not said.faulty for _, said in cells_of(tree)):
            remedy = "写错了的，改成对的；以后不是这样了的，写止日；有“撤销日期”的，写撤销。"
            _, first = next(cells_of(tree))
            self.faults.append(group[0].fault("整条不能清空。", remedy, place=first.place))
        return tree

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
        text = row.texts[place]
        if text == CLEAR:
            return SaidValue(None, row, place)
        column = row.table.columns[place]
        value = self.known.get((id(column), text), self)
        if value is self:
            value = self._value(text, column)
        if isinstance(value, CellFault):
            if beside := _beside(row, column):
                value = read(text, column, beside)
            self.faults.append(
                row.fault(f"{column.head}{value.message}", value.remedy, place=place, suggestion=value.suggestion)
            )
            meant = self._value(value.suggestion, column) if value.suggestion else None
            return SaidValue(None if isinstance(meant, CellFault) else meant, row, place, faulty=True)
        return SaidValue(value, row, place)

    def _value(self, text: str, column: BookColumn) -> Any:  # noqa: ANN401  (any value)
        """Return what a text says: most words, days and helpers of a column stand there many times."""
        value = self.meant(text, column) if column.named else read(text, column)
        if column.named == "helper" or (len(text) <= _SHORT and not column.named and not column.is_words):
            self.known[id(column), text] = value
        return value


def _saying(rows: Iterable[BookRow], place: int, other: BookRow) -> BookRow:
    return next((row for row in rows if row.texts[place]), other)


def _beside(row: BookRow, column: BookColumn) -> dict[str, Any]:
    """Return what a row says beside the number of a certificate: its last digits say the same."""
    if column.definition != CERTIFICATE:
        return {}
    entry = [(place, each) for place, each in enumerate(row.table.columns) if each.keys[:-1] == column.keys[:-1]]
    return {each.keys[-1]: read(row.texts[place], each) for place, each in entry if each.word.get("enum")}


def plain(tree: Tree) -> dict[str, Any]:
    """Return what a tree says, without the cells that say it."""
    return {
        key: said
        for key, part in tree.items()
        if (said := part.value if part.__class__ is SaidValue else _plain(part)) is not None
    }


def cells_of(tree: Any, at: Pointer = ()) -> Iterator[tuple[Pointer, SaidValue]]:  # noqa: ANN401  (any part of a tree)
    """Yield the cells of a tree, each with the place in :func:`plain` of what it says, or would say."""
    if isinstance(tree, SaidValue):
        yield at, tree
        return
    for key, part in tree.items() if isinstance(tree, dict) else enumerate(tree):
        yield from cells_of(part, (*at, key))


def _plain(part: Any) -> Any:  # noqa: ANN401  (any part of a tree)
    return [plain(each) for each in part] if isinstance(part, list) else plain(part) or None


def places_below(part: BookPart) -> Iterator[int]:
    """Yield the columns of the lists within a part, at every depth."""
    for _, inner in part.lists:
        yield from (place for place, _ in inner.columns)
        yield from places_below(inner)


def _twice(row: BookRow, first: BookRow, place: int) -> BookFault:
    head = row.table.columns[place].head
    return row.fault(f"{head}和第 {first.number} 行写得不一样，说的是同一项。", KEEP_ONE, place=place)


def _put(tree: Tree, keys: Keys, value: Any) -> None:  # noqa: ANN401  (any part of a tree)
    *way, last = keys
    for key in way:
        tree = tree.setdefault(key, {})
    tree[last] = value
