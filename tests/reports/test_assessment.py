"""Appraisal sheets: hand-checked parts, scores with and without weights (R-098, R-099)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from jiedui.reports.annual import year_period
from jiedui.reports.assessment import (
    PERSON_KEYS,
    UNIT_KEYS,
    AppraisalSheet,
    department_sheet_of,
    person_sheet,
    sheet_paper,
    unit_sheet,
)
from jiedui.reports.department import Department
from jiedui.reports.paper import Column, Heading, Paper, Paragraph, Table
from jiedui.reports.period import PeriodFigures

AFTER = date(2027, 2, 1)
PJ = "pingjiang"


def texts(paper: Paper) -> list[str]:
    return [block.text for block in paper.blocks if isinstance(block, Paragraph | Heading)]


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


def test_beside_it_stands_what_the_staff_of_the_federation_answer_for(quarter_world: Any) -> None:
    """PJ-2222 passes to the city's staff on 2026-08-15: of the county's 8 quarters the last two are the city's."""
    world = quarter_world
    late = world.measure("2026-03-01", "2026-08-31", by="PJ-B-2222")
    spells = world.pairing("PJ-B-2222", end="2026-08-14"), world.pairing("YYS-B-2222", "2026-08-15")
    world.household("PJ-2222", *spells, unit=PJ, needs=[world.need(1, "2026-02-20", late)])
    ledger = world.ledger()
    year = year_period(ledger, 2026)
    county, city = unit_sheet(ledger, PJ, year, AFTER), unit_sheet(ledger, "city", year, AFTER)
    assert parts(county)["contact"] == (5, 8)
    assert {row.yardstick.key: (row.portion.part, row.portion.whole) for row in county.staff} == {
        "quota": (1, 2), "contact": (5, 6), "in_time": (4, 5), "intake": (1, 1), "measure": (1, 1),
        "promise": (0, 0), "closed": (0, 1), "outing": (0, 1),
    }  # fmt: skip
    assert {row.yardstick.key: (row.portion.part, row.portion.whole) for row in city.staff} == {
        "quota": (1, 1), "contact": (0, 2), "in_time": (0, 0), "intake": (0, 1), "measure": (1, 1),
        "promise": (0, 1), "closed": (0, 1), "outing": (0, 1),
    }  # fmt: skip


def test_the_sheet_of_a_department_is_what_its_staff_answer_for(quarter_world: Any) -> None:
    world = quarter_world
    world.helper("YYS-B-3333", "city", {"department": "康复科"})
    world.household("PJ-3333", world.pairing("YYS-B-3333"), unit=PJ)
    world.visit("PJ-3333", "YYS-B-3333", "2026-12-31", PJ)
    ledger = world.ledger()
    figures = PeriodFigures(ledger, year_period(ledger, 2026), AFTER)
    sheet = department_sheet_of(figures, Department("city", "市残联机关", "康复科"))
    assert sheet.subject == "市残联康复科"
    assert parts(sheet) == {
        "quota": (1, 1), "contact": (1, 4), "in_time": (1, 1), "intake": (1, 1), "measure": (0, 1),
        "promise": (0, 0), "closed": (0, 0), "outing": (0, 1),
    }  # fmt: skip
    assert sheet.staff == ()


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
    tables = [block for block in paper.blocks if isinstance(block, Table)]
    assert [table.caption for table in tables] == ["2026年度指标（按户的属地）", "2026年度指标（按责任人的单位）"]
    for table in tables:
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


def test_a_person_is_weighed_by_the_weights_of_persons(quarter_world: Any) -> None:
    ledger = weighed(quarter_world, unit={"contact": 100}, person={"contact": 40, "in_time": 60})
    sheet = person_sheet(ledger, ledger.helpers["PJ-B-3333"], year_period(ledger, 2026), AFTER)
    # (40×3/4 + 60×2/3) ÷ 100 = 70 points
    assert [row.weight for row in sheet.rows] == [0, 40, 60, 0, 0, 0, 0, 0]
    assert (sheet.subject, sheet.score) == ("示例甲", 70)
    assert sheet.formula == "得分 = 100 ×（40×3/4 + 60×2/3）÷ 100 = 70。没有可算的指标不计入。"


