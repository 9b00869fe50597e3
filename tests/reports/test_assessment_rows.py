"""What a sheet's indicators lack, row by row, hand-checked, and as many as the figures say."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from jiedui.reports.annual import year_period
from jiedui.reports.assessment import AppraisalSheet, department_sheet_of, unit_sheet_of
from jiedui.reports.assessment_paper import sheet_paper
from jiedui.reports.assessment_rows import Lack
from jiedui.reports.period import PeriodFigures

AFTER = date(2027, 2, 1)
PJ, YYL, CITY = "pingjiang", "yueyanglou", "city"


def figures(world: Any) -> PeriodFigures:
    ledger = world.ledger()
    return PeriodFigures(ledger, year_period(ledger, 2026), AFTER)


def of(sheet: AppraisalSheet, yardstick: str) -> list[tuple[str, str]]:
    return [(item.household, item.what) for item in sheet.lacks if item.yardstick == yardstick]


def test_each_indicator_names_what_it_lacks(quarter_world: Any) -> None:
    """PJ-2222 was contacted in two quarters, PJ-3333 in three, the last of them entered 20 days late.

    The measure for PJ-2222 was due on 2026-08-31 and is open, that for PJ-3333 is open, too, and due on 2026-12-31,
    the very day of the sheet; both needs are open; nobody went out.
    """
    sheet = unit_sheet_of(figures(quarter_world), PJ)
    assert of(sheet, "contact") == [
        ("PJ-2222", "2026年第三季度没有完成联系"), ("PJ-2222", "2026年第四季度没有完成联系"),
        ("PJ-3333", "2026年第四季度没有完成联系"),
    ]  # fmt: skip
    assert of(sheet, "in_time") == [("PJ-3333", "2026年第三季度补录")]
    assert of(sheet, "promise") == [("PJ-2222", "送康复措施没有办结，期限 2026-08-31")]
    assert of(sheet, "closed") == [
        ("PJ-2222", "2026-02-20 提出的需求没有办结"),
        ("PJ-3333", "2026-07-15 提出的需求没有办结"),
    ]
    assert of(sheet, "measure") == []
    assert [what for _, what in of(sheet, "outing")] == ["示例乙没有参加集体活动"] * 2


def test_a_helper_who_lacks_households_is_named_without_one(quarter_world: Any) -> None:
    sheet = unit_sheet_of(figures(quarter_world), CITY)
    assert sheet.lacks[0] == Lack("quota", "", "示例甲（YYS-B-2222）还差1户")
    table = sheet_paper(sheet).annexes[0].blocks[0]
    assert table.rows[0] == ("结对户数达标率", "不涉及户", "示例甲（YYS-B-2222）还差1户")
    assert table.caption == "没有完成的户和人（按户的属地）"


def test_there_are_as_many_rows_as_the_figures_lack(quarter_world: Any) -> None:
    """A household of 岳阳楼区 has nobody in charge: it is lacking by residence, and no staff's."""
    quarter_world.household("YYL-3333")
    found = figures(quarter_world)
    sheets = [unit_sheet_of(found, unit) for unit in (YYL, PJ, CITY)]
    assert of(sheets[0], "coverage") == [("YYL-3333", "没有主责帮扶责任人")]
    pairs = [(sheet.rows, sheet.lacks) for sheet in sheets] + [(sheet.staff, sheet.staff_lacks) for sheet in sheets]
    departments = [department_sheet_of(found, item) for unit in (YYL, PJ, CITY) for item in found.day.staffed(unit)]
    assert departments
    pairs += [(sheet.rows, sheet.lacks) for sheet in departments]
    for rows, lacks in pairs:
        counted = Counter(item.yardstick for item in lacks)
        expected = {row.yardstick.key: row.portion.whole - row.portion.part for row in rows}
        assert {key: counted[key] for key in expected} == expected
        assert set(counted) <= set(expected)


def test_a_sheet_that_lacks_nothing_has_no_annex(world: Any) -> None:
    world.helper("YYS-B-2222", CITY, {"body": "社会力量", "department": "示例爱心协会", "post": "负责人"})
    assert sheet_paper(unit_sheet_of(figures(world), CITY)).annexes == ()
