"""A workbook put onto the ledger: of each record what its maker has changed, and nothing that it does not say (B-09).

What was changed since by others is not undone: a record is compared with what it said when the workbook was made.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from jiedui.entry.handed import HandedItem
from jiedui.entry.importing.remainder import Remainder
from jiedui.records import writer
from jiedui.records.changes import diff
from jiedui.records.kinds import SUFFIX, names_of
from jiedui.records.mask import unmasked
from jiedui.records.sensitivity import classes
from jiedui.records.tree import Place, placed
from jiedui.struct import Struct, field

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from jiedui.entry.importing.base import Base
    from jiedui.records.schema import SchemaLibrary
    from jiedui.records.values import Pointer
    from jiedui.workbook.book.book_record import BookRecord
    from jiedui.workbook.book.read_rows import BookFault

Data = dict[str, Any]
# Of so many records that say something else, what they said is read at once.
_TOGETHER = 200
CALLED = {"household": "户", "visit": "走访", "helper": "责任人"}
"""What staff call the kinds of records that a workbook holds."""


class Imported(Struct):
    """What comes of the records of a workbook, as they are added.

    ``bases`` are what they are compared with: each with the first that has it. ``sheets`` are those of it in order.
    ``items`` are those that say something new, ``records`` the same by what hands each over. ``of`` tells by sheet and
    row of which households and helpers it is; of more than one in an old workbook alone. ``unchanged`` are counted by
    kind, ``missing`` by what staff call them: what is there, and has no row. ``there`` counts what the first
    base has, by federation and kind.
    """

    library: SchemaLibrary
    bases: Sequence[Base]
    sheets: Collection[str]
    items: list[HandedItem] = field(default_factory=list)
    records: dict[str, BookRecord] = field(default_factory=dict)
    of: defaultdict[str, dict[int, tuple[str, ...]]] = field(default_factory=lambda: defaultdict(dict))
    there: Counter[tuple[str, str]] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)
    faults: list[BookFault] = field(default_factory=list)

    def add(self, records: Iterable[BookRecord]) -> None:
        """Add records: those that say what they said before are counted by their text, and not read."""
        changed: list[tuple[BookRecord, Place, Base]] = []
        own = ("",)
        for record in records:
            place = place_of(record)
            own = own if own[0] == owner(place) else (owner(place),)  # of very many rows, one for each household
            self.there[place.unit, place.kind] += not record.begins and place.path in self.bases[0].paths
            self._note(record, own)
            base = next((base for base in self.bases if place.path in base.paths), None)
            if base is None or record.begins:
                self._begin(record)
            elif (known := base.known(place.path)) is not None:
                self._change(record, place, known)
            elif base.says(place.path, writer.write(record.data, self.library[record.kind])):
                self.unchanged[record.kind] += 1
            else:
                changed.append((record, place, base))
                if len(changed) == _TOGETHER:
                    self._compare(changed)
        self._compare(changed)
        # Two visits of a day are begun in the order of their names.
        self.items.sort(key=lambda item: place_of(self.records[item.source]).path.removesuffix(SUFFIX))

    def _compare(self, changed: list[tuple[BookRecord, Place, Base]]) -> None:
        """Read what some records said before, and take what they say besides; they are done with then."""
        for base in self.bases:
            there = [(record, place) for record, place, other in changed if other is base]
            read = base.read([place for _, place in there], self.library) if there else ()
            for (record, place), judged in zip(there, read, strict=True):
                self._change(record, place, judged.data)
        changed.clear()

    def count_missing(self, units: Iterable[str], kinds: Iterable[str]) -> None:
        """Count the records of some kinds that federations have in the first base and that no row is of."""
        places = filter(None, map(placed, self.bases[0].paths))
        counts = Counter((place.unit, place.kind) for place in places) - self.there
        wanted = {*kinds}
        for unit in {*units}:
            self.missing.update({called: counts[unit, kind] for kind, called in CALLED.items() if kind in wanted})

    def missing_but(self, already: Iterable[tuple[str, str]]) -> Counter[str]:
        """Return how many are missing, but for those that the ledger has of what the workbook has no name for."""
        found = Counter(self.missing)
        for source, path in already:
            record = self.records[source]
            if path in self.bases[0].paths and (record.begins or place_of(record).path != path):
                found[CALLED[record.kind]] -= 1
        return +found

    def _note(self, record: BookRecord, own: tuple[str, ...]) -> None:
        for row in record.rows:
            of = self.of[row.sheet]
            known = of.get(row.number, own)
            of[row.number] = known if own[0] in known else (*known, *own)

    def owners(self, sheet: str, row: int) -> tuple[str, ...]:
        """Return of which households and helpers a row is; nothing where nobody can tell."""
        return self.of[sheet].get(row, ())

    def _begin(self, record: BookRecord) -> None:
        self._hand(record, data=record.data)

    def _change(self, record: BookRecord, place: Place, base: Data | None) -> None:
        if base == record.data or (base and self._shows(record.kind, base) == record.data and not record.clears):
            self.unchanged[record.kind] += 1
            return
        if base is None:
            remedy = "先用 jiedui check 检查台账，改好再导入。"
            self.faults.append(record.rows[0].fault(f"{place.called}的记录有错误，读不懂。", remedy))
            return
        schema = self.library[record.kind]
        remainder = Remainder(schema)
        data = _cleared(remainder.completed(base, record.data), record.cleared())
        self.missing += remainder.missing
        changes = tuple(diff(base, data, schema))
        if record.kind == "visit" and any(change.at == ("date",) for change in changes):
            at = record.cells()["date",]
            self.faults.append(
                record.rows[0].fault(
                    "联系日期改了。原来的记录按原来的日期存，不能在表里改。",
                    "日期写错了的：这一行填“撤销日期”和“撤销原因”，照对的日期另加一行，“记录”空着。",
                    place=record.rows[0].columns.index(at.column),
                )
            )
        elif changes:
            self._hand(record, changes=changes)
        else:
            self.unchanged[record.kind] += 1

    def _shows(self, kind: str, data: Data) -> Data:
        """Return what a workbook that is not closed shows of a record."""
        shown: Data = unmasked(data, classes(self.library[kind]))
        return shown

    def _hand(self, record: BookRecord, **said: Any) -> None:  # noqa: ANN401  (data or changes)
        called = record.rows[0].called
        source = next(each for each in names_of(called) if each not in self.records)  # of an old workbook's row
        self.records[source] = record
        self.items.append(HandedItem(source, record.kind, record.unit, record.stem, record.household, **said))


def place_of(record: BookRecord) -> Place:
    """Return where a record of a workbook lies, or would lie under the name that it has there."""
    return Place.of(record.kind, record.unit, record.stem, record.household)


def owner_of(record: BookRecord) -> str:
    """Return what :func:`owner` does, of a record of a workbook."""
    return record.household or record.stem


def owner(place: Place) -> str:
    """Return the code of the household, or the helper, that a record is of: what is taken together or not at all."""
    return place.household or place.stem


def _cleared(data: Data, places: Iterable[Pointer]) -> Data:
    """Return a record without the values at some places, which are in its own parts alone."""
    for *way, last in places:
        part: Any = data
        for step in way:
            part = part.get(step, {}) if isinstance(step, str) else part[step]
        if isinstance(part, dict):
            part.pop(last, None)
    return data
