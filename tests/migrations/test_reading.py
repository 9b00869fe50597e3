"""Records of an older format are read as records of this one: the same ledger comes out, whether migrated or not."""

from __future__ import annotations

from pathlib import Path

from jiedui.migrations.chain import CURRENT
from jiedui.migrations.reading import OlderReader, reader_for
from jiedui.model.ledger import Ledger
from jiedui.records.reader import read_ledger
from jiedui.records.schema import SchemaLibrary


def test_an_old_ledger_is_the_ledger_of_today(first: Path, today: Path, library: SchemaLibrary) -> None:
    then = read_ledger(first, library, read=reader_for(first))
    assert (then.broken, then.findings) == ([], [])
    now = read_ledger(today, library)
    assert [(record.place, record.data) for record in then.valid] == [(item.place, item.data) for item in now.valid]
    assert Ledger.of(then) == Ledger.of(now)


def test_a_setting_that_came_later_has_its_default(first: Path, today: Path, library: SchemaLibrary) -> None:
    readings = first / "policy" / "readings.yml"
    text = readings.read_text("utf-8")
    readings.write_text(text.replace("      hazard_days: 30  # 消除隐患的期限\n", ""), "utf-8")
    assert readings.read_text("utf-8") != text
    then = Ledger.of(read_ledger(first, library, read=reader_for(first)))
    assert then.policy.settings == Ledger.of(read_ledger(today, library)).policy.settings


def test_without_the_reader_the_old_records_are_faulty(first: Path, library: SchemaLibrary) -> None:
    assert "policy/channels.yml" in {place.path for place in read_ledger(first, library).broken}


def test_the_reader_knows_the_format_of_the_ledger(first: Path, today: Path) -> None:
    assert reader_for(first) == OlderReader(1)
    assert reader_for(today) == OlderReader(CURRENT)


def test_faults_of_old_records_are_found_without_a_line(first: Path, library: SchemaLibrary) -> None:
    path = "yueyanglou/households/YYL-6F7G/household.yml"
    text = (first / path).read_text("utf-8")
    (first / path).write_text(text.replace("registered_on:", "registered:"), "utf-8")
    then = read_ledger(first, library, read=reader_for(first))
    assert [place.path for place in then.broken] == [path]
    assert {(finding.rule.id, finding.line) for finding in then.findings} == {
        ("schema-unknown-field", 0), ("schema-required", 0),
    }  # fmt: skip


def test_what_cannot_be_loaded_is_told_with_its_line(first: Path, library: SchemaLibrary) -> None:
    (first / "city" / "unit.yml").write_text("id: city\nid: city\n", "utf-8")
    (first / "divisions.yml").write_bytes(b"")
    then = read_ledger(first, library, read=reader_for(first))
    assert [(finding.path, finding.rule.id, finding.line) for finding in then.findings] == [
        ("city/unit.yml", "yaml-duplicate-key", 2), ("divisions.yml", "file-empty", 0),
    ]  # fmt: skip
