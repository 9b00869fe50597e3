"""What a comment says of a change: codes, figures and titles of rules, and never what a record says."""

from __future__ import annotations

from datetime import date

from jiedui.publishing.comment import comment_text
from jiedui.publishing.plain import LIMIT
from jiedui.records.finding import Rule
from jiedui.reports.review.review import Review, ReviewLine, ReviewTopic
from jiedui.rules.report import Report

HOME = "yueyanglou/households/YYL-2222/household.yml"
ENTERED = Rule(id="x", title="录入早于联系", scope="户", why="先联系，后录入。")


def report(count: int = 0) -> Report:
    finding = ENTERED.at(f"{HOME}", message="示例甲写错了。", remedy="请示例甲改。", line=6, column=1)
    return Report(findings=(finding,) * count, files=3, as_of=date(2026, 11, 23))


def review(*lines: ReviewLine) -> Review:
    return Review(commit="c" * 40, overview=("岳阳楼区：走访联系新增 1 份。",), lines=lines, units={})


def line(topic: ReviewTopic, path: str, subject: str = "示例甲（YYL-2222）", *parts: str) -> ReviewLine:
    return ReviewLine(topic, "yueyanglou", path, subject, parts)


def test_records_are_named_by_their_codes_and_figures_are_told() -> None:
    lines = (
        line(ReviewTopic.IDENTITY, HOME, "示例甲（YYL-2222）", "姓名：示例甲 → 示例乙"),
        line(ReviewTopic.CLOSED, "", "岳阳楼区 2026Q1", "补进 1 次联系"),
        line(ReviewTopic.OUTSIDE, "../照`片.jpg", "照片", "新增"),
        line(ReviewTopic.EFFECT, "", "岳阳楼区 本季联系率", "91.2 % → 91.9 %"),
        line(ReviewTopic.FACT, HOME, "示例甲（YYL-2222）", "门牌组别：3组 → 4组"),
    )
    assert (
        comment_text(report(), "records", ("和 main 合并起来检查。",), review(*lines))
        == """\
### ✓ 台账检查：没有问题

和 main 合并起来检查。

检查了 3 个文件，没有发现问题。

这里只有编号；姓名、电话和住址在内部网站上，不要写进来。全文在这次检查的记录里。

**改了多少**

- 岳阳楼区：走访联系新增 1 份。

**请先看这 3 处**

- 姓名、证件、电话：`户 YYL-2222`
- 已经结束的季度：岳阳楼区 2026Q1：补进 1 次联系
- 不是记录的文件：`../照'片.jpg`

**数字的变化**

- 岳阳楼区 本季联系率：91.2 % → 91.9 %

"""
    )


def test_findings_are_told_by_title_and_place() -> None:
    told = comment_text(report(2), "records", (), None)
    assert told.splitlines()[0] == "### ✗ 台账检查：有 2 处错误，改好才能合并"
    place = f"`records/{HOME}:6:1`"
    assert told.endswith(f"**检查**\n\n- 错误｜录入早于联系：{place}、{place}\n\n")
    assert "示例" not in told


def test_of_very_much_some_is_told_and_how_much_more_there_is() -> None:
    lines = [line(ReviewTopic.GONE, HOME) for _ in range(7)]
    told = comment_text(report(), "records", (), review(*lines))
    assert f"**请先看这 7 处**\n\n- 删掉的：{'、'.join(['`户 YYL-2222`'] * 5)}，还有 2 处\n" in told
    long = [line(ReviewTopic.GONE, "../" + "长" * 20_000) for _ in range(7)]
    told = comment_text(report(), "records", (), review(*long))
    assert told.count("长" * 20_000) == 2
    assert len(told) < LIMIT
