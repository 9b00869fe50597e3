"""What a check found, as one value."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from jiedui.records.finding import Finding, Rule, Severity
from jiedui.records.reader import Records, read_ledger
from jiedui.rules.report import Older, Report, WholeLedger
from jiedui.struct import replace

if TYPE_CHECKING:
    from pathlib import Path

    from jiedui.records.schema import SchemaLibrary

ERROR = Rule(id="test-error", title="写错了", scope="文件", why="为了测试。")
WARNING = Rule(id="test-warning", title="再看看", scope="文件", why="为了测试。", severity=Severity.WARNING)
COMPARED = Rule(id="test-compared", title="不见了", scope="改动", why="为了测试。")

MIXED = Report(
    findings=tuple(
        rule.at(path, message=f"{path}{rule.title}。", remedy="改。")
        for path in ("a.yml", "b.yml")
        for rule in (ERROR, WARNING, WARNING)
    ),
    files=7,
    as_of=date(2026, 11, 23),
)


def told(report: Report) -> list[tuple[str, str]]:
    return [(finding.path, finding.severity.value) for finding in report.findings]


def test_errors_and_warnings_are_counted() -> None:
    assert (MIXED.errors, MIXED.warnings, MIXED.left_out, MIXED.ledger) == (2, 4, 0, None)


def test_records_may_be_let_go_of_and_what_counts_of_them_stays(policy_root: Path, library: SchemaLibrary) -> None:
    read: list[Records] = []

    def again() -> Records:
        read.append(read_ledger(policy_root, library))
        return read[-1]

    whole = WholeLedger(again)
    whole.let_go()
    ledger = whole.ledger
    whole.let_go()
    assert (whole.ledger is ledger, bool(ledger.policy.readings), len(read)) == (True, True, 1)
    assert (whole.records is read[1], whole.records.valid == read[0].valid) == (True, True)


def test_a_finding_that_speaks_for_many_counts_as_many() -> None:
    crowded = replace(MIXED, findings=(replace(MIXED.findings[0], count=80), *MIXED.findings[1:]))
    assert (crowded.errors, crowded.warnings) == (81, 4)
    assert crowded.narrowed({"b.yml"}).left_out == 82  # 80 errors and two warnings in a.yml
    assert crowded.since([OLD, *DOUBTS]).older == Older(80, 2)


@pytest.mark.parametrize(
    ("only", "kept", "left_out"),
    [
        ({"b.yml"}, [("b.yml", "错误"), ("b.yml", "警告"), ("b.yml", "警告")], 3),
        ({"a.yml", "b.yml"}, told(MIXED), 0),
        (set(), [], 6),
    ],
)
def test_files_that_were_not_asked_for_are_left_out(only: set[str], kept: list[tuple[str, str]], left_out: int) -> None:
    narrowed = MIXED.narrowed(only)
    assert told(narrowed) == kept
    assert (narrowed.left_out, narrowed.files, narrowed.as_of) == (left_out, 7, date(2026, 11, 23))


@pytest.mark.parametrize("path", ["policy/ledger.yml", "divisions.yml"])
def test_what_kept_the_rules_from_being_applied_is_never_left_out(path: str) -> None:
    finding = ERROR.at(path, message="没有。", remedy="补上。")
    report = Report(findings=(*MIXED.findings, finding), files=7, as_of=date(2026, 11, 23))
    assert told(report.narrowed({"c.yml"})) == [(path, "错误")]
    assert told(replace(report, is_judged=True).narrowed({"c.yml"})) == []


OLD = ERROR.at("a.yml", line=99, message="a.yml写错了。", remedy="改。")
DOUBTS = tuple(WARNING.at(path, message=f"{path}再看看。", remedy="改。") for path in ("a.yml", "b.yml"))


@pytest.mark.parametrize(
    ("before", "brought", "older"),
    [
        ((), told(MIXED), Older(0, 0)),
        (DOUBTS, [(path, said) for path in ("a.yml", "b.yml") for said in ("错误", "警告")], Older(0, 2)),
        ((*DOUBTS, *DOUBTS), [("a.yml", "错误"), ("b.yml", "错误")], Older(0, 4)),
        # Of two that are told alike, one more than before is brought.
        ((OLD, *DOUBTS), [("a.yml", "警告"), ("b.yml", "错误"), ("b.yml", "警告")], Older(1, 2)),
        ((replace(OLD, message="另一句。"),), told(MIXED), Older(0, 0)),
        ((replace(OLD, path="c.yml"),), told(MIXED), Older(0, 0)),
        ((replace(OLD, rule=COMPARED),), told(MIXED), Older(0, 0)),
    ],
)
def test_what_a_change_brings_is_listed_and_the_rest_counted(
    before: tuple[Finding, ...], brought: list[tuple[str, str]], older: Older
) -> None:
    report = MIXED.since(before)
    assert told(report) == brought
    assert report.older == older
    assert report.left_out == 0


def test_what_is_found_by_comparing_is_always_brought_by_the_change() -> None:
    gone = COMPARED.at("c.yml", message="不见了。", remedy="恢复。")
    report = replace(MIXED, findings=(*MIXED.findings, gone))
    assert (report.comparable, replace(MIXED, findings=(gone,)).comparable) == (True, False)
    assert told(report.since([*MIXED.findings, gone])) == [("c.yml", "错误")]


def test_a_day_is_overtaken_where_ten_contacts_are_of_later_days() -> None:
    nine, ten = replace(MIXED, later=9), replace(MIXED, later=10)
    assert (nine.is_overtaken, ten.is_overtaken) == (False, True)
    assert (MIXED.later, MIXED.is_overtaken) == (0, False)


def test_without_a_change_nothing_is_older() -> None:
    assert MIXED.older is None
