"""A workbook as its rows: those of some records, as an export has them, with what somebody makes of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from jiedui.entry.importing.attempt import ImportTrial
from jiedui.entry.importing.base import Base
from jiedui.entry.importing.imported import Imported
from jiedui.records.finding import Judged
from jiedui.records.reader import Record, Records
from jiedui.records.schema import SchemaLibrary
from jiedui.records.writer import write
from jiedui.workbook.book.read_rows import BookRow
from jiedui.workbook.book.record_rows import names_in, rows
from jiedui.workbook.book.tables import tables


class RowBook:
    """The rows of a workbook; the n-th row of a table stands in row n + 1 of its sheet, below the heads."""

    def __init__(self, library: SchemaLibrary, records: Iterable[Record] = ()) -> None:
        self.tables = {table.name: table for table in tables(library)}
        self.texts: dict[str, list[list[str]]] = defaultdict(list)
        found = [*records]
        names = names_in(found)
        for record in found:
            for table in self.tables.values():
                if table.kind == record.place.kind:
                    self.texts[table.name] += rows(record, table, names)

    def row(self, table: str, **said: str) -> RowBook:
        """Add a row."""
        self.texts[table].append([""] * len(self.tables[table].columns))
        return self.put(table, len(self.texts[table]), **said)

    def put(self, table: str, number: int, **said: str) -> RowBook:
        """Write into the cells of a row, by the heads of their columns."""
        heads = [column.head for column in self.tables[table].columns]
        for head, text in said.items():
            self.texts[table][number - 1][heads.index(head)] = text
        return self

    def of(self, table: str, code: str) -> int:
        """Return the number of the first row that speaks of a code."""
        return next(number for number, row in enumerate(self.texts[table], 1) if code in row)

    def without(self, table: str, code: str) -> RowBook:
        """Take out all rows that speak of a code."""
        self.texts[table] = [row for row in self.texts[table] if code not in row]
        return self

    def rows(self) -> list[BookRow]:
        """Return the rows as they are read."""
        return [
            BookRow(table, table.name, number, tuple(texts), tuple(range(len(texts))))
            for table in self.tables.values()
            for number, texts in enumerate(self.texts[table.name], 2)
        ]


class Before(Base):
    """Some records as they were."""

    def __init__(self, library: SchemaLibrary, said: dict[str, dict[str, Any]]) -> None:
        self.said = said
        self.paths = said.keys()
        self.texts = {path: write(data, library["household"]) for path, data in said.items()}

    def says(self, path: str, text: str) -> bool:
        return self.texts[path] == text

    def read(self, places: Any, _: SchemaLibrary) -> Iterator[Judged]:
        return (Judged(self.said[place.path]) for place in places)


def trial(imported: Imported, records: Records, library: SchemaLibrary, **more: Any) -> ImportTrial:
    """Return the trial of an import as of 2026-11-23."""
    return ImportTrial(imported=imported, records=records, library=library, as_of=date(2026, 11, 23), **more)
