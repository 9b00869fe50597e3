"""An import tried on the whole ledger: what would be written, and all that is wrong, each in its cell (R-108)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from jiedui.entry.importing.cell_places import CellPlace, place, said_at
from jiedui.entry.importing.imported import owner, owner_of, place_of
from jiedui.entry.importing.moved_cells import moved_cells
from jiedui.entry.plan import plan
from jiedui.entry.sought import by_name
from jiedui.entry.take import take
from jiedui.entry.twins import TwinIndex, contacts_like
from jiedui.model.ledger import Ledger
from jiedui.records.explain import REQUIRED
from jiedui.records.finding import Severity, redact, shown
from jiedui.records.tree import placed
from jiedui.rules.reporters import basis
from jiedui.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping
    from datetime import date

    from jiedui.entry.importing.imported import Imported
    from jiedui.entry.plan import Plan, RecordEdit
    from jiedui.entry.take import Taking
    from jiedui.entry.twins import Twin
    from jiedui.records.finding import Finding
    from jiedui.records.reader import Record, Records
    from jiedui.records.schema import RecordSchema, SchemaLibrary
    from jiedui.records.values import Pointer
    from jiedui.workbook.book.book_record import BookRecord

# A field as findings name it: staff who fill in a workbook know it by its head.
_NAMED = re.compile(r" ?\b[a-z][a-z_]*（((?:[^（）]|（[^（）]*）)+)）")
_ANYWAY = "核对过不是的，加 --anyway 写明理由。"
_TWIN = f"是同一个的，填上台账里的编号，就改那一份；{_ANYWAY}"
_SORTED = "排序时要选中整张表，不能只选一栏；插进、删掉格子，下面的会错位。核对过没有错的，加 --anyway 写明理由。"
_SAME_CONTACT = f"是同一次的，“记录”这一格写上它的日期，就改那一份；{_ANYWAY}"
_WORDS = {"true": "“是”", "false": "“否”"}
_WORD = re.compile(rf" ?\b({'|'.join(_WORDS)})\b")
_KEY = re.compile(r" ?(?<![\w.-])([a-z]+(?:_[a-z]+)*)(?![\w.-]) ?", re.ASCII)


class ImportFault(Struct, frozen=True):
    """One fault of an import. ``place`` is in the workbook, or nothing where ``path`` alone tells where it is.

    ``owners`` are the households and helpers that are not to be taken for it; empty where nothing at all is.
    """

    place: CellPlace | None
    path: str
    owners: tuple[str, ...]
    severity: Severity
    message: str
    remedy: str
    suggestion: str = ""
    basis: str = ""


class Attempt(Struct, frozen=True):
    """What comes of taking records of a workbook: the plan, and the ``faults`` in the order of the sheets.

    ``disputes`` are what others have changed as well, and a person has to decide first.
    """

    taking: Taking
    planned: Plan
    faults: tuple[ImportFault, ...]
    disputes: tuple[ImportFault, ...]

    @property
    def errors(self) -> list[ImportFault]:
        """The faults that nothing is to be written for."""
        return [fault for fault in self.faults if fault.severity is Severity.ERROR]

    @property
    def spoiled(self) -> frozenset[str]:
        """The households and helpers that are not to be taken as they are; with an empty one, nothing is."""
        return frozenset(each for fault in (*self.errors, *self.disputes) for each in fault.owners or ("",))


class Tried(NamedTuple):
    """What comes of trying: the attempt, the households and helpers that were ``left`` out, and why they were."""

    attempt: Attempt
    left: frozenset[str]
    reasons: tuple[ImportFault, ...]


class ImportTrial(Struct, frozen=True, kw_only=True):
    """An import, and the ledger on which it is tried as of a day.

    ``mine`` decides what others have changed as well: for the workbook, for them, or with ``None`` not at all.
    ``anyway`` says why whoever looks like somebody in the ledger, and what looks moved, is to be taken nevertheless.
    """

    imported: Imported
    records: Records
    library: SchemaLibrary
    as_of: date
    mine: bool | None = None
    anyway: str = ""

    def attempt(self, without: frozenset[str] = frozenset()) -> Attempt:
        """Return what comes of it ``without`` some households and helpers, and without the faults of these."""
        sources = self.imported.records
        items = [item for item in self.imported.items if owner_of(sources[item.source]) not in without]
        taking = take([items], self.records, self.library, mine=self.mine)
        alike = _alike(taking, self.records)
        if self.anyway:
            _give_reason(taking, alike, self.anyway)
        done = {*(edit.source for edit in taking.edits.values()), *(source for source, _ in taking.already)}
        unread = [place_of(sources[item.source]) for item in items if item.data and item.source not in done]
        read = replace(self.records, broken=[*self.records.broken, *unread])
        planned = plan(taking.edits.values(), read, self.library, self.as_of)
        known = _Faults(self.imported, taking, planned, None if self.anyway else alike)
        faults = [each for each in known.all() if without.isdisjoint(each.owners)]
        return Attempt(taking, planned, tuple(faults), tuple(known.disputes()))

    def whole(self) -> Tried:
        """Return what comes of all of it."""
        tried = self.attempt()
        return Tried(tried, frozenset(), (*tried.faults, *tried.disputes))

    def sound(self) -> Tried:
        """Return what comes of the part that is without fault.

        What is left out may spoil others that speak of it: it is tried until nothing is wrong. Where something is that
        no household or helper of the workbook is to blame for, the attempt has that fault.
        """
        tried, without, reasons = self.whole()
        faults = dict.fromkeys(reasons)
        while tried.spoiled - {""}:
            without |= tried.spoiled - {""}
            tried = self.attempt(without)
            faults |= dict.fromkeys((*tried.faults, *tried.disputes))
        return Tried(tried, without, tuple(faults))


class _Faults(Struct, frozen=True):
    imported: Imported
    taking: Taking
    planned: Plan
    alike: Mapping[str, tuple[Twin, ...]] | None

    def all(self) -> list[ImportFault]:
        """Return all faults in the order of the sheets, those elsewhere last."""
        doubts = () if self.alike is None else (*self._of_twins(self.alike), *self._of_moved())
        return self._sorted((*self._of_cells(), *self._of_taking(), *doubts, *self._of_plan()))

    def disputes(self) -> list[ImportFault]:
        """Return what others have changed as well, in the same order."""
        return self._sorted(_said(self.imported.records[_source(line)], line) for line in self.taking.conflicts)

    def _sorted(self, faults: Iterable[ImportFault]) -> list[ImportFault]:
        sheets = {sheet: number for number, sheet in enumerate(self.imported.sheets)}

        def order(fault: ImportFault) -> tuple[int, int, int, str]:
            at = fault.place
            if at is None:
                return len(sheets) + 1, 0, 0, fault.path
            return sheets.get(at.sheet, len(sheets)), at.row, len(at.called), at.called

        return sorted(dict.fromkeys(faults), key=order)

    def _of_cells(self) -> Iterator[ImportFault]:
        for fault in self.imported.faults:
            at = CellPlace(fault.sheet, fault.row, fault.place)
            mine = self.imported.owners(fault.sheet, fault.row)
            yield ImportFault(at, "", mine, Severity.ERROR, fault.message, fault.remedy, fault.suggestion)

    def _of_taking(self) -> Iterator[ImportFault]:
        for source, finding in self.taking.findings:
            yield from self._found(source, finding, self.taking.refused[source])
        for line in self.taking.faults:
            yield _said(self.imported.records[_source(line)], line)

    def _of_twins(self, alike: Mapping[str, tuple[Twin, ...]]) -> Iterator[ImportFault]:
        """Yield who may be in the ledger already (B-06); a name that is merely near is no error among many."""
        for source, found in alike.items():
            record = self.imported.records[source]
            severity = Severity.WARNING if all(twin.is_near for twin in found) else Severity.ERROR
            message = f"可能已经登记过：{'；'.join(map(str, found))}。"
            remedy = _SAME_CONTACT if record.kind == "visit" else _TWIN
            yield ImportFault(place(record, ()), "", _owners(record), severity, message, remedy)

    def _of_moved(self) -> Iterator[ImportFault]:
        """Yield the cells of columns that have moved: each row is made wrong by it, and looks right."""
        for cells in moved_cells(self.imported):
            message = f"这一栏有 {len(cells)} 格写的是别的行原来的内容：像是只排了这一栏，或者上下错了位。"
            for record, at in cells:
                yield ImportFault(place(record, at), "", _owners(record), Severity.ERROR, message, _SORTED)

    def _of_plan(self) -> Iterator[ImportFault]:
        edits = {edit.place.path: edit for edit in self.planned.edits}
        changed = {owner(edit.place) for edit in self.planned.edits}  # others are not to blame for what befalls them
        for finding in self.planned.findings:
            if edit := edits.get(finding.path):
                yield from self._found(edit.source, finding, edit.data)
            elif finding.severity is Severity.ERROR:  # what else there is to say of the ledger, a check says
                there = placed(finding.path)
                whose = owner(there) if there else ""
                yield _fault(None, finding, (whose,) if whose in changed else ())

    def _found(self, source: str, finding: Finding, data: object) -> Iterator[ImportFault]:
        """Yield a finding in a record of the workbook, unless it only comes of a cell that cannot be read."""
        record = self.imported.records[source]
        at = said_at(record, data, finding.pointer)
        if finding.missing and len(at) == len(finding.pointer):
            at = (*at, finding.missing)
        if not at or all(faulty[: len(at)] != at for faulty in record.faulty()):
            fault = _fault(place(record, at), finding, _owners(record))
            schema = self.imported.library[record.kind]
            message, remedy = (_in_a_workbook(each, schema) for each in (fault.message, fault.remedy))
            fault = replace(fault, message=by_name(message, record.data), remedy=remedy)
            yield replace(fault, remedy=self._wanted(record.kind, at)) if finding.rule is REQUIRED else fault

    def _wanted(self, kind: str, at: Pointer) -> str:
        """Return how what is not filled in is mended."""
        schema = self.imported.library[kind]
        return _in_a_workbook(f"填上这一格。{schema.resolve(schema.at(at)).get('description', '')}", schema)


def _alike(taking: Taking, records: Records) -> dict[str, tuple[Twin, ...]]:
    """Return by what hands them over who may be in the ledger already, of those that are begun: people and contacts."""
    begun: dict[bool, list[RecordEdit]] = {True: [], False: []}
    for edit in taking.edits.values():
        if edit.new:
            begun[edit.place.kind == "visit"].append(edit)
    contacts: dict[str, list[Record]] = {edit.place.household: [] for edit in begun[True]}
    others = []
    for record in records.valid:
        if record.place.kind != "visit":
            others.append(record)
        elif record.place.household in contacts:
            contacts[record.place.household].append(record)
    index = TwinIndex(Ledger.of(replace(records, valid=others))) if begun[False] else None
    found = {edit.source: contacts_like(edit.data, contacts[edit.place.household]) for edit in begun[True]}
    if index:
        found |= {edit.source: index.of(edit.place.kind, edit.data) for edit in begun[False]}
    return {source: twins for source, twins in found.items() if twins}


def _give_reason(taking: Taking, alike: Container[str], reason: str) -> None:
    """Note beside those that are alike why they are taken."""
    for path, edit in taking.edits.items():
        if edit.new and edit.source in alike:
            note = f"{edit.note}；提示重复，仍要登记，理由：{redact(shown(reason))}"
            taking.edits[path] = replace(edit, note=note)


def _owners(record: BookRecord) -> tuple[str, ...]:
    return (owner_of(record),)


def _fault(at: CellPlace | None, finding: Finding, whose: tuple[str, ...]) -> ImportFault:
    said = (finding.message, finding.remedy, finding.suggestion)
    return ImportFault(at, finding.path, whose, finding.severity, *said, basis(finding))


def _in_a_workbook(said: str, record: RecordSchema) -> str:
    """Return what is said of a file as it is said of a workbook: there fields have heads, and yes is a word."""
    titles = {field.key: field.title for field in record.fields()}

    def titled(key: re.Match[str]) -> str:
        title, before = titles.get(key[1]), key.string[: key.start()].rstrip("”")
        return key[0] if title is None else "" if before.endswith(title) else f"“{title}”"

    return _KEY.sub(titled, _WORD.sub(lambda word: _WORDS[word[1]], _NAMED.sub(r"“\1”", said)))


def _said(record: BookRecord, line: str) -> ImportFault:
    """Return what a taking says of a record in a line that is headed by what hands it over."""
    message = redact(line.partition("：")[2])
    return ImportFault(place(record, ()), "", _owners(record), Severity.ERROR, message, "")


def _source(line: str) -> str:
    """Return by what hands it over a line of a taking is headed."""
    return line.partition("：")[0]
