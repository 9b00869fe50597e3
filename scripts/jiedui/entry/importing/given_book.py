"""A workbook that somebody gives back: the rows of its tables, what its cover says, and what is wrong with its form."""

from __future__ import annotations

import hashlib
import random
from typing import TYPE_CHECKING

from jiedui.struct import Struct, replace
from jiedui.workbook.book.cover import COVER, NOTES, WORDS, BookCover
from jiedui.workbook.book.file import BookSheet, read_book
from jiedui.workbook.book.own_tables import own_tables
from jiedui.workbook.book.tables import tables

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jiedui.model.divisions import Divisions
    from jiedui.records.codes import Choose
    from jiedui.records.schema import SchemaLibrary
    from jiedui.workbook.book.read_rows import BookFault, BookRow
    from jiedui.workbook.old.column_map import ColumnMap


class GivenBook(Struct, frozen=True):
    """What is to be imported: rows of our tables, and what is wrong with heads and cells.

    Without a ``cover`` of ours nobody knows what it was made of. ``mark`` is a sum of the whole file: the same file,
    given twice, gives the same codes to what is new in it. ``hidden`` are tables that nobody sees, and that are not
    read; ``notes`` say what was made of an old workbook. ``sheets`` are kept where no cover says that they are ours,
    though some may look like a table of ours; ``unread`` are the names of those that do not, and of others in ours.
    """

    rows: tuple[BookRow, ...]
    faults: tuple[BookFault, ...]
    cover: BookCover | None
    mark: str
    hidden: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sheets: tuple[BookSheet, ...] = ()
    unread: tuple[str, ...] = ()

    @classmethod
    def of(cls, path: Path, library: SchemaLibrary, content: bytes | None = None) -> GivenBook:
        """Read a file, or what it holds. Raises as :func:`jiedui.workbook.book.file.read_book` does."""
        cover, sheets = None, list[BookSheet]()

        def looked_at() -> Iterator[BookSheet]:
            nonlocal cover
            for sheet in read_book(path, content):
                if cover is None and sheet.name == COVER:
                    found = BookCover.of([row.cells for row in sheet.rows])
                    cover = found if found.book_format else None
                sheets[:] = () if cover else (*sheets, sheet)
                yield sheet
                del sheet

        own = own_tables(looked_at(), tables(library))
        return cls(
            rows=own.rows,
            faults=own.faults,
            cover=cover,
            mark=hashlib.sha256(path.read_bytes() if content is None else content).hexdigest(),
            hidden=own.hidden,
            sheets=tuple(sheets),
            unread=tuple(sheet.name for sheet in own.others if not cover or sheet.name not in (COVER, NOTES, WORDS)),
        )

    def by(self, columns: ColumnMap, library: SchemaLibrary, divisions: Divisions) -> GivenBook:
        """Return the rows that an old workbook tells by a map of its columns.

        Raises :class:`~jiedui.workbook.old.column_map.ColumnMapError` where the map is not of this workbook.
        """
        found = columns.rows(self.sheets, library, divisions)
        return replace(self, rows=found.rows, faults=found.faults, notes=found.notes, sheets=())

    def choose(self, label: str) -> Choose:
        """Return what picks the letters of the code of something that is new, by what it is called in the workbook."""
        return random.Random(f"{self.mark} {label}").choice
