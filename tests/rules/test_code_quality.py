"""The report of code quality, as GitLab reads it."""

from __future__ import annotations

import json
from datetime import date

from jiedui.records.finding import Rule, Severity
from jiedui.rules.code_quality import code_quality
from jiedui.rules.report import Report

BROKEN = Rule(id="test-broken", title="写错了", scope="文件", why="为了测试。")
ODD = Rule(id="test-odd", title="少见", scope="文件", why="为了测试。", severity=Severity.WARNING)


def test_each_finding_has_its_place_its_weight_and_a_fingerprint_of_its_own() -> None:
    error = BROKEN.at("a/b.yml", message="日期不对。", remedy="改成 2026-03-05。", line=3, column=7)
    again = BROKEN.at("a/b.yml", message="日期不对。", remedy="改成 2026-03-05。", line=9, column=7)
    warning = ODD.at("../15400001234.txt", message="文件名里有号码。", remedy="换一个。")
    report = Report(findings=(error, again, warning), files=2, as_of=date(2026, 11, 23))
    entries = json.loads(code_quality(report, "records"))
    assert [entry["location"] for entry in entries] == [
        {"path": "records/a/b.yml", "lines": {"begin": 3}},
        {"path": "records/a/b.yml", "lines": {"begin": 9}},
        {"path": "（号码不显示）.txt", "lines": {"begin": 1}},
    ]
    assert [(entry["check_name"], entry["severity"]) for entry in entries] == [
        ("test-broken", "major"), ("test-broken", "major"), ("test-odd", "minor"),
    ]  # fmt: skip
    assert entries[0]["description"] == "日期不对。怎么改：改成 2026-03-05。"
    assert len({entry["fingerprint"] for entry in entries}) == 3
    assert entries == json.loads(code_quality(report, "records"))  # one that stays is known again


def test_without_findings_it_is_an_empty_list() -> None:
    assert json.loads(code_quality(Report(findings=(), files=2, as_of=date(2026, 11, 23)), "records")) == []
