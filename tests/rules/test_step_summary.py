"""The page of a run, letter by letter: nothing of a record is taken for its markup."""

from __future__ import annotations

from datetime import date

import pytest

from jiedui.records.finding import Rule, Severity
from jiedui.rules.report import Report
from jiedui.rules.step_summary import step_summary

BROKEN = Rule(id="test-broken", title="写错了", scope="文件", why="为了测试。", clause="五(四)3", requirement="R-084")
ODD = Rule(id="test-odd", title="少见", scope="文件", why="为了测试。", severity=Severity.WARNING)
ERROR = BROKEN.at("a/b.yml", message="“<b>|*_`”不对。", remedy="改成 2026-03-05。", line=3, column=7)
WARNED = ODD.at("a/b.yml", message="再看。", remedy="看。")


def test_a_row_for_each_finding() -> None:
    report = Report(findings=(ERROR,), files=2, as_of=date(2026, 11, 23))
    assert step_summary(report, "records", ("这次改动：", "- <县>：修改 1 份。")).split("\n") == [
        "### ✗ 台账检查：有 1 处错误，改好才能合并",
        "",
        "<p>这次改动：<br>- &lt;县&gt;：修改 1 份。<br>检查了 2 个文件：1 处错误，0 处警告。</p>",
        "<table><tr><th>轻重</th><th>在哪里</th><th>问题</th><th>怎么改</th><th>依据</th></tr>"
        "<tr><td>错误</td><td>records/a/b.yml:3:7</td><td>“&lt;b&gt;|*_`”不对。</td><td>改成 2026-03-05。</td>"
        "<td>通知五(四)3；R-084；规则 test-broken</td></tr></table>",
        "",
    ]


@pytest.mark.parametrize(
    ("findings", "verdict"),
    [
        ((), "### ✓ 台账检查：没有问题"),
        ((WARNED,), "### ！ 台账检查：可以合并，有 1 处警告请再看一眼"),
        ((WARNED, ERROR), "### ✗ 台账检查：有 1 处错误，改好才能合并"),
    ],
)
def test_the_verdict_comes_first(findings: tuple[object, ...], verdict: str) -> None:
    report = Report(findings=findings, files=2, as_of=date(2026, 11, 23))  # type: ignore[arg-type]
    assert step_summary(report, "records").startswith(f"{verdict}\n")


def test_what_stands_beside_is_markdown_between_empty_lines_before_the_findings() -> None:
    report = Report(findings=(ERROR,), files=2, as_of=date(2026, 11, 23))
    lines = step_summary(report, "records", ("合并起来检查。",), ("### 这次改动", "", "- 一户")).splitlines()
    assert lines[2].endswith("</p>")
    assert lines[3:8] == ["", "### 这次改动", "", "- 一户", ""]
    assert lines[8].startswith("<table>")
