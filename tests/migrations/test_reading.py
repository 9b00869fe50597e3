"""Records of an older format are read as records of this one: the same ledger comes out, whether migrated or not."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from jiedui import check
from jiedui.migrations.chain import CURRENT
from jiedui.migrations.reading import OlderReader, read, reader_for, upgrade
from jiedui.model.ledger import Ledger
from jiedui.records.reader import read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.records.tree import Place

HOUSEHOLD = "yueyanglou/households/YYL-6F7G/household.yml"
OLDER = Place(HOUSEHOLD, "household", "YYL-6F7G", "yueyanglou", "YYL-6F7G")


def brought_in(first: Path, today: Path) -> None:
    """Let a household in the words of the first format come into the ledger of today, as a late merge does."""
    shutil.copy(first / HOUSEHOLD, today / HOUSEHOLD)


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


def test_a_record_of_an_older_format_that_came_late_is_told_as_that(
    first: Path, today: Path, library: SchemaLibrary
) -> None:
    brought_in(first, today)
    (finding,) = check.run(today, library, date(2026, 11, 23)).findings
    assert (finding.rule.id, finding.path, finding.line) == ("record-format", HOUSEHOLD, 0)
    assert finding.message == "这份记录还是旧格式的写法。"
    assert finding.remedy == "运行 jiedui migrate，它会换成新的写法；先用 jiedui migrate --check 看要改哪些。"


def test_a_record_that_is_faulty_in_any_format_has_its_own_findings(today: Path, library: SchemaLibrary) -> None:
    file = today / HOUSEHOLD
    file.write_text(file.read_text("utf-8").replace("registered_on:", "registered:"), "utf-8")
    assert {finding.rule.id for finding in read(today, OLDER, library).findings} == {
        "schema-unknown-field", "schema-required",
    }  # fmt: skip


def test_a_record_with_a_comment_of_an_older_format_alone_is_not_older(today: Path, library: SchemaLibrary) -> None:
    place = Place("policy/occasions.yml", "policy-occasions", "occasions")
    file = today / place.path
    file.write_text(file.read_text("utf-8") + "# 是否重点\n", "utf-8")
    assert [finding.rule.id for finding in read(today, place, library).findings] == ["yaml-comment"]


def test_a_record_of_this_format_is_read_as_ever(today: Path, library: SchemaLibrary) -> None:
    judged = read(today, OLDER, library)
    assert judged.findings == ()
    assert judged.data is not None
    assert judged.data == upgrade(today, OLDER, library, CURRENT).data
    assert upgrade(today, OLDER, library, CURRENT).alike


def test_a_record_is_tried_as_an_older_one_only_where_it_is_not_right(
    first: Path, today: Path, library: SchemaLibrary
) -> None:
    as_it_is = upgrade(today, OLDER, library, CURRENT)
    brought_in(first, today)
    brought = upgrade(today, OLDER, library, CURRENT)
    assert (brought.data, brought.alike, brought.findings) == (as_it_is.data, False, ())


def test_the_ledgers_own_file_is_never_taken_for_an_older_one(today: Path, library: SchemaLibrary) -> None:
    place = Place("policy/ledger.yml", "policy-ledger", "ledger")
    file = today / place.path
    file.write_text(file.read_text("utf-8").replace(f"format: {CURRENT} ", "format: 0 "), "utf-8")
    assert [finding.rule.id for finding in read(today, place, library).findings] == ["schema-size"]


def test_an_old_ledger_holds_records_of_more_than_one_format(first: Path, today: Path, library: SchemaLibrary) -> None:
    """A bulletin may have been frozen from a ledger that a late merge had brought an older record into."""
    now = read_ledger(today, library)
    brought_in(first, today)
    then = read_ledger(today, library, read=reader_for(today))
    assert (then.broken, Ledger.of(then)) == ([], Ledger.of(now))
