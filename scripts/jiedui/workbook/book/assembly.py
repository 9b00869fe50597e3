"""Rows of a workbook put together to records: of whom and what each is, with codes for what is new (R-015, R-080)."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, Any

from jiedui.records.codes import new_code
from jiedui.records.finding import redact, shown
from jiedui.records.suggest import bare
from jiedui.records.values import tidy
from jiedui.rules.mistyped import Codes
from jiedui.struct import Struct, field
from jiedui.workbook.book.book_record import BookRecord
from jiedui.workbook.book.cells import BETWEEN, CellFault
from jiedui.workbook.book.parts import CLEAR, PartReader, SaidValue, Tree, plain
from jiedui.workbook.book.references import Home, code_in
from jiedui.workbook.book.row_groups import RowHousehold, households, labelled
from jiedui.workbook.book.tables import RowKey

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence

    from jiedui.records.codes import Choose
    from jiedui.workbook.book.read_rows import BookFault, BookRow
    from jiedui.workbook.book.references import LedgerIndex
    from jiedui.workbook.book.tables import BookColumn

# What a row of such a table is of beside its household.
_ENTRIES = {"members": RowKey.MEMBER, "needs": RowKey.NEED}
_VISIT = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}(?:-[0-9]{1,2})?\Z")
_NAMESAKES = "是同一个人的，留一行；是两个人的，成员编号各写一个自己定的号，例如 甲、乙，别的表里也这样写。"
_SHIFTED = "对照原来的表看一看：排序时要选中整张表，不能只选一栏。姓名写错的，改姓名。"


class Assembly(Struct):
    """Puts the rows of a workbook together. ``faults`` are what is wrong with them, once all records were asked for.

    New households and helpers are of the federation ``unit``, where neither a cell nor the address tells another.
    ``choose`` gives what picks the letters of the new code of something that the workbook calls so: that the same
    workbook gives the same codes, it should depend on nothing else.
    """

    rows: Sequence[BookRow]
    ledger: LedgerIndex
    choose: Callable[[str], Choose]
    unit: str = ""
    faults: list[BookFault] = field(default_factory=list)
    _known: dict[tuple[int, str], Any] = field(default_factory=dict)
    _codes: dict[str, str] = field(default_factory=dict)
    _there: Codes = field(default_factory=lambda: Codes(()))

    def records(self) -> Iterator[BookRecord]:
        """Yield the records that rows speak of: helpers, then each household with its visits."""
        by_kind: defaultdict[str, list[BookRow]] = defaultdict(list)
        for row in filter(self._has_keys, self.rows):
            by_kind["helper" if row.table.kind == "helper" else "home"].append(row)
        yield from [*self._helpers(by_kind["helper"])]  # all of them before a household names one
        self._there = Codes(self.ledger.households)
        houses = households(by_kind["home"], self.ledger.people, self.faults)
        known = [house for house in houses if self._is_known(house)]
        self._codes = {house.label: house.code for house in known}
        for house in known:
            yield from self._records_of(house)

    def _has_keys(self, row: BookRow) -> bool:
        """Tell whether a row says of what it is; where that is taken out is a fault."""
        cleared = [place for place, column in enumerate(row.table.columns) if column.key and row.texts[place] == CLEAR]
        self.faults += (
            row.fault("这一格说明这一行是哪一户、哪个人的，不能清空。", "照原来的写。", place=place)
            for place in cleared
        )
        return not cleared

    def _helpers(self, rows: list[BookRow]) -> Iterator[BookRecord]:
        """Yield the helpers, of whom one may speak of another that stands below."""
        groups = [(label, group, *self._helper_code(label, group)) for label, group in labelled(rows, RowKey.HELPER)]
        reader = self._reader(Home())
        for label, group, unit, code in groups:
            if unit:
                first = group[0]
                said = SaidValue(code, first, first.table.key(RowKey.HELPER) or 0)
                tree = {"id": said, **reader.tree(group, first.table.part)}
                yield BookRecord("helper", unit, code, plain(tree), tree.copy, tuple(group), label=label)

    def _helper_code(self, label: str, group: list[BookRow]) -> tuple[str, str]:
        """Return the federation and the code of a helper, a new one for who is new; empty without a federation.

        Who was taken before under a word of the workbook's own is known by name and number.
        """
        name, mobile = bare(group[0].said(("name",))), "".join(filter(str.isdigit, group[0].said(("mobile",))))
        code = code_in(label) or (self.ledger.mobiles.get((name, mobile), "") if mobile else "")
        unit = self.ledger.helpers.get(code, "")
        self._tell_other_unit(group if unit else (), unit)
        unit = unit or self._unit_of(group, code, {})
        if not unit:
            return "", ""
        known = [] if label else self.ledger.called.named(name)
        if not code:
            code = known[0] if len(known) == 1 else self._new_code(unit, "-B", label or name, self.ledger.helpers)
        self.ledger.helpers.setdefault(code, unit)
        self.ledger.called.add(code, name)
        if label not in ("", code):
            self.ledger.called.add(code, label)
        return unit, code

    def _is_known(self, house: RowHousehold) -> bool:
        """Find the code and the federation of a household; tell where that cannot be."""
        code, own = code_in(house.label), house.rows.get("户", [])
        if code in self.ledger.households:
            house.code, house.unit, house.home = code, self.ledger.households[code], self.ledger.homes[code]
            self._tell_other_unit(own, house.unit)
            return True
        near = self._there.nearest(house.label)
        if not own or (near and not code):  # yyl-2a3c is no word for a household that is new
            row, named = next(iter(house.rows.values()))[0], redact(shown(house.label))
            said = f"台账里没有户 {named}{'' if own else '，“户”表里也没有'}。"
            remedy = "是新的一户，写“新1”这样的。" if own else f"改成有的户编号，或者在“户”表里加上 {named}。"
            self.faults.append(row.fault(said, remedy, place=row.table.key(RowKey.HOUSEHOLD), suggestion=near))
            return False
        place = {key: own[0].said((key,)) for key in ("county", "township")}
        house.unit = self._unit_of(own, code, place)
        if not house.unit:
            return False
        house.code = code or self._new_code(house.unit, "", house.label, self.ledger.households)
        self.ledger.households[house.code] = house.unit
        return True

    def _tell_other_unit(self, rows: Iterable[BookRow], unit: str) -> None:
        """Tell of rows that speak of a record of one federation as that of another."""
        for row in rows:
            text = row.key(RowKey.UNIT)
            if text and self.ledger.unit(text) != unit:
                short = self.ledger.units[unit]["short"]
                remedy = f"写{short}，或者空着；户迁到别的残联，用 jiedui move 迁。"
                place = row.table.key(RowKey.UNIT)
                self.faults.append(row.fault(f"台账里归{short}，这里写的不是。", remedy, place=place))

    def _unit_of(self, rows: Sequence[BookRow], code: str, place: dict[str, str]) -> str:
        """Return the federation of something new; empty where nothing tells, which is a fault."""
        row = rows[0]
        at = row.table.key(RowKey.UNIT)
        if text := row.key(RowKey.UNIT):
            unit = self.ledger.unit(text)
            if isinstance(unit, CellFault):
                self.faults.append(row.fault(unit.message, unit.remedy, place=at, suggestion=unit.suggestion))
                return ""
            return unit
        divisions = self.ledger.divisions
        township = divisions.find(place["county"], place["township"]) if divisions and place else None
        found = self.ledger.unit_of(code) or (township.unit if township else "") or self.unit
        if not found:
            self.faults.append(row.fault("不知道归哪个残联。", "写残联，或者运行时用 --unit 写。", place=at))
        return found

    def _new_code(self, unit: str, kind: str, label: str, taken: Container[str]) -> str:
        prefix = f"{self.ledger.units[unit]['prefix']}{kind}"
        return new_code(prefix, taken, self.choose(f"{prefix} {label}"))

    def _records_of(self, house: RowHousehold) -> Iterator[BookRecord]:
        reader = self._reader(house.home)
        first = next(iter(house.rows.values()))[0]
        tree: Tree = {"id": SaidValue(house.code, first, first.table.key(RowKey.HOUSEHOLD) or 0)}
        visits: list[BookRow] = []
        used: list[BookRow] = []
        for rows in house.in_order():
            table = rows[0].table
            if table.kind == "visit":
                visits = rows
                continue
            used += rows
            if not table.at:
                tree |= reader.tree(rows, table.part)
            elif table.at[0] in _ENTRIES:
                self._add_entries(house, tree, rows, reader)
            else:
                tree[table.at[0]] = reader.entries(rows, table.part)
        self._tell_strangers(house)
        if used:
            yield BookRecord(
                "household", house.unit, house.code, plain(tree), tree.copy, tuple(used), house.code, house.label
            )
        yield from self._visits(house, visits, reader)

    def _tell_strangers(self, house: RowHousehold) -> None:
        """Tell of rows whose code and name are of two: so it is where a column alone was sorted, or moved."""
        for row in (row for rows in house.rows.values() for row in rows):
            name = row.key(RowKey.PERSON)
            if name and not house.home.members.named(name):
                message = "户编号和残疾人对不上：这一户没有叫这个姓名的人。"
                self.faults.append(row.fault(message, _SHIFTED, place=row.table.key(RowKey.PERSON)))

    def _add_entries(self, house: RowHousehold, tree: Tree, rows: list[BookRow], reader: PartReader) -> None:
        """Add what rows say of members or needs, each under its id."""
        table = rows[0].table
        name, below = table.at[0], table.at[1:]
        entries = tree.setdefault(name, [])
        for code, group in self._by_code(house, rows).items():
            entry = next((each for each in entries if each["id"].value == code), None)
            if entry is None:
                entry = {"id": SaidValue(code, group[0], table.key(_ENTRIES[name]) or 0)}
                entries.append(entry)
            for key in below:
                entry = entry.setdefault(key, {})
            entry |= reader.tree(group, table.part)

    def _by_code(self, house: RowHousehold, rows: list[BookRow]) -> dict[str, list[BookRow]]:
        """Return the rows of each member or need by its id, whatever each of them calls it."""
        groups: dict[str, list[BookRow]] = {}
        table = rows[0].table
        begins = table.at == ("members",) and table.key(RowKey.NAME) is None
        find = self._need if table.at == ("needs",) else self._member
        for label, group in labelled(rows, _ENTRIES[table.at[0]]):
            code = find(house, label, group[0])
            if begins and code in groups and not label:
                place = table.key(RowKey.MEMBER)
                self.faults.append(group[0].fault("这一户已经有一行叫这个姓名的成员。", _NAMESAKES, place=place))
            elif code:
                groups.setdefault(code, []).extend(group)
        return groups

    def _need(self, house: RowHousehold, label: str, row: BookRow) -> str:
        """Return the id of a need: of what is new a new one."""
        content, needs = tidy(row.said(("content",))), house.home.needs
        code = code_in(label) or needs.get(label, "") or ("" if label else needs.get(content, ""))
        code = code or self._new_entry(house, "n", label or f"{content} {row.number}", needs.values())
        needs.setdefault(label or content, code)
        needs.setdefault(code, code)
        return code

    def _member(self, house: RowHousehold, label: str, row: BookRow) -> str:
        """Return the id of a member: of who is new a new one; empty where nobody is meant."""
        members, name = house.home.members, row.key(RowKey.NAME)
        if row.table.key(RowKey.NAME) is not None:  # of somebody whom another table has
            found = members.find(label or name)
            if isinstance(found, str) and label and name and found not in members.named(name):
                found = CellFault("写的编号和姓名不是同一个人。", _SHIFTED)
            if isinstance(found, CellFault):
                place = row.table.key(RowKey.MEMBER if label else RowKey.NAME)
                self.faults.append(row.fault(found.message, found.remedy, place=place, suggestion=found.suggestion))
                return ""
            return found
        name = row.said(("name",))
        known = [] if label else members.named(name)
        code = code_in(label) or (known[0] if len(known) == 1 else "")
        code = code or self._new_entry(house, "m", f"{label or name} {row.number}", members.codes)
        members.add(code, name)
        if label and not code_in(label):
            members.add(code, label)
        return code

    def _new_entry(self, house: RowHousehold, prefix: str, label: str, taken: Container[str]) -> str:
        return new_code(prefix, taken, self.choose(f"{house.label} {prefix} {label}"))

    def _visits(self, house: RowHousehold, rows: list[BookRow], reader: PartReader) -> Iterator[BookRecord]:
        again = PartReader(reader.meant, known=reader.known)
        for label, group in labelled(rows, RowKey.VISIT):
            part = group[0].table.part
            data = plain(reader.tree(group, part))
            stem = label or str(data.get("date", ""))
            if label and not _VISIT.match(label):
                self.faults.append(
                    group[0].fault(
                        "记录写得不对。", "原来有的照原来的写，例如 2026-11-27；新的空着。",
                        place=group[0].table.key(RowKey.VISIT),
                    )
                )  # fmt: skip
                continue
            own = tuple(group)
            read = partial(again.tree, own, part)
            yield BookRecord("visit", house.unit, stem, data, read, own, house.code, house.label, begins=not label)

    def _reader(self, home: Home) -> PartReader:
        def meant(text: str, column: BookColumn) -> str | list[str] | CellFault:
            if column.named == "household":
                codes = [self._codes.get(word) or code_in(word) or word for word in map(bare, text.split(BETWEEN))]
                return codes if column.is_words else codes[0]
            if column.named == "helper":
                return self.ledger.called.find(text)
            if column.named == "member":
                return home.members.find(text)
            return code_in(text) or home.needs.get(text, text)

        return PartReader(meant, self.faults, self._known)
