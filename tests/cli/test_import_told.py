"""What is said of an import."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from jiedui.cli.import_told import tell_counts, tell_faults
from jiedui.entry.importing.attempt import ImportFault
from jiedui.entry.importing.cell_places import CellPlace
from jiedui.entry.importing.imported import Imported
from jiedui.entry.take import Taking
from jiedui.records.finding import Severity
from jiedui.records.schema import SchemaLibrary
from jiedui.workbook.book.read_rows import BookRow
from jiedui.workbook.book.tables import tables


@pytest.fixture
def row(library: SchemaLibrary) -> BookRow:
    table = tables(library)[0]
    return BookRow(table, "户", 2, ("",) * len(table.columns), tuple(range(len(table.columns))))


def fault(place: CellPlace | None, severity: Severity, message: str, basis: str = "") -> ImportFault:
    return ImportFault(place, "a/unit.yml", (), severity, message, "改。", basis=basis)


def test_errors_come_first_one_in_several_cells_once_and_of_a_kind_of_warning_a_few(
    row: BookRow, capsys: pytest.CaptureFixture[str]
) -> None:
    cells = [CellPlace.of(row, 2), CellPlace.of(BookRow(row.table, "户", 5, row.texts, row.columns), 2)]
    warnings = [fault(None, Severity.WARNING, f"第 {number} 处。", "二(三)") for number in range(5)]
    errors = [fault(cell, Severity.ERROR, "看不懂。") for cell in cells]
    tell_faults([*warnings, *errors], Path("records"))
    first, remedy, *others = capsys.readouterr().out.splitlines()
    assert first.endswith("：错误 看不懂。")
    assert "C2" in first
    assert "C5" in first
    assert remedy == "    怎么改：改。"
    assert others[:3] == ["records/a/unit.yml：警告 第 0 处。", "    怎么改：改。", "    依据：二(三)"]
    assert others[-1] == "    这样的警告还有 2 处，收进来以后用 jiedui check 看。"


def test_only_what_there_is_is_counted(library: SchemaLibrary, capsys: pytest.CaptureFixture[str]) -> None:
    imported = Imported(library, (), (), unchanged=Counter(household=3), missing=Counter({"走访": 2, "户": 0}))
    tell_counts(imported, Taking())
    assert capsys.readouterr().out.splitlines() == ["不变：户 3", "缺失：走访 2（台账里有，表里没有行；不删）"]
