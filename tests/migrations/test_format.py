"""Which format a ledger has, and the one finding where it is another than the program's."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from jiedui import check
from jiedui.migrations import format as formats
from jiedui.migrations.chain import CURRENT
from jiedui.records.schema import SchemaLibrary


def ledger(root: Path, text: bytes) -> Path:
    (root / "policy").mkdir()
    (root / "policy" / "ledger.yml").write_bytes(text)
    return root


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("name: 台账\n", 1),
        ("format: 7  # 记录格式\nname: 台账\n", 7),
        ("name: 台账\nformat: '12'\n", 12),
        ('format: "3"\n', 3),
        ("# format: 9\nname: 台账\n", 1),
        ("names:\n  format: 9\n", 1),
        ("format: 第二版\n", CURRENT),
        ("format: 0\n", CURRENT),
        ("format:\n", CURRENT),
        ("format: 1\nname: [\n", 1),
    ],
)
def test_the_number_stands_in_the_ledgers_own_file(tmp_path: Path, text: str, number: int) -> None:
    assert formats.of(ledger(tmp_path, text.encode())) == number


def test_a_file_that_is_not_there_or_no_text_has_findings_of_its_own(tmp_path: Path) -> None:
    assert formats.of(tmp_path) == CURRENT
    assert formats.of(ledger(tmp_path, "name: 台账".encode("gbk"))) == CURRENT


def test_of_this_format_there_is_nothing_to_say() -> None:
    assert formats.difference(CURRENT) is None


def test_an_older_ledger_is_told_to_migrate_in_one_finding(first: Path, library: SchemaLibrary) -> None:
    report = check.run(first, library, date(2026, 11, 23))
    assert report.ledger is None
    assert (report.files, report.errors, report.warnings) == (1, 1, 0)
    (finding,) = report.findings
    assert (finding.rule.id, finding.path, finding.line) == ("ledger-format", "policy/ledger.yml", 1)
    assert finding.message == f"台账的格式是第 1 版，软件用的是第 {CURRENT} 版。"
    assert finding.remedy == "运行 jiedui migrate，把全部记录升到新格式；先用 jiedui migrate --check 看要改哪些。"


def test_a_newer_ledger_is_told_to_take_a_newer_program(today: Path, library: SchemaLibrary) -> None:
    file = today / "policy" / "ledger.yml"
    file.write_text(file.read_text("utf-8").replace(f"format: {CURRENT} ", f"format: {CURRENT + 1} "), "utf-8")
    (finding,) = check.run(today, library, date(2026, 11, 23)).findings
    assert finding.message == f"台账的格式是第 {CURRENT + 1} 版，比软件的第 {CURRENT} 版新。"
    assert finding.remedy == "换新版的软件再检查。"


def test_this_ledger_is_checked_as_ever(today: Path, library: SchemaLibrary) -> None:
    report = check.run(today, library, date(2026, 11, 23))
    assert report.findings == ()
    assert report.ledger is not None
