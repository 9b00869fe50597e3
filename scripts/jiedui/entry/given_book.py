"""A workbook that somebody gives back: the rows of its tables, what its cover says, and what is wrong with its form."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiedui.workbook.book.cover import COVER, BookCover
from jiedui.workbook.book.file import read_book
from jiedui.workbook.book.own import own_tables
from jiedui.workbook.book.tables import tables

if TYPE_CHECKING:
    from pathlib import Path

    from jiedui.records.codes import Choose
    from jiedui.records.schema import SchemaLibrary
    from jiedui.workbook.book.own import OwnTables


@dataclass(frozen=True, slots=True)
class GivenBook:
    """What is to be imported. Without a ``cover`` of ours nobody knows what it was made of.

    ``mark`` is a sum of the whole file: the same file, given twice, gives the same codes to what is new in it.
    """

    own: OwnTables
    cover: BookCover | None
    mark: str

    @classmethod
    def of(cls, path: Path, library: SchemaLibrary) -> GivenBook:
        """Read a file. Raises as :func:`jiedui.workbook.book.file.read_book` does."""
        sheets = read_book(path)
        cover = next((sheet for sheet in sheets if sheet.name == COVER), None)
        return cls(
            own_tables(sheets, tables(library)),
            BookCover.of([row.cells for row in cover.rows]) if cover else None,
            hashlib.sha256(path.read_bytes()).hexdigest(),
        )

    def choose(self, label: str) -> Choose:
        """Return what picks the letters of the code of something that is new, by what it is called in the workbook."""
        return random.Random(f"{self.mark} {label}").choice
