"""Records of an older format are read as records of this one: the same ledger comes out, whether migrated or not."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.examples import examples

from jiedui import check
from jiedui.migrations import m0006_certificates
from jiedui.migrations.chain import CURRENT, since
from jiedui.migrations.reading import OlderReader, read, reader_for, upgrade
from jiedui.migrations.run import run
from jiedui.migrations.written import load
from jiedui.model.ledger import Ledger
from jiedui.records.reader import read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.records.tree import Place

HOUSEHOLD = "yueyanglou/households/YYL-6F7G/household.yml"
LISTED = "hardship:  # 困难类型\n  - status: 其他特殊困难  # 困难类型"
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


def test_faults_of_old_records_are_found_at_their_lines(first: Path, library: SchemaLibrary) -> None:
    path = "yueyanglou/households/YYL-6F7G/household.yml"
    text = (first / path).read_text("utf-8")
    (first / path).write_text(text.replace("registered_on:", "registered:"), "utf-8")
    then = read_ledger(first, library, read=reader_for(first))
    assert [place.path for place in then.broken] == [path]
    assert {(finding.rule.id, finding.line) for finding in then.findings} == {
        ("schema-unknown-field", 2),
    }


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


def told(root: Path, library: SchemaLibrary, place: Place = OLDER) -> list[tuple[str, int]]:
    return [(finding.rule.id, finding.line) for finding in read(root, place, library).findings]


def rewrite(root: Path, *changes: tuple[str, str], path: str = HOUSEHOLD) -> None:
    text = (root / path).read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (root / path).write_text(text, "utf-8")


def test_an_older_record_with_faults_is_told_as_older_with_these_alone(
    first: Path, today: Path, library: SchemaLibrary
) -> None:
    rewrite(
        first, ("1993-04-18", "1993-04-31"), ("village:", "villages:"), ("hardship: 其他特殊困难", "hardship: 没有")
    )
    brought_in(first, today)
    assert told(today, library) == [
        ("record-format", 0),
        ("schema-unknown-field", 5),
        ("schema-choice", 6),
        ("date-impossible", 13),
    ]
    assert read(today, OLDER, library).data is None
    finding = read(today, OLDER, library).findings[0]
    assert finding.message == "这份记录还是旧格式的写法。"
    assert finding.remedy == (
        "先改好这份文件里另外的 3 处，旧的写法不用手改；再运行 jiedui migrate，它会换成新的写法。"
    )


@pytest.mark.parametrize("number", range(1, CURRENT + 1))
def test_a_ledger_of_any_format_may_hold_an_older_record_with_a_fault(
    first: Path, library: SchemaLibrary, number: int
) -> None:
    rewrite(first, ("1993-04-18", "1993-04-31"))
    upgraded = upgrade(first, OLDER, library, number)
    assert (upgraded.data, upgraded.alike, upgraded.said is None) == (None, False, False)
    assert [(finding.rule.id, finding.line) for finding in upgraded.findings] == [("date-impossible", 13)]


def test_a_fault_in_what_has_moved_is_told_where_it_is_written(
    first: Path, today: Path, library: SchemaLibrary
) -> None:
    rewrite(first, ("      category: 多重", "      category: 多种"))
    rewrite(first, ('      certificate: "49062319930418005572"  # 残疾人证号\n', ""))
    brought_in(first, today)
    assert told(today, library) == [
        ("record-format", 0),
        ("schema-required", 15),
        ("schema-choice", 16),
    ]


def test_a_missing_number_is_put_in_by_the_name_that_the_remedy_says(
    first: Path, today: Path, library: SchemaLibrary
) -> None:
    as_it_is = upgrade(today, OLDER, library, CURRENT).data
    rewrite(first, ("      certificate:", "      number:"))
    brought_in(first, today)
    assert told(today, library) == [("record-format", 0)]
    assert upgrade(today, OLDER, library, CURRENT).data == as_it_is


def test_a_comment_of_somebody_is_told_beside_the_older_format(
    first: Path, today: Path, library: SchemaLibrary
) -> None:
    path = "policy/channels.yml"
    rewrite(first, ("topics:  # 了解的内容", "topics:  # 王主任定的"), path=path)
    shutil.copy(first / path, today / path)
    row = (first / path).read_text("utf-8").splitlines().index("topics:  # 王主任定的") + 1
    assert told(today, library, Place(path, "policy-channels", "channels")) == [
        ("record-format", 0), ("yaml-comment", row),
    ]  # fmt: skip


def test_a_slip_of_the_input_method_is_named_in_place_of_what_comes_of_it(
    first: Path, today: Path, library: SchemaLibrary
) -> None:
    path = "yueyanglou/households/YYL-2A3C/visits/2026-07-02.yml"
    place = Place(path, "visit", "2026-07-02", "yueyanglou", "YYL-2A3C")
    rewrite(first, ("  - YYL-4D5E\n  - YYL-8Q9R", "  -YYL-4D5E"), path=path)
    shutil.copy(first / path, today / path)
    assert told(today, library, place) == [("record-format", 0), ("yaml-dash-space", 9)]


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (
            ("hardship: ", "<<<<<<< HEAD\nhardship: 无\n=======\nhardship: 低保户\n>>>>>>> main\nnote: "),
            "yaml-conflict",
        ),
        (("hardship: 其他特殊困难", "hardship: 其他特殊困难\nhardship: 低保户"), "yaml-duplicate-key"),
        (("hardship: 其他特殊困难", "hardship: [其他特殊困难"), "yaml-syntax"),
    ],
)
def test_what_cannot_be_loaded_is_not_told_as_older(
    first: Path, today: Path, library: SchemaLibrary, damage: tuple[str, str], said: str
) -> None:
    rewrite(first, damage)
    brought_in(first, today)
    assert {rule for rule, _ in told(today, library)} == {said}


def test_a_wrong_word_outside_its_list_is_a_slip_in_this_format(today: Path, library: SchemaLibrary) -> None:
    rewrite(today, (LISTED, "hardship: 没有"))
    assert told(today, library) == [("schema-type", 6)]


def test_a_name_with_a_letter_missing_is_a_slip_in_this_format(today: Path, library: SchemaLibrary) -> None:
    rewrite(today, ("certificates:", "certificate:"))
    assert told(today, library) == [("schema-unknown-field", 17)]
    assert read(today, OLDER, library).findings[0].suggestion == "certificates"


def test_a_right_word_outside_its_list_is_the_older_format(today: Path, library: SchemaLibrary) -> None:
    rewrite(today, (LISTED, "hardship: 其他特殊困难"))
    assert told(today, library) == [("record-format", 0)]


def test_a_risk_of_the_older_format_is_told_as_that_and_mended(today: Path, library: SchemaLibrary) -> None:
    path = "yueyanglou/households/YYL-2A3C/household.yml"
    kept = (today / path).read_text("utf-8")
    older = '  monitoring: 已纳入  # 监测情况\n  monitored_on: "2024-03-01"  # 监测日期\n'
    start, end = kept.index("  - risk:"), kept.index("consent:")
    risk = f'  risk: 有  # 有无风险\n  kind: 大病支出  # 风险内容\n  found_on: "2024-01-15"  # 发现日期\n{older}'
    (today / path).write_text(f"{kept[:start]}{risk}{kept[end:]}", "utf-8")
    assert told(today, library, Place(path, "household", "YYL-2A3C", "yueyanglou", "YYL-2A3C")) == [
        ("record-format", 0)
    ]
    run(today, library, check=False)
    assert (today / path).read_text("utf-8") == kept


def test_more_faults_may_come_than_go(today: Path, library: SchemaLibrary) -> None:
    """Of a person without certificates only these are missing; of a certificate its number and grade are."""
    text = (today / HOUSEHOLD).read_text("utf-8")
    start = text.index("      certificates:")
    end = text.index("      no_need_on:")
    (today / HOUSEHOLD).write_text(f"{text[:start]}      category: 多种\n{text[end:]}", "utf-8")
    assert [rule for rule, _ in told(today, library)] == [
        "record-format", "schema-required", "schema-required", "schema-choice",
    ]  # fmt: skip


def parts(data: object, pointer: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the way to every part of a record."""
    if pointer:
        yield pointer
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in inner:
        yield from parts(value, (*pointer, key))


