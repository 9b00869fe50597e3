"""A policy that is not complete: every gap has a finding of its own, which gives the lines to write (R-001)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from jiedui.check import Report
from jiedui.model.settings import SETTINGS
from jiedui.records.writer import write

Check = Callable[..., Report]


def without(patcher: Any, *settings: str) -> None:
    patcher.apply({"file": "policy/readings.yml", "remove": [f"readings.{setting}" for setting in settings]})


def remedies(report: Report) -> list[str]:
    return [finding.remedy for finding in report.findings]


def test_a_missing_setting_is_told_with_its_reading_and_the_line_to_write(check: Check, patcher: Any) -> None:
    without(patcher, "9.settings.partial_min_days")
    assert remedies(check()) == [
        "运行 jiedui migrate，会按默认值补上；自己补的，在读法 A-10 的 settings（计算参数）下面写"
        "“partial_min_days: 45”。"
    ]


def test_a_list_is_told_line_by_line(check: Check, patcher: Any) -> None:
    without(patcher, "10.settings", "30.settings.alarm_days")
    assert [remedy.partition("下面写")[2] for remedy in remedies(check())] == [
        "“settings:”“  exempt_end_reasons:”“    - 去世”。",
        "“alarm_days:”“  - 14”“  - 3”。",
    ]


def test_a_row_that_is_missing_is_told_with_the_rows_decided_here(check: Check, patcher: Any) -> None:
    change = {"file": "policy/readings.yml", "set": {"readings.15.settings.severe_grades.1.grades": ["一级"]}}
    patcher.apply(change)
    without(patcher, "15.settings.severe_grades.2")
    (finding,) = check().findings
    assert finding.pointer == ("readings", 15, "settings", "severe_grades")
    assert finding.remedy.partition("下面写")[2] == (
        "“severe_grades:”“  - category: 智力”“    grades:”“      - 一级”“      - 二级”“  - category: 精神”"
        "“    grades:”“      - 一级”“  - category: 其他”“    grades:”“      - 一级”“      - 二级”。"
    )


def test_files_settings_and_options_are_told_together(check: Check, patcher: Any, ledger: Path) -> None:
    without(patcher, "9.settings.initial_visit_days", "30.settings.hazard_days")
    patcher.apply({"file": "policy/entitlements.yml", "remove": ["rules.0.config"]})
    (ledger / "policy" / "quotas.yml").unlink()
    (ledger / "policy" / "hazards.yml").unlink()
    report = check()
    assert report.ledger is None
    assert [(finding.path, finding.message) for finding in report.findings] == [
        (
            "policy/entitlements.yml",
            "规则 living_subsidy（困难残疾人生活补贴）用到参数 extend_to_dibao_edge（扩大到低保边缘户），"
            "它的 config（参数）里没有。",
        ),
        ("policy/hazards.yml", "少了政策文件 hazards.yml。"),
        ("policy/quotas.yml", "少了政策文件 quotas.yml。"),
        ("policy/readings.yml", "读法 A-10 的 settings（计算参数）里没有 initial_visit_days（首次入户期限）。"),
        ("policy/readings.yml", "读法 A-31 的 settings（计算参数）里没有 hazard_days（消除隐患的期限）。"),
    ]
    assert remedies(report)[:2] == [
        "在规则 living_subsidy（困难残疾人生活补贴）的 config（参数）下面写上 "
        "extend_to_dibao_edge（扩大到低保边缘户），"
        "或者从 Git 的历史里恢复这条规则。",
        "从 Git 的历史里恢复；没有过的，用 jiedui init 另建一份台账，从它的 records/policy/ 复制。",
    ]


def test_a_file_that_cannot_be_read_is_not_called_missing(check: Check, ledger: Path) -> None:
    (ledger / "policy" / "quotas.yml").write_text("classes: 无\n", "utf-8")
    (ledger / "policy" / "hazards.yml").unlink()
    found = [(finding.path, finding.rule.id) for finding in check().findings]
    assert ("policy/hazards.yml", "policy-missing") in found
    assert ("policy/quotas.yml", "policy-missing") not in found
    assert [rule for path, rule in found if path == "policy/quotas.yml"]


def test_a_reading_that_lacks_is_told_once_however_much_else_stands_there(
    check: Check, ledger: Path, library: Any
) -> None:
    text = write(
        {"readings": [{"id": "A-09", "clause": "五(四)3", "question": "问", "reading": "答"}]},
        library["policy-readings"],
    )
    (ledger / "policy" / "readings.yml").write_text(text, "utf-8")
    report = check()
    lines = {finding.message.split("没有 ")[1].partition("（")[0]: finding.line for finding in report.findings}
    assert set(lines) == {setting.name for setting in SETTINGS}
    assert len(report.findings) == len(SETTINGS)
    assert lines["contact_until"] == 2
    assert lines["alarm_days"] == 0
    assert report.findings[0].remedy.partition("自己补的，")[2] == (
        "在读法 A-03（先从 Git 的历史里恢复）下面写“settings:”“  full_time_bodies:”“    - 县级残联”"
        "“    - 乡镇(街道)残联”。"
    )
