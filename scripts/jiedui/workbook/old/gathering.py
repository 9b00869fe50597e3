"""The rows of an old workbook as rows of our tables, each cell with its own place (R-080).

What several rows say of one household, person or helper is said once: what is the same falls away, long texts are put
together, and what contradicts is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jiedui.struct import Struct
from jiedui.workbook.book.cells import says_nothing
from jiedui.workbook.book.read_rows import KEEP_ONE, BookRow, called
from jiedui.workbook.book.references import code_in
from jiedui.workbook.book.tables import RowKey
from jiedui.workbook.old.homes import Homes, is_disabled, relate
from jiedui.workbook.old.lines import OldCell, old_lines
from jiedui.workbook.old.targets import Ours, Whole, parted, target

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jiedui.model.divisions import Divisions
    from jiedui.workbook.book.file import BookSheet
    from jiedui.workbook.book.read_rows import BookFault
    from jiedui.workbook.book.tables import BookColumn, BookTable
    from jiedui.workbook.old.lines import OldLine
    from jiedui.workbook.old.sheet_map import SheetMap

_HOME = "户"
_DISABLED = "残疾"
_OF_PERSON = frozenset(("成员", "残疾", "惠残政策"))
# What one row of such a table is of beside its household, or without one.
_OF_WHAT = {"户": (), "结对": (Ours.PAIRED,), "年度补充": (Ours.YEAR,)}
_LABEL = "新{}"
# A field that takes more characters takes texts, which can be put together.
_LONG = 200


class Gathered(NamedTuple):
    """The rows of our tables that an old workbook tells, what of it cannot be taken, and what was made of the whole."""

    rows: tuple[BookRow, ...]
    faults: tuple[BookFault, ...]
    notes: tuple[str, ...]


def gathered(sheets: Sequence[tuple[SheetMap, BookSheet]], book: Sequence[BookTable], divisions: Divisions) -> Gathered:
    """Return what sheets tell by their maps; ``divisions`` part addresses."""
    read = [(mapped, [*old_lines(mapped, sheet, divisions)]) for mapped, sheet in sheets]
    roster = [(mapped, lines) for mapped, lines in read if mapped.is_roster]
    homes = Homes(roster)
    gathering = _Gathering(book)
    notes = [*_add_roster(gathering, homes, [line for _, lines in roster for line in lines])]
    for mapped, lines in read:
        for line in () if mapped.is_roster else lines:
            gathering.add(line, homes.meant(line))
    for (mapped, lines), (_, sheet) in zip(read, sheets, strict=True):
        if passed := sum(row.number > mapped.last for row in sheet.rows) - len(lines):
            notes.append(f"“{sheet.name}”表：{passed} 行没有读，是小标题、合计、说明，或者要的栏里没有内容。")
    faults = tuple(fault for _, lines in read for line in lines for fault in line.faults)
    return Gathered(tuple(gathering.rows()), faults, tuple(notes))


def _add_roster(gathering: _Gathering, homes: Homes, lines: Sequence[OldLine]) -> Iterator[str]:
    by_home: dict[str, list[OldLine]] = {}
    for line in lines:
        by_home.setdefault(homes.of(line), []).append(line)
    untold = sum(map(relate, by_home.values()))
    passed = sum(map(_without_disability, lines)) if any(map(is_disabled, lines)) else 0
    for label, group in by_home.items():
        labels = _labels(group)
        gathering.add_home(group[0], label)
        for line in group:
            gathering.add(line, label, labels.get((line.text(Ours.NAME), line.holder), ""))
    if len(by_home) < len(lines):
        yield f"{len(lines)} 行并成 {len(by_home)} 户。"
    if passed:
        yield f"{passed} 行没有残疾人证号，也没有类别、等级：自理、照料、监护、劳动能力没有填。"
    if untold:
        yield f"{untold} 行看不出与第一位残疾人是什么关系，没有填。"


def _without_disability(line: OldLine) -> bool:
    """Take away what a row says of the disability of somebody who has none, and tell whether it said anything."""
    said = [] if is_disabled(line) else [place for place in line.cells if parted(place)[0] == _DISABLED]
    for place in said:
        del line.cells[place]
    return bool(said)


def _labels(lines: Sequence[OldLine]) -> dict[tuple[str, str], str]:
    """Return what to call the people of one household who share a name, by name and number."""
    found: dict[str, dict[str, None]] = {}
    for line in lines:
        if line.own(Ours.NAME) and line.holder:
            found.setdefault(line.text(Ours.NAME), {})[line.holder] = None
    return {
        (name, holder): _LABEL.format(number)
        for name, holders in found.items()
        for number, holder in enumerate(holders, 1)
        if len(holders) > 1
    }


class _OldRow(BookRow, frozen=True):
    """One row of a table of ours, of several that a row of an old sheet fills."""

    @property
    def called(self) -> str:
        """Its place as staff find it, and which of them it is."""
        return f"{called(self.sheet, self.number)}（{self.table.name}）"


class _Entry(Struct):
    """What one row of an old sheet says in one table of ours."""

    table: BookTable
    line: OldLine
    keys: Mapping[RowKey, OldCell]
    cells: dict[str, OldCell]

    def row(self) -> BookRow:
        """Return it as a row of the table."""
        found = [self._cell(column) for column in self.table.columns]
        texts = tuple(each.text if each else "" for each in found)
        columns = tuple(each.column if each else None for each in found)
        return _OldRow(self.table, self.line.sheet, self.line.number, texts, columns)

    def _cell(self, column: BookColumn) -> OldCell | None:
        """Return what stands in a column; of whom the row is, its own cell says, but for the household."""
        place = target(self.table, column)
        if column.key is None:
            return self.cells.get(place)
        known = self.keys.get(column.key)
        return known if column.key is RowKey.HOUSEHOLD else self.line.cells.get(place, known)


class _Gathering:
    """Puts what rows say into our tables, each thing once; where they contradict each other is told with the rows."""

    def __init__(self, book: Sequence[BookTable]) -> None:
        self._tables = {table.name: table for table in book}
        self._columns = {target(table, column): column for table in book for column in table.columns if not column.key}
        self._first: dict[tuple[str, ...], _Entry] = {}
        self._lists: set[tuple[str, ...]] = set()
        self._entries: dict[str, dict[tuple[str, int], _Entry]] = {name: {} for name in self._tables}

    def rows(self) -> Iterator[BookRow]:
        """Yield the rows, table by table."""
        yield from (entry.row() for entries in self._entries.values() for entry in entries.values())

    def add_home(self, line: OldLine, label: str) -> None:
        """Add the household that a row is the first of, whatever that says of it."""
        self._entries[_HOME][line.sheet, line.number] = _Entry(self._tables[_HOME], line, _keys(line, label, ""), {})

    def add(self, line: OldLine, label: str, member: str = "") -> None:
        """Add what a row says of a household that is called so, and of a member of it."""
        keys = _keys(line, label, member)
        for name, cells in self._by_table(line, known=code_in(label) != "").items():
            table, entries, at = self._tables[name], self._entries[name], (line.sheet, line.number)
            entry = entries.get(at) or _Entry(table, line, keys, {})
            if at in entries or any(cell.column is not None for cell in cells.values()):
                entry.cells |= self._new(entry, cells, _thing(table, line, label, member or keys[RowKey.NAME].text))
                if entry.cells:
                    entries[at] = entry

    def _by_table(self, line: OldLine, *, known: bool) -> dict[str, dict[str, OldCell]]:
        """Return the cells of a row that say anything of columns of ours, by their tables.

        Of a household that the ledger knows nothing is said that merely follows.
        """
        found: dict[str, dict[str, OldCell]] = {}
        for place, cell in line.cells.items():
            column = self._columns.get(place)
            if column and not says_nothing(cell.text, column) and (cell.told or not known):
                found.setdefault(parted(place)[0], {})[place] = cell
        return found

    def _new(self, entry: _Entry, cells: Mapping[str, OldCell], thing: tuple[str, ...]) -> dict[str, OldCell]:
        """Return what of some cells was not said of a thing yet."""
        in_lists = {place: cell for place, cell in cells.items() if self._columns[place].lists}
        group = (*thing, *(f"{place} {cell.text}" for place, cell in in_lists.items()))
        listed = {} if group in self._lists else in_lists
        self._lists.add(group)
        own = {place: cell for place, cell in cells.items() if place not in in_lists}
        return {place: cell for place, cell in own.items() if self._is_new(entry, place, cell, thing)} | listed

    def _is_new(self, entry: _Entry, place: str, cell: OldCell, thing: tuple[str, ...]) -> bool:
        first = self._first.setdefault((*thing, place), entry)
        if first is entry:
            return True
        known = first.cells[place]
        if cell.told and not known.told:
            del first.cells[place]
            self._first[*thing, place] = entry
            return True
        if cell.text in known.text.split("\n") or not cell.told:
            return False
        if self._columns[place].field.get("maxLength", 0) > _LONG:
            first.cells[place] = known._replace(text=f"{known.text}\n{cell.text}")
            return False
        entry.line.fault(f"{place} 和第 {first.line.number} 行写得不一样，说的是同一项。", KEEP_ONE, cell.column)
        return False


def _thing(table: BookTable, line: OldLine, label: str, person: str) -> tuple[str, ...]:
    """Return what a row of a table is of, so that what several say of one thing is known."""
    if table.name in _OF_PERSON:
        return table.name, label, person
    if table.kind == "helper":
        return table.name, line.text(Ours.HELPER)
    if table.name in _OF_WHAT:
        return (table.name, label, *map(line.text, _OF_WHAT[table.name]))
    return table.name, line.sheet, str(line.number)


def _keys(line: OldLine, label: str, member: str) -> dict[RowKey, OldCell]:
    """Return what tells of whom a row is, where the household and a member of it are called so."""
    whom = _whom(line)
    number = line.cells.get(Ours.NUMBER, whom)
    return {
        RowKey.HOUSEHOLD: OldCell(label, number.column),
        RowKey.PERSON: whom,
        RowKey.NAME: whom,
        RowKey.MEMBER: OldCell(member, whom.column),
    }


def _whom(line: OldLine) -> OldCell:
    """Return the name of whom a row is about."""
    found = (line.cells.get(place) for place in (Ours.NAME, Whole.WHOSE, Ours.JOINED, Whole.HOUSEHOLDER))
    return next((cell for cell in found if cell), OldCell(""))