def damaged(data: dict[str, Any], draw: st.DataObject) -> dict[str, Any]:
    """Return a record with one to three faults: a part that is wrong, missing or called otherwise, or one too many."""
    data, hurt = deepcopy(data), set[tuple[str | int, ...]]()
    for _ in range(draw.draw(st.integers(1, 3))):
        pointer = draw.draw(st.sampled_from([part for part in parts(data) if part not in hurt]))
        hurt.add(pointer)
        owner: Any = data
        for part in pointer[:-1]:
            owner = owner[part]
        value = owner.pop(pointer[-1])
        fault = draw.draw(st.sampled_from(["错词", "13912345678", {"a": "b"}, "gone", "renamed"]))
        if isinstance(owner, list):
            owner.insert(pointer[-1], "错词")
        elif fault == "renamed":
            owner[f"{pointer[-1]}x"] = value  # no shorter one: "certificate" is a key of an older format
        elif fault != "gone":
            owner[pointer[-1]] = fault
    return data


@pytest.mark.parametrize("number", range(1, m0006_certificates.MIGRATION.number))
@given(draw=st.data())
@settings(max_examples=examples(20), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_wrong_besides_an_older_record_is_told_as_older(
    first: Path, today: Path, library: SchemaLibrary, number: int, draw: st.DataObject
) -> None:
    """A hardship apart, which alone is too little: a person's disability tells the format."""
    data = load(first, OLDER, library).data
    assert data is not None
    for migration in since(1):
        if migration.number <= number and "household" in migration.steps:
            data = migration.steps["household"](OLDER, data)
    data = damaged(data, draw)
    person = data["members"][0] if isinstance(data.get("members"), list) else None
    disability = person.get("disability") if isinstance(person, dict) else None
    assume(isinstance(disability, dict) and disability.keys() & {"category", "grade", "certificate"})
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    (today / HOUSEHOLD).write_text(text, "utf-8")
    findings = read(today, OLDER, library).findings
    assert findings[0].rule.id == "record-format"
    assert all(finding.line for finding in findings[1:])
    assert "13912345678" not in str(findings)
    done = run(today, library, check=False)
    if len(findings) > 1:
        assert (done.changed, [finding.path for finding in done.findings]) == ([], [HOUSEHOLD] * (len(findings) - 1))
        assert (today / HOUSEHOLD).read_text("utf-8") == text
    else:
        assert (done.changed, done.findings) == ([HOUSEHOLD], [])


@given(draw=st.data())
@settings(max_examples=examples(100), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_faulty_record_of_this_format_is_never_told_as_older(
    today: Path, library: SchemaLibrary, draw: st.DataObject
) -> None:
    kept = (today / HOUSEHOLD).read_text("utf-8")
    data = load(today, OLDER, library).data
    assert data is not None
    (today / HOUSEHOLD).write_text(yaml.safe_dump(damaged(data, draw), allow_unicode=True, sort_keys=False), "utf-8")
    try:
        assert "record-format" not in {finding.rule.id for finding in read(today, OLDER, library).findings}
    finally:
        (today / HOUSEHOLD).write_text(kept, "utf-8")


def test_a_record_that_is_faulty_in_any_format_has_its_own_findings(today: Path, library: SchemaLibrary) -> None:
    file = today / HOUSEHOLD
    file.write_text(file.read_text("utf-8").replace("registered_on:", "registered:"), "utf-8")
    assert [finding.rule.id for finding in read(today, OLDER, library).findings] == ["schema-unknown-field"]


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
