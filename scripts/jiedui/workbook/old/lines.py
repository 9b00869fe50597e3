"""The rows of an old sheet by the targets of its columns: what each says itself, and what follows from that."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jiedui.model.identity import CertificateNumber
from jiedui.struct import Struct, field
from jiedui.workbook.book.read_rows import KEEP_ONE, BookFault, called
from jiedui.workbook.list_columns import category_named, grade_named, tidy_number
from jiedui.workbook.old.address import county_of, parted_address, township_named
from jiedui.workbook.old.headings import cell, head_between, rows_below
from jiedui.workbook.old.samples import holder_of, is_certificate
from jiedui.workbook.old.targets import Ours, Whole, parted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.model.divisions import Divisions
    from jiedui.workbook.book.file import BookSheet
    from jiedui.workbook.old.sheet_map import SheetMap

_YES = ("是", "有", "√", "✓", "已纳入", "纳入", "1")


class OldCell(NamedTuple):
    """What a row says under a target, and in which column from 0, if in one: what holds for all rows stands in none.

    ``own`` tells that it stands in the row itself, and not in a merged cell that began above, nor above all rows;
    ``told`` that somebody wrote it, and it does not merely follow.
    """

    text: str
    column: int | None = None
    own: bool = False
    told: bool = True


class OldLine(Struct):
    """One row of an old sheet, by targets; ``faults`` are what of it cannot be taken."""

    sheet: str
    number: int
    cells: dict[str, OldCell] = field(default_factory=dict)
    faults: list[BookFault] = field(default_factory=list)

    def text(self, place: str) -> str:
        """Return what it says under a target."""
        found = self.cells.get(place)
        return found.text if found else ""

    def own(self, place: str) -> str:
        """Return what it says itself under a target."""
        found = self.cells.get(place)
        return found.text if found and found.own else ""

    def fill(self, place: str, text: str, source: OldCell, *, told: bool = True) -> None:
        """Say something under a target that nothing is said under yet: what another cell says, or what follows."""
        if text and place not in self.cells:
            self.cells[place] = OldCell(text, source.column, source.own, told)

    def fault(self, message: str, remedy: str, column: int | None) -> None:
        """Add what is wrong with a cell."""
        self.faults.append(BookFault(self.sheet, self.number, called(self.sheet, self.number, column), message, remedy))

    @property
    def holder(self) -> str:
        """The identity number of whom the row is about, if it tells one."""
        return holder_of(self.text(Ours.CERTIFICATE)) or holder_of(self.text(Whole.IDENTITY))


def old_lines(mapped: SheetMap, sheet: BookSheet, divisions: Divisions) -> Iterator[OldLine]:
    """Yield the rows of a sheet that say anything, with what follows from what they say."""
    head = head_between(sheet.rows, sheet.spread, mapped.first, mapped.last)
    rows = [row for row in sheet.rows if not mapped.end or row.number <= mapped.end]
    for row in rows_below(rows, sheet.spread, head):
        line = OldLine(sheet.name, row.number)
        for use in mapped.columns:
            if not use.taken:
                continue
            if fault := sheet.faults.get((row.number, use.column)):
                line.faults.append(fault)
            own = cell(row.cells, use.column)
            if text := own or sheet.spread.get((row.number, use.column), ""):
                _say(line, use.target, OldCell(text, use.column, own=bool(own)))
        if any(each.own for each in line.cells.values()) or line.faults:
            for place, value in mapped.fixed.items():
                line.cells.setdefault(place, OldCell(value.text, told=False))
            if mapped.is_roster:
                _follow(line, divisions)
            yield line


def _say(line: OldLine, place: str, said: OldCell) -> None:
    """Put a cell under a target; two that say something else under one are told."""
    first = line.cells.setdefault(place, said)
    if first.text != said.text and said.column is not None:
        line.fault(f"和前面一栏都填 {place}，写得不一样。", KEEP_ONE, said.column)


def _follow(line: OldLine, divisions: Divisions) -> None:
    """Put under further targets what follows from what a row says."""
    _numbers(line)
    _address(line, divisions)
    if said := line.cells.get(Whole.DISABILITY):
        category = category_named(said.text)
        line.fill(Ours.CATEGORY, category, said)
        line.fill(Ours.GRADE, grade_named(said.text), said)
        if not category:
            line.fault("读不出残疾类别和等级。", "写成两栏，或者例如“肢体一级”。", said.column)
    if (said := line.cells.get(Whole.MONITORED)) and said.text.strip() in _YES:
        line.fill("户.有无风险", "有", said)
        line.fill("户.监测情况", "已纳入", said)
    helper = line.cells.get(Ours.PAIRED)
    if helper and any(parted(place)[0] == "责任人" for place in line.cells):
        line.fill(Ours.HELPER, helper.text, helper)


def _numbers(line: OldLine) -> None:
    """Tell numbers apart by their lengths, and read of them what the row does not say itself."""
    said = line.cells.get(Whole.IDENTITY)
    if said and is_certificate(said.text):
        line.fill(Ours.CERTIFICATE, said.text, said)
    for place in (Ours.CERTIFICATE, Whole.IDENTITY):
        said = line.cells.get(place)
        if not said or not (holder := holder_of(said.text)):
            continue
        number = tidy_number(said.text)
        told = CertificateNumber.read(number if is_certificate(number) else f"{holder}11")
        line.fill(Ours.BIRTH, told.birth.isoformat() if told.birth else "", said, told=False)
        line.fill(Ours.SEX, told.sex, said, told=False)
        if is_certificate(number):
            line.fill(Ours.CATEGORY, told.category, said, told=False)
            line.fill(Ours.GRADE, told.grade, said, told=False)


def _address(line: OldLine, divisions: Divisions) -> None:
    if said := line.cells.get(Whole.ADDRESS):
        parts = parted_address(said.text, divisions, line.own(Ours.COUNTY))
        if parts.county and not line.own(Ours.COUNTY):
            line.cells[Ours.COUNTY] = OldCell(parts.county, said.column, said.own)
        for place, text in zip((Ours.TOWNSHIP, Ours.VILLAGE, Ours.HOUSE), parts[1:], strict=True):
            line.fill(place, text, said)
    if said := line.cells.get(Ours.TOWNSHIP):
        line.cells[Ours.TOWNSHIP] = said._replace(text=township_named(said.text, divisions, line.text(Ours.COUNTY)))
        line.fill(Ours.COUNTY, county_of(line.text(Ours.TOWNSHIP), divisions), said)
