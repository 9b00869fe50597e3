"""What a check found, as one value."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from jiedui.records.finding import Rule, Severity
from jiedui.rules.report import Report

ERROR = Rule(id="test-error", title="写错了", scope="文件", why="为了测试。")
WARNING = Rule(id="test-warning", title="再看看", scope="文件", why="为了测试。", severity=Severity.WARNING)

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


def test_a_finding_that_speaks_for_many_counts_as_many() -> None:
    crowded = replace(MIXED, findings=(replace(MIXED.findings[0], count=80), *MIXED.findings[1:]))
    assert (crowded.errors, crowded.warnings) == (81, 4)
    assert crowded.narrowed(only={"b.yml"}).left_out == 82  # 80 errors and two warnings in a.yml


def test_nothing_is_left_out_unasked() -> None:
    assert MIXED.narrowed() == MIXED


@pytest.mark.parametrize(
    ("narrow", "kept", "left_out"),
    [
        ({"only": {"b.yml"}}, [("b.yml", "错误"), ("b.yml", "警告"), ("b.yml", "警告")], 3),
        ({"changed": {"b.yml"}}, [("a.yml", "错误"), ("b.yml", "错误"), ("b.yml", "警告"), ("b.yml", "警告")], 2),
        ({"only": {"a.yml"}, "changed": {"b.yml"}}, [("a.yml", "错误")], 5),
        ({"only": set(), "changed": set()}, [], 6),
    ],
)
def test_warnings_of_unchanged_files_are_left_out_and_errors_never(
    narrow: dict[str, set[str]], kept: list[tuple[str, str]], left_out: int
) -> None:
    narrowed = MIXED.narrowed(**narrow)
    assert told(narrowed) == kept
    assert (narrowed.left_out, narrowed.files, narrowed.as_of) == (left_out, 7, date(2026, 11, 23))


@pytest.mark.parametrize("path", ["policy/ledger.yml", "divisions.yml"])
def test_what_kept_the_rules_from_being_applied_is_never_left_out(path: str, check: Any) -> None:
    finding = ERROR.at(path, message="没有。", remedy="补上。")
    report = Report(findings=(*MIXED.findings, finding), files=7, as_of=date(2026, 11, 23))
    assert told(report.narrowed(only={"c.yml"}, changed=set())) == [(path, "错误")]
    assert told(replace(report, ledger=check().ledger).narrowed(only={"c.yml"})) == []
