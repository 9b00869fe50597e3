"""Half-year material: which halves there are, and what a county tells (A-28)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jiedui.reports import halfyear
from jiedui.reports.paper import Heading, Paper, Paragraph, Table

AFTER = date(2027, 2, 1)
PJ = "pingjiang"


def texts(paper: Paper) -> list[str]:
    return [block.text for block in paper.blocks if isinstance(block, Paragraph | Heading)]


@pytest.mark.parametrize(
    ("name", "title", "start", "end"),
    [
        ("2023H2", "2023年下半年", date(2023, 9, 1), date(2023, 12, 31)),
        ("2026H1", "2026年上半年", date(2026, 1, 1), date(2026, 6, 30)),
        ("2028H2", "2028年下半年", date(2028, 7, 1), date(2028, 12, 31)),
    ],
)
def test_half_years_are_the_calendars(world: Any, name: str, title: str, start: date, end: date) -> None:
    found = halfyear.period_of(world.ledger(), name)
    assert (found.title, found.start, found.end) == (title, start, end)


@pytest.mark.parametrize("name", ["2023H1", "2029H1", "2026", "2026H3", "H1"])
def test_no_other_half_year_is_known(world: Any, name: str) -> None:
    with pytest.raises(ValueError, match=name):
        halfyear.period_of(world.ledger(), name)


def test_half_year_material_of_a_county(quarter_world: Any) -> None:
    quarter_world.event("meeting", PJ, "2026-08-05", kind="听取汇报", title="党组听取汇报")
    quarter_world.event("meeting", PJ, "2026-03-05", kind="听取汇报", title="上半年的")
    ledger = quarter_world.ledger()
    paper = halfyear.paper(ledger, halfyear.period_of(ledger, "2026H2"), PJ, AFTER)
    assert paper.title == "平江县残联2026年下半年结对帮扶工作情况汇报"
    assert texts(paper)[1:] == [
        "一、结对情况",
        "截至2026年12月31日，名册2户，已结对2户，覆盖率100%。",
        "在岗帮扶责任人2名，应结对2户，实结对2户，没有欠户。",
        "二、联系走访情况",
        "期内联系1次：入户1次。入户占100%。",
        "2026年第三季度应联系2户，已联系1户，联系率50%。",
        "2026年第四季度应联系2户，都没有联系。",
        "三、需求和措施落实情况",
        "期内提出需求1项，没有办结；期末未办结2项。",
        "帮扶开始以来，到期和已办的措施1项，都没有办结，承诺兑现率0%。",
        "四、组织推动情况",
        "会议记录1次：听取汇报1次。",
        "五、存在的问题",
        "2026年第三季度有1户逾期，没有完成联系。",
        "2026年第四季度有2户逾期，没有完成联系。",
        "1项需求的措施超过了期限。",
        "2名残疾人全年没有走出家门参加集体活动。",
    ]
    (annex,) = paper.annexes
    table, _ = annex.blocks
    assert isinstance(table, Table)
    assert table.rows == (("平江县残联", "2", "1", "50.0%", "2", "0", "0.0%"),)
