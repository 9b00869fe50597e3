"""Whom and what the cells of a workbook mean: federations, helpers and households, by code or by name."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from jiedui.model.divisions import Divisions
from jiedui.model.names import folded
from jiedui.records.finding import redact, shown
from jiedui.records.suggest import bare, nearest
from jiedui.rules.mistyped import Codes
from jiedui.struct import Struct, field
from jiedui.workbook.book.cells import CellFault
from jiedui.workbook.book.record_rows import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Self

    from jiedui.records.reader import Record

# A code, with or without the name of who has it behind it.
_CODE = re.compile(r"((?:[A-Z]{2,4}-(?:B-)?|[mn]-)[0-9A-Z]{4})(?:[ 　]+.*)?\Z", re.DOTALL)
_OFFERED = 12


class Whom(Struct):
    """Who may be meant in some place: the codes that there are, and the names. Staff say ``called`` of all of them."""

    called: str
    codes: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    _by_name: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, code: str, name: str) -> None:
        """Add somebody."""
        word = bare(name)
        self.codes.add(code)
        self.names.add(word)
        self._by_name[folded(word)].append(code)

    def named(self, name: str) -> list[str]:
        """Return the codes of a name, however its dots and widths are typed; one that was added twice, twice."""
        return self._by_name.get(folded(bare(name)), [])

    def find(self, text: str) -> str | CellFault:
        """Return the code of who is meant by a code, by a code with a name, or by a name that one alone has."""
        if code := code_in(text):
            if code in self.codes:
                return self._called(code, text)
            near = Codes(self.codes).nearest(code)
            return CellFault(f"写的是 {code}，没有这个编号。", f"改成有的编号，或者写{self.called}的姓名。", near)
        found = list(dict.fromkeys(self.named(text)))
        if len(found) == 1:
            return found[0]
        if found:
            offered = "、".join(found[:_OFFERED])
            return CellFault(f"写的姓名有 {len(found)} 个人，不知道是哪一个。", f"写编号：{offered}。")
        near = nearest(text, self.names)
        return CellFault(
            f"写的“{redact(shown(text))}”不是编号，也不是{self.called}的姓名。",
            f"写{self.called}的编号或者姓名。",
            near,
        )

    def _called(self, code: str, text: str) -> str | CellFault:
        """Return a code, if the name behind it is that of who has it."""
        name = bare(text.removeprefix(code))
        if not name or code in self.named(name):
            return code
        return CellFault(f"写的 {code} 和后面的姓名不是同一个人。", "留对的一个：只写编号，或者只写姓名。")


class Home(Struct):
    """The people and needs of a household, as far as they are known: needs by what they say."""

    members: Whom = field(default_factory=lambda: Whom("家庭成员"))
    needs: dict[str, str] = field(default_factory=dict)


class LedgerIndex(Struct):
    """What the ledger has that rows may speak of: federations by their folders, all else by its code.

    ``households`` and ``helpers`` tell the federation of each, ``people`` by whose names a household is found,
    ``called`` the names of helpers, ``mobiles`` who has a name and a number.
    """

    units: dict[str, Mapping[str, str]] = field(default_factory=dict)
    households: dict[str, str] = field(default_factory=dict)
    helpers: dict[str, str] = field(default_factory=dict)
    homes: dict[str, Home] = field(default_factory=dict)
    divisions: Divisions | None = None
    people: Whom = field(default_factory=lambda: Whom("残疾人"))
    called: Whom = field(default_factory=lambda: Whom("帮扶责任人"))
    mobiles: dict[tuple[str, str], str] = field(default_factory=dict)

    @classmethod
    def of(cls, records: Iterable[Record]) -> Self:
        """Return what some records tell."""
        found = cls()
        for record in records:
            found.add(record)
        return found

    def add(self, record: Record) -> None:
        """Add what a record tells."""
        place, data = record.place, record.data
        if place.kind == "unit":
            self.units[place.unit] = data
        elif place.kind == "helper":
            self.helpers[place.stem] = place.unit
            self.called.add(place.stem, data["name"])
            self.mobiles[bare(data["name"]), data.get("mobile", "")] = place.stem
        elif place.kind == "household":
            self.households[place.stem] = place.unit
            self.people.add(place.stem, name_of(data))
            home = self.homes[place.stem] = Home()
            for member in data["members"]:
                home.members.add(member["id"], member["name"])
            home.needs = {need["content"]: need["id"] for need in data.get("needs", ())}
        elif place.kind == "divisions":
            self.divisions = Divisions.of(data)

    def unit(self, text: str) -> str | CellFault:
        """Return the federation that is meant by its folder or by one of its names."""
        named = {word: unit for unit, data in self.units.items() for word in (unit, data["name"], data["short"])}
        if unit := named.get(bare(text)):
            return unit
        offered = "、".join(data["short"] for data in self.units.values())
        return CellFault("写的残联，台账里没有。", f"可以写：{offered}。", nearest(text, named))

    def unit_of(self, code: str) -> str:
        """Return the federation that gives such codes; empty where none does."""
        prefix = code.partition("-")[0]
        return next((unit for unit, data in self.units.items() if data["prefix"] == prefix), "")


def code_in(text: str) -> str:
    """Return the code that a text begins with, if nothing but a name stands behind it; empty where it has none."""
    found = _CODE.match(text)
    return found[1] if found else ""
