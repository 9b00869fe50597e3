"""A map of the columns of a county's own old workbook, proposed from what they are called and what stands in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiedui.workbook.book.tables import tables
from jiedui.workbook.marks import letters
from jiedui.workbook.old.column_map import ColumnMap
from jiedui.workbook.old.headings import cell, headings, next_head, rows_below
from jiedui.workbook.old.sheet_map import ColumnUse, FixedValue, SheetMap
from jiedui.workbook.old.targets import GIVES, Ours, Whole, parted, target
from jiedui.workbook.old.uses import SheetBody, UseFinder
from jiedui.workbook.old.vocabulary import Vocabulary
from jiedui.workbook.old.words import SHEETS, TABLES, WORDS, SheetSubject

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jiedui.model.divisions import Divisions
    from jiedui.records.schema import RecordSchema, Schema, SchemaLibrary
    from jiedui.workbook.book.file import BookSheet
    from jiedui.workbook.book.tables import BookColumn, BookTable
    from jiedui.workbook.old.headings import ColumnHead

_PERSON = (Ours.NAME, Ours.CERTIFICATE)
_DISABILITY = (Ours.CERTIFICATE, Ours.CATEGORY, Whole.DISABILITY)
_ROLE, _ANNUAL = "结对.结对身份", "年度补充.补充"
_WHOSE = (Whole.WHOSE, Whole.IDENTITY, Ours.NUMBER)
# Without one of each group the rows of a sheet tell of nobody, or nothing.
_TELLING: Mapping[SheetSubject, tuple[tuple[str, ...], ...]] = {
    SheetSubject.PEOPLE: (_PERSON,),
    SheetSubject.VISITS: (_WHOSE, ("走访.联系日期",)),
    SheetSubject.NEEDS: (_WHOSE, ("需求措施.需求内容",)),
    SheetSubject.OUTINGS: ((Ours.JOINED,), ("集体活动.日期", "集体活动.活动类型")),
    SheetSubject.HELPERS: ((Ours.HELPER,),),
}
_YEARS = re.compile(r"20[2-9][0-9](?=年|\Z)")
_WORTH_OF_NAME = 2


def proposed(sheets: Sequence[BookSheet], library: SchemaLibrary, divisions: Divisions) -> ColumnMap:
    """Return a map of all columns of a workbook, each with how sure it is and why; sheets that tell nothing left out.

    ``divisions`` are the counties and townships by whose names places are known.
    """
    book = tables(library)
    words = [Vocabulary(subject, book) for subject in SheetSubject]
    return ColumnMap(tuple(_proposed(sheet, words, book, library, divisions) for sheet in sheets))


def _proposed(
    sheet: BookSheet,
    words: Sequence[Vocabulary],
    book: Sequence[BookTable],
    library: SchemaLibrary,
    divisions: Divisions,
) -> SheetMap:
    if sheet.hidden:
        return SheetMap(name=sheet.name, why="是隐藏的表。")
    reading = max((_Reading(sheet, each, divisions) for each in words), key=lambda reading: reading.score)
    uses = reading.uses(book)
    found = {use.target for use in uses if use.taken}
    if any(found.isdisjoint(group) for group in _TELLING[reading.subject]):
        return SheetMap(name=sheet.name, why="看不出写的是谁、是什么事。")
    fixed = dict(reading.fixed(uses))
    given = found.union(fixed, *(GIVES.get(place, ()) for place in found))
    own = [table for table in book if table.name in TABLES[reading.subject]]
    lacking = tuple(place for place in _needed(own, library, given) if place not in given)
    return SheetMap(
        name=sheet.name,
        first=reading.head.first,
        last=reading.head.last,
        end=reading.end,
        columns=tuple(uses),
        fixed=fixed,
        lacking=lacking,
    )


class _Reading:
    """A sheet read as one whose rows are of one kind."""

    def __init__(self, sheet: BookSheet, words: Vocabulary, divisions: Divisions) -> None:
        def known(heading: ColumnHead) -> tuple[str, ...]:
            return words.find(heading.word, heading.band).targets

        self.sheet = sheet
        self.words = words
        self.subject = words.subject
        self.divisions = divisions
        self.head = headings(sheet.rows, sheet.spread, known)
        other = next_head(sheet.rows, self.head, WORDS)
        self.end = other and other - 1
        rows = [row for row in sheet.rows if not other or row.number < other]
        self.rows = [*rows_below(rows, sheet.spread, self.head)]
        named = any(word in sheet.name for word in SHEETS[self.subject])
        self.score = self.head.telling(known) + _WORTH_OF_NAME * named

    def uses(self, book: Sequence[BookTable]) -> list[ColumnUse]:
        """Return where its columns go."""
        own = [table for table in book if table.name in TABLES[self.subject]]
        columns = {target(table, column): column for table in own for column in table.columns if column.key is None}
        merged = frozenset(at for number, at in self.sheet.spread if number > self.head.last)
        body = SheetBody(self.head.columns, self.rows, merged)
        return UseFinder(body, self.words, columns, self.divisions).uses()

    def fixed(self, uses: Sequence[ColumnUse]) -> Iterator[tuple[str, FixedValue]]:
        """Yield what holds for all rows, by what stands above them, and what goes without saying in such a table."""
        found = {use.target for use in uses if use.taken}
        if self.subject is not SheetSubject.PEOPLE:
            return
        if Ours.COUNTY not in found:
            yield from self._place(Ours.COUNTY, {*self.divisions.counties})
        if Ours.TOWNSHIP not in found and Whole.ADDRESS not in found:
            yield from self._place(Ours.TOWNSHIP, {name for _, name in self.divisions.by_name})
        told = [use.column for use in uses if use.target in _DISABILITY]
        if found.isdisjoint((Ours.RELATION, Whole.TO_HOUSEHOLDER)) and all(
            any(cell(row.cells, at) for at in told) for row in self.rows
        ):
            yield Ours.RELATION, FixedValue("本人", "每一行都写了残疾情况。")
        if Ours.PAIRED in found and _ROLE not in found:
            yield _ROLE, FixedValue("主责", "一户只写了一位责任人。")
        years = [use.said for use in uses if use.target == _ANNUAL and _YEARS.search(use.said)]
        if _ANNUAL in found:
            yield from self._one(Ours.YEAR, {match[0] for said in years if (match := _YEARS.search(said))}, "表头")

    def _place(self, place: str, names: set[str]) -> Iterator[tuple[str, FixedValue]]:
        """Yield the one name that the title or the name of the sheet says."""
        above = [row for row in self.sheet.rows if row.number < self.head.first]
        said = {f"{letters(at)}{row.number} ": text for row in above for at, text in enumerate(row.cells) if text}
        for where, text in {"表名": self.sheet.name, **said}.items():
            found = {name for name in names if name in text}
            if len(found) == 1:
                yield from self._one(place, found, where)
                return

    @staticmethod
    def _one(place: str, found: set[str], where: str) -> Iterator[tuple[str, FixedValue]]:
        if len(found) == 1:
            yield place, FixedValue(found.pop(), f"{where}里写的。")


def _needed(book: Sequence[BookTable], library: SchemaLibrary, given: set[str]) -> Iterator[str]:
    """Yield what the records need that some targets fill, those of a part that is there only if any of it is given."""
    filled = {parted(place)[0] for place in given}
    for table in book:
        if table.name in filled:
            yield from (
                target(table, column)
                for column in table.columns
                if column.needed and _stands(column, table, library, given)
            )


def _stands(column: BookColumn, table: BookTable, library: SchemaLibrary, given: set[str]) -> bool:
    """Tell whether the part of a record is there anyway, or given, in which a column stands."""
    record = library[table.kind]
    schema: Schema = record.root
    for key in table.at:
        schema = _items(record.properties(schema)[key], record)
    told = {
        each.keys[:length] for each in table.columns if target(table, each) in given for length in range(len(each.keys))
    }
    for depth, key in enumerate(column.keys[:-1]):
        if key not in schema.get("required", ()) and column.keys[: depth + 1] not in told:
            return False
        schema = _items(record.properties(schema)[key], record)
    return True


def _items(schema: Schema, record: RecordSchema) -> Schema:
    return record.resolve(schema["items"]) if "items" in schema else schema