def test_the_paper_of_a_weighed_sheet_cell_by_cell(quarter_world: Any) -> None:
    ledger = weighed(quarter_world, person={"contact": 40, "in_time": 60})
    sheet = person_sheet(ledger, ledger.helpers["PJ-B-3333"], year_period(ledger, 2026), AFTER)
    paper = sheet_paper(sheet, personal=False)
    assert paper == Paper(
        title="示例甲2026年度结对帮扶考核表", addressees="", signature="", date="", footnote="统计日 2026-12-31。",
        blocks=(
            Table(
                "2026年度指标",
                (
                    Column("指标", 3), Column("依据", 1.6), Column("完成", 1.1, is_number=True),
                    Column("应完成", 1.1, is_number=True), Column("完成率", 1.1, is_number=True),
                    Column("权重", 1, is_number=True),
                ),
                (
                    (
                        "结对户数达标率（达标和在宽限期里的责任人÷有户数要求的在岗责任人）", "五(二)1",
                        "1", "1", "100%", "—",
                    ),
                    ("季度联系完成率（已联系的户和季度÷应联系的户和季度）", "五(四)3", "3", "4", "75%", "40"),
                    ("联系及时录入率（按时录入的户和季度÷已联系的户和季度）", "五(四)3", "2", "3", "66.7%", "60"),
                    ("入户五件事齐全率（五件事做齐的户÷年末在结对的户）", "五(四)2", "1", "1", "100%", "—"),
                    ("当年有措施率（当年承诺或办结过措施的户÷年末在结对的户）", "四", "1", "1", "100%", "—"),
                    ("承诺兑现率（已办结的措施÷到期和已办的措施）", "二(二)", "0", "0", "—", "—"),
                    ("需求办结率（当年办结的需求÷当年办结的和年末未办结的需求）", "三(三)", "0", "1", "0%", "—"),
                    ("集体活动参加率（参加了集体活动的残疾人÷应参加的残疾人）", "四(四)3", "0", "1", "0%", "—"),
                ),
            ),
            Paragraph("得分 = 100 ×（40×3/4 + 60×2/3）÷ 100 = 70。没有可算的指标不计入。"),
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("as_of", "caption", "footnote", "coverage", "closed"),
    [
        (
            date(2026, 12, 30), "2026年度指标（按户的属地；到统计日2026年12月30日，年度还没有结束）",
            "统计日 2026-12-30。",
            "结对覆盖率（到统计日已结对户数÷到统计日名册户数）",
            "需求办结率（当年办结的需求÷当年办结的和到统计日未办结的需求）",
        ),
        (
            date(2026, 12, 31), "2026年度指标（按户的属地）", "统计日 2026-12-31。",
            "结对覆盖率（年末已结对户数÷年末名册户数）",
            "需求办结率（当年办结的需求÷当年办结的和年末未办结的需求）",
        ),
    ],
)  # fmt: skip
def test_a_sheet_in_mid_year_says_its_day_and_not_the_end_of_the_year(
    *, quarter_world: Any, as_of: date, caption: str, footnote: str, coverage: str, closed: str
) -> None:
    ledger = quarter_world.ledger()
    paper = sheet_paper(unit_sheet(ledger, PJ, year_period(ledger, 2026), as_of), personal=False)
    table = next(block for block in paper.blocks if isinstance(block, Table))
    labels = [row[0] for row in table.rows]
    assert (table.caption, paper.footnote, labels[0], labels[7]) == (caption, footnote, coverage, closed)


def test_who_took_part_in_an_activity_of_the_year_is_counted_of_all_who_should(quarter_world: Any) -> None:
    for number, when in (("4444", "2026-01-01"), ("5555", "2026-12-31"), ("6666", "2025-12-31")):
        outing = {"person": "m-2F8D", "date": when, "kind": "看一次电影"}
        quarter_world.household(f"PJ-{number}", quarter_world.pairing("PJ-B-2222"), unit=PJ, outings=[outing])
    ledger = quarter_world.ledger()
    assert parts(unit_sheet(ledger, PJ, year_period(ledger, 2026), AFTER))["outing"] == (2, 5)


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
