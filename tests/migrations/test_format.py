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
        ("format:\n", 1),
        ("format: 1\nname: [\n", 1),
        ("name: 台账\r\nformat: 4\r\n", 4),
        ("format: 4\r\nname: [\r\n", 4),
        ("format: 4  # 记录格式\nformat: 9\n", 4),
        ('"format" : 4\n', 4),
        ("format:\n  4\n", 4),
        (" format: 4\n name: 台账\n", 4),
        ("format: 4  # 王主任定的\n", 4),
        ("format: 9999\n", 9999),
        ("format: 10000\n", CURRENT),
        (f"format: {'9' * 5000}\n", CURRENT),
        (f"format: {'9' * 5000}\nname: [\n", CURRENT),
        ("format: -4\n", CURRENT),
        ("format: 4.0\n", CURRENT),
        ("format: 04\n", CURRENT),
        ("format: ４\n", CURRENT),
        ("format: [4]\n", CURRENT),
        ("format：4\n", CURRENT),
        ("name: [\n", CURRENT),
        ("<<<<<<< HEAD\nformat: 4\n=======\nformat: 3\n>>>>>>> main\n", CURRENT),
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


def test_findings_are_those_of_another_format_with_their_line(today: Path) -> None:
    assert formats.findings(today) == ()
    file = today / "policy" / "ledger.yml"
    file.write_text("\n" + file.read_text("utf-8").replace(f"format: {CURRENT} ", "format: 2 "), "utf-8")
    (finding,) = formats.findings(today)
    assert (finding.rule.id, finding.path, finding.line, finding.column) == ("ledger-format", "policy/ledger.yml", 2, 1)


def test_without_its_file_a_ledger_has_no_format(today: Path) -> None:
    assert formats.missing(today) == ()
    (today / "policy" / "ledger.yml").unlink()
    (finding,) = formats.missing(today)
    assert (finding.rule.id, finding.path) == ("ledger-format", "policy/ledger.yml")
    assert finding.message == "没有 policy/ledger.yml，说不清台账的格式是第几版。"
    assert finding.remedy == "从 Git 历史里恢复这份文件，再运行 jiedui migrate。"
    (today / "policy" / "ledger.yml").symlink_to("nowhere")
    assert formats.missing(today) == ()


def test_this_ledger_is_checked_as_ever(today: Path, library: SchemaLibrary) -> None:
    report = check.run(today, library, date(2026, 11, 23))
    assert report.findings == ()
    assert report.ledger is not None
