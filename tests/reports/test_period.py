"""Half-year material, annual summary, the year of one household and the appraisal sheets: hand-checked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from jiedui.duties.change import ChangeKind
from jiedui.reports import annual, halfyear
from jiedui.reports.annual import first_year, year_period
from jiedui.reports.assessment import PERSON_KEYS, UNIT_KEYS, AppraisalSheet, person_sheet, sheet_paper, unit_sheet
from jiedui.reports.implementation import implementation
from jiedui.reports.paper import Heading, Paper, Paragraph, Table, numeral
from jiedui.reports.period import PeriodFigures

AFTER = date(2027, 2, 1)
PJ, YYL = "pingjiang", "yueyanglou"


def texts(paper: Paper) -> list[str]:
    return [block.text for block in paper.blocks if isinstance(block, Paragraph | Heading)]


# Half-years


@pytest.mark.parametrize(
    ("name", "title", "start", "end"),
    [
        ("2023H2", "2023年下半年", date(2023, 7, 1), date(2023, 12, 31)),
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
        "联系1次：入户1次。入户占100%。",
        "2026年第3季度应联系2户，已联系1户，联系率50%。",
        "2026年第4季度应联系2户，已联系0户，联系率0%。",
        "三、需求和措施落实情况",
        "提出需求1项，办结0项，期末未办结2项。到期和已办的措施1项，已办结0项，承诺兑现率0%。",
        "四、组织推动情况",
        "会议记录1次：听取汇报1次。",
        "五、存在的问题",
        "2026年第3季度有1户逾期，没有完成联系。",
        "2026年第4季度有2户逾期，没有完成联系。",
        "1项需求的措施超过了期限。",
        "2名残疾人全年没有走出家门参加集体活动。",
    ]
    (annex,) = paper.annexes
    (table,) = annex.blocks
    assert isinstance(table, Table)
    assert table.rows == (("平江县残联", "2", "1", "50%", "2", "0", "0%"),)


def test_a_running_half_year_shows_the_quarters_that_are_over(quarter_world: Any) -> None:
    ledger = quarter_world.ledger()
    figures = PeriodFigures(ledger, halfyear.period_of(ledger, "2026H2"), date(2026, 11, 23))
    assert [str(quarter) for quarter in figures.quarters] == ["2026Q3"]
    assert figures.end == date(2026, 11, 23)
    assert figures.contact_rate("") == Fraction(2, 3)


def test_changes_of_the_period(world: Any) -> None:
    old, new = world.helper("YYL-B-2222"), world.helper("YYL-B-3333")
    world.household("YYL-2222", world.pairing(old, end="2026-07-31"), world.pairing(new, "2026-08-01"))
    world.household("YYL-3333", world.pairing(old, "2026-09-01", "2026-11-30"))
    world.household("YYL-4444", world.pairing(old, "2026-06-30"))
    ledger = world.ledger()
    figures = PeriodFigures(ledger, halfyear.period_of(ledger, "2026H2"), AFTER)
    counts = figures.change_counts(YYL)
    assert counts == {ChangeKind.REASSIGNED: 1, ChangeKind.NEW: 1, ChangeKind.ENDED: 1}
    assert [item.household for item in figures.waiting(YYL)] == ["YYL-3333"]


# Years


def test_the_first_year_is_the_phase_of_the_notice(world: Any) -> None:
    period = first_year(world.ledger().policy)
    assert (period.start, period.end) == (date(2023, 9, 1), date(2024, 9, 30))
    assert period.title == "第一年（2023年9月—2024年9月）"


def test_years_of_the_programme(world: Any) -> None:
    ledger = world.ledger()
    assert year_period(ledger, 2023).start == date(2023, 9, 1)
    assert year_period(ledger, 2028).end == date(2028, 12, 31)
    with pytest.raises(ValueError, match="2029"):
        year_period(ledger, 2029)


def test_the_annual_summary_of_the_city(quarter_world: Any) -> None:
    ledger = quarter_world.ledger()
    paper = annual.paper(ledger, year_period(ledger, 2026), "", AFTER)
    assert paper.title == "全市2026年度结对帮扶工作总结"
    said = texts(paper)
    assert said[0] == "现将全市2026年1月1日至2026年12月31日结对帮扶工作情况汇报如下。"
    assert "联系8次：入户8次。入户占100%。" in said
    assert "提出需求3项，办结1项，期末未办结2项。到期和已办的措施2项，已办结1项，承诺兑现率50%。" in said
    assert "办结的措施：送康复1项。" in said
    (table,) = paper.annexes[0].blocks
    assert isinstance(table, Table)
    assert [row[0] for row in table.rows] == ["市残联", "岳阳楼区残联", "平江县残联"]
    assert table.rows[2] == ("平江县残联", "2", "2", "100%", "2", "2", "100%", "2", "1", "50%", "2", "0", "0%")


# 附件2 年度帮扶工作落实情况


@pytest.fixture
def year_of_one(world: Any) -> Any:
    helper = world.helper("YYL-B-2222")
    chair = world.measure("2026-02-01", "2026-06-30", "2026-05-01", content="申请轮椅。")
    course = world.measure("2026-08-01", "2026-12-31", code="帮就业", content="报名培训")
    needs = [
        world.need(1, "2026-01-10", chair, closed="2026-05-01", person="m-2F8D"),
        world.need(2, "2026-07-20", course),
        world.need(3, "2026-09-01", person="m-3G9H", content="孩子要上学。"),
        world.need(4, "2026-07-02", urgent=True, responded_on="2026-07-04", content="房屋漏水。", closed="2026-07-30"),
    ]
    outings = [{"person": "m-2F8D", "date": "2026-05-17", "kind": "看一次电影"}]
    world.household("YYL-2222", world.pairing(helper), needs=needs, outings=outings)
    topics = ["家庭生产生活", "返贫致贫风险"]
    world.visit("YYL-2222", helper, "2026-02-10", topics=topics, hazards={"fire": "有", "gas": "有"})
    world.visit("YYL-2222", helper, "2026-05-10", channel="电话")
    world.visit("YYL-2222", helper, "2026-05-11", hazards={"fire": "无"}, preached=["新时代思想"])
    world.visit("YYL-2222", helper, "2026-06-11", channel="电话", reached=False)
    world.visit("YYL-2222", helper, "2025-12-31")
    return world


def test_the_year_of_a_household_in_sentences(year_of_one: Any) -> None:
    ledger = year_of_one.ledger()
    assert implementation(ledger, ledger.households["YYL-2222"], 2026, date(2026, 11, 23)) == (
        "2026年帮扶责任人联系3次：入户2次、电话1次。",
        "另有1次是代联系或者没有联系上。",
        "第3季度没有完成联系。",
        "了解了家庭生产生活、返贫致贫风险情况。",
        "宣讲了新时代思想。",
        "入户发现火灾隐患1处，已经消除。",
        "入户发现煤气中毒隐患1处，还没有消除。",
        "提出需求4项，办结2项，还有2项没有办结。",
        "突发困难：房屋漏水，2天内援助。",
        "落实措施1项：送康复——申请轮椅（已送到）。",
        "正在办理1项：帮就业——报名培训。",
        "走出家门参加集体活动1次：5月17日看一次电影。",
    )


def test_the_form_of_one_person_leaves_out_what_concerns_another(year_of_one: Any) -> None:
    ledger = year_of_one.ledger()
    said = implementation(ledger, ledger.households["YYL-2222"], 2026, date(2026, 11, 23), person="m-2F8D")
    assert "提出需求3项，办结2项，还有1项没有办结。" in said
    other = implementation(ledger, ledger.households["YYL-2222"], 2026, date(2026, 11, 23), person="m-3G9H")
    assert not [line for line in other if "集体活动" in line]


def test_all_quarters_met_is_said(year_of_one: Any) -> None:
    year_of_one.visit("YYL-2222", "YYL-B-2222", "2026-08-10")
    year_of_one.visit("YYL-2222", "YYL-B-2222", "2026-10-10")
    ledger = year_of_one.ledger()
    said = implementation(ledger, ledger.households["YYL-2222"], 2026, date(2026, 12, 31))
    assert said[0] == "2026年帮扶责任人联系5次：入户4次、电话1次，应联系的季度都完成了。"


def test_what_staff_wrote_stands_at_the_end(year_of_one: Any) -> None:
    ledger = year_of_one.ledger()
    written = {2026: "户主会用轮椅了。\n还想学电脑。", 2025: "去年的。"}
    household = replace(ledger.households["YYL-2222"], annual=written)
    said = implementation(ledger, household, 2026, date(2026, 11, 23))
    assert said[-2:] == ("户主会用轮椅了。", "还想学电脑。")
    assert "去年的。" not in said


def test_an_empty_year_says_so(world: Any) -> None:
    world.household("YYL-2222")
    ledger = world.ledger()
    assert implementation(ledger, ledger.households["YYL-2222"], 2025, AFTER) == ("2025年没有联系和帮扶的记录。",)


# Appraisal sheets


def parts(sheet: AppraisalSheet) -> dict[str, tuple[int, int]]:
    return {row.yardstick.key: (row.portion.part, row.portion.whole) for row in sheet.rows}


def test_the_sheet_of_a_federation(quarter_world: Any) -> None:
    ledger = quarter_world.ledger()
    sheet = unit_sheet(ledger, PJ, year_period(ledger, 2026), AFTER)
    assert parts(sheet) == {
        "coverage": (2, 2), "quota": (2, 2),
        # Q1 2, Q2 2, Q3 1 (补录), Q4 0 of 2 each.
        "contact": (5, 8), "in_time": (4, 5), "intake": (2, 2), "measure": (2, 2),
        # One measure is past its day, the other due on the very last one.
        "promise": (0, 1), "closed": (0, 2), "outing": (0, 2),
    }  # fmt: skip
    assert list(parts(sheet)) == list(UNIT_KEYS)


def test_the_sheet_of_a_person(quarter_world: Any) -> None:
    ledger = quarter_world.ledger()
    sheet = person_sheet(ledger, ledger.helpers["PJ-B-3333"], year_period(ledger, 2026), AFTER)
    assert parts(sheet) == {
        "quota": (1, 1), "contact": (3, 4), "in_time": (2, 3), "intake": (1, 1), "measure": (1, 1), "promise": (0, 0),
        "closed": (0, 1), "outing": (0, 1),
    }  # fmt: skip
    assert list(parts(sheet)) == list(PERSON_KEYS)


def test_without_weights_there_is_no_score(quarter_world: Any) -> None:
    ledger = quarter_world.ledger()
    sheet = unit_sheet(ledger, PJ, year_period(ledger, 2026), AFTER)
    assert (sheet.score, sheet.formula) == (None, "")
    paper = sheet_paper(sheet, personal=False)
    assert texts(paper) == ["还没有规定权重，只列指标，不打分。"]
    (table,) = [block for block in paper.blocks if isinstance(block, Table)]
    assert [column.title for column in table.columns] == ["指标", "依据", "完成", "应完成", "完成率"]


def weighed(world: Any, **weights: dict[str, int]) -> Any:
    ledger = world.ledger()
    ledger.policy = replace(ledger.policy, weights=weights)
    return ledger


def test_with_weights_the_score_comes_with_its_formula(quarter_world: Any) -> None:
    ledger = weighed(quarter_world, unit={"coverage": 20, "contact": 60, "promise": 20})
    sheet = unit_sheet(ledger, PJ, year_period(ledger, 2026), AFTER)
    # (20×1 + 60×5/8 + 20×0) ÷ 100 = 57.5 points
    assert sheet.score == Fraction(115, 2)
    assert sheet.formula == "得分 = 100 ×（20×2/2 + 60×5/8 + 20×0/1）÷ 100 = 57.5。没有可算的指标不计入。"


def test_an_indicator_with_nothing_to_count_weighs_nothing(quarter_world: Any) -> None:
    ledger = weighed(quarter_world, unit={"quota": 30, "contact": 70})
    city = unit_sheet(ledger, "city", year_period(ledger, 2026), AFTER)
    assert parts(city)["contact"] == (0, 0)
    assert city.score == 0  # the quota alone: 0 of 1
    county = weighed(quarter_world, unit={"outing": 50, "coverage": 10})
    assert unit_sheet(county, "city", year_period(county, 2026), AFTER).score is None


def test_a_personal_sheet_says_who_may_see_it(quarter_world: Any) -> None:
    ledger = quarter_world.ledger()
    sheet = person_sheet(ledger, ledger.helpers["PJ-B-3333"], year_period(ledger, 2026), AFTER)
    assert texts(sheet_paper(sheet, personal=True))[-1] == "本表只给本人和考核单位看。"


def test_a_score_lies_between_nought_and_a_hundred(quarter_world: Any) -> None:
    for weight in (1, 50, 100):
        ledger = weighed(quarter_world, person=dict.fromkeys(PERSON_KEYS, weight))
        for helper in ledger.helpers.values():
            score = person_sheet(ledger, helper, year_period(ledger, 2026), AFTER).score
            assert score is None or 0 <= score <= 100


@pytest.mark.parametrize(
    ("number", "said"), [(1, "一"), (9, "九"), (10, "十"), (12, "十二"), (20, "二十"), (23, "二十三"), (99, "九十九")]
)
def test_numerals(number: int, said: str) -> None:
    assert numeral(number) == said
