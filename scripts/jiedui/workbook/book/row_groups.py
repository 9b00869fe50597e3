"""Which rows of a workbook are of one thing: of one household, however each names it, or under one label."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from jiedui.struct import Struct, field
from jiedui.workbook.book.references import Home, Whom, code_in
from jiedui.workbook.book.tables import RowKey

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiedui.workbook.book.read_rows import BookFault, BookRow

_LABEL = "新的写一个自己定的号，例如 新1；别的表里说同一户的，写同一个号。"


class RowHousehold(Struct):
    """A household as the workbook calls it, with its rows by table in their order; who it is, is found later."""

    label: str
    rows: defaultdict[str, list[BookRow]] = field(default_factory=lambda: defaultdict(list))
    code: str = ""
    unit: str = ""
    home: Home = field(default_factory=Home)

    def in_order(self) -> list[list[BookRow]]:
        """Return the rows of each table: those of the household and of its members before those that speak of them."""
        return sorted(self.rows.values(), key=_people_first)


def households(rows: list[BookRow], known: Whom, faults: list[BookFault]) -> list[RowHousehold]:
    """Return the households that rows speak of; ``known`` are those of the ledger by the names of their people.

    Where it cannot be told of which one a row is, that is one more of the ``faults``.
    """
    found: dict[str, RowHousehold] = {}
    people = _people(rows)
    last: dict[str, str] = {}
    for row in rows:
        label = last[row.table.name] = _label(row, (people, known), last.get(row.table.name, ""), faults)
        if label:
            found.setdefault(label, RowHousehold(label)).rows[row.table.name].append(row)
    return [*found.values()]


def labelled(rows: Iterable[BookRow], key: RowKey) -> list[tuple[str, list[BookRow]]]:
    """Return the rows of each thing, with what the workbook calls it: those of a label, or each that begins one."""
    groups: list[tuple[str, list[BookRow]]] = []
    by_label: dict[str, list[BookRow]] = {}
    for row in rows:
        label = row.key(key)
        label = code_in(label) or label
        own = [place for place, _ in row.table.part.columns]
        if label and label in by_label:
            by_label[label].append(row)
        elif label or not groups or row.has(own) or row.key(RowKey.NAME):
            groups.append((label, [row]))
            if label:
                by_label[label] = groups[-1][1]
        else:
            groups[-1][1].append(row)
    return groups


def _people(rows: Iterable[BookRow]) -> Whom:
    """Return of which households, as the workbook calls them, each name is that of a member."""
    people = Whom("残疾人")
    for row in rows:
        if row.table.at == ("members",) and row.table.key(RowKey.NAME) is None:
            name = row.said(("name",))
            if name and (label := row.key(RowKey.HOUSEHOLD)):
                people.add(code_in(label) or label, name)
    return people


def _label(row: BookRow, known: Iterable[Whom], last: str, faults: list[BookFault]) -> str:
    """Return what the household of a row is called, ``last`` being that of the row above; empty for a fault."""
    if text := row.key(RowKey.HOUSEHOLD):
        return code_in(text) or text
    if last and not row.has(place for place, column in enumerate(row.table.columns) if not column.lists):
        return last
    name = row.key(RowKey.PERSON) or row.key(RowKey.NAME)
    found = {code for whom in known for code in whom.named(name)} if name else set()
    if len(found) == 1:
        return found.pop()
    place = row.table.key(RowKey.HOUSEHOLD)
    said = f"叫这个姓名的有 {len(found)} 户。" if found else "户编号没有填，不知道是哪一户。"
    faults.append(row.fault(said, f"写户编号。{_LABEL}", place=place))
    return ""


def _people_first(rows: list[BookRow]) -> tuple[bool, bool]:
    table = rows[0].table
    return table.at != (), table.at != ("members",) or table.key(RowKey.NAME) is not None
