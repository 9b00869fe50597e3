"""What of a ledger goes into the workbook."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

from jiedui.records.schema import SchemaLibrary
from jiedui.workbook.book.source import BookSource


def test_all_records_have_rows_in_the_order_of_federations_and_places(book_root: Path, library: SchemaLibrary) -> None:
    source = BookSource.of(book_root, library)
    assert source.units == ("city", "yueyanglou", "pingjiang")
    told: list[tuple[int, int]] = []
    found = list(source.rows(lambda done, total: told.append((done, total))))
    assert source.findings == []
    rows = Counter(table.name for table, _ in found)
    assert (rows["户"], rows["责任人"]) == (6, 7)  # one of the six has had two offices
    assert len({(row[0], row[2]) for table, row in found if table.name == "走访"}) == 7
    homes = [row for table, row in found if table.name == "户"]
    assert [row[0] for row in homes] == ["岳阳楼区"] * 4 + ["平江县"] * 2
    assert [row[4:6] for row in homes[:4]] == sorted(row[4:6] for row in homes[:4])
    assert told == [(number, 12) for number in range(1, 13)]


def test_of_some_federations_others_are_only_known_by_name(book_root: Path, library: SchemaLibrary) -> None:
    source = BookSource.of(book_root, library, ("pingjiang",))
    found = list(source.rows())
    assert {row[0] for table, row in found if table.name in ("户", "责任人")} == {"平江县"}
    assert {row[0].partition("-")[0] for table, row in found if table.kind != "helper"} == {"PJ", "平江县"}
    assert "YYL-B-4D5E" in source.names.helpers


def test_what_cannot_be_read_is_told_where_it_is_of_these_federations(
    book_root: Path, library: SchemaLibrary, tmp_path: Path
) -> None:
    root = tmp_path / "records"
    shutil.copytree(book_root, root)
    (root / "pingjiang" / "households" / "PJ-2H3J" / "visits" / "2023-10-12.yml").write_text("date: x\n", "utf-8")
    (root / "pingjiang" / "households" / "PJ-4K5M" / "household.yml").write_text("id: PJ-4K5M\n", "utf-8")
    source = BookSource.of(root, library, ("pingjiang",))
    assert {finding.path for finding in source.findings} == {"pingjiang/households/PJ-4K5M/household.yml"}
    list(source.rows())
    assert {Path(finding.path).name for finding in source.findings} == {"household.yml", "2023-10-12.yml"}
    elsewhere = BookSource.of(root, library, ("yueyanglou",))
    list(elsewhere.rows())
    assert elsewhere.findings == []


def test_a_ledger_without_households_has_no_rows(book_root: Path, library: SchemaLibrary, tmp_path: Path) -> None:
    for name in ("policy", "divisions.yml"):
        source = book_root / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)  # type: ignore[operator]
    assert list(BookSource.of(tmp_path, library).rows()) == []


def test_rows_that_are_not_whole_lack_what_stands_on_the_form_alone(book_root: Path, library: SchemaLibrary) -> None:
    source = BookSource.of(book_root, library)
    texts = [[text for _, row in source.rows(whole=whole) for text in row] for whole in (True, False)]
    hidden = {text for text, shown in zip(*texts, strict=True) if text != shown}
    assert hidden
    assert hidden.isdisjoint(texts[1])
    assert len(texts[1]) - sum(map(str.__eq__, *texts)) == texts[1].count("已隐去")
