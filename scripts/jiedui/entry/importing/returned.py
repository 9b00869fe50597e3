"""The rows of a workbook that are handed back: those of what was not taken, with the reason before each."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from jiedui.records.finding import Severity
from jiedui.struct import Struct
from jiedui.workbook.book.cells import BETWEEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jiedui.entry.importing.attempt import ImportFault
    from jiedui.entry.importing.imported import Imported
    from jiedui.workbook.book.read_rows import BookRow
    from jiedui.workbook.book.tables import BookTable

BESIDE = "这一行没有错；同一户别的行有错。"


class Returned(Struct, frozen=True):
    """What is handed back of an import: all that is said of the households and helpers that were ``left`` out.

    ``reasons`` are by sheet and row. Rows that nobody can tell of whom they are come back, too.
    """

    imported: Imported
    left: frozenset[str]
    reasons: Mapping[tuple[str, int], str]

    @classmethod
    def of(cls, imported: Imported, left: frozenset[str], faults: Iterable[ImportFault]) -> Returned:
        """Return what is handed back for some faults, of which warnings keep nothing out."""
        said: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        for fault in faults:
            if fault.place and fault.severity is Severity.ERROR:
                meant = f"建议写成：{fault.suggestion}。" if fault.suggestion else ""
                said[fault.place.sheet, fault.place.row].append(f"{fault.message}{fault.remedy}{meant}")
        return cls(imported, left, {at: "\n".join(dict.fromkeys(lines)) for at, lines in said.items()})

    def rows(self, rows: Iterable[BookRow]) -> Iterator[tuple[BookTable, list[str]]]:
        """Yield the rows with the reason as one cell more, before the others; what was taken is under its code."""
        codes = self._codes()
        for row in rows:
            at = (row.sheet, row.number)
            owners = self.imported.owners(*at)
            if not owners or not self.left.isdisjoint(owners):
                yield row.table, [self.reasons.get(at, BESIDE), *_coded(row, codes)]

    def _codes(self) -> dict[str, str]:
        """Return the codes of the households and helpers that were taken, by what the workbook calls them."""
        records = self.imported.records.values()
        taken = (record for record in records if record.kind != "visit" and record.stem not in self.left)
        return {record.label: record.stem for record in taken if record.label}


def _coded(row: BookRow, codes: Mapping[str, str]) -> Iterable[str]:
    if not codes:
        return row.texts
    return (BETWEEN.join(codes.get(word, word) for word in text.split(BETWEEN)) for text in row.texts)
