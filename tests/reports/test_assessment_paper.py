"""An appraisal sheet as a paper: its captions, cells and notes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jiedui.reports.annual import year_period
from jiedui.reports.assessment import WORKPLACE_NOTE, department_sheet_of, unit_sheet
from jiedui.reports.assessment_paper import sheet_paper
from jiedui.reports.department import Department
from jiedui.reports.paper import Note, Paper, Paragraph, Table
from jiedui.reports.period import PeriodFigures
from jiedui.struct import replace

AFTER = date(2027, 2, 1)
PJ = "pingjiang"


def texts(paper: Paper) -> list[str]:
    return [block.text for block in paper.blocks if isinstance(block, Paragraph | Note)]


def tables(paper: Paper) -> list[Table]:
    return [block for block in paper.blocks if isinstance(block, Table)]


def test_a_federation_has_a_table_of_each_view_and_without_weights_no_score(quarter_world: Any) -> None:
    ledger = quarter_world.ledger()
    paper = sheet_paper(unit_sheet(ledger, PJ, year_period(ledger, 2026), AFTER))
    assert paper.title == "平江县残联2026年度结对帮扶考核表"
    assert texts(paper) == ["还没有规定权重，只列指标，不打分。", WORKPLACE_NOTE]
    assert [table.caption for table in tables(paper)] == [
        "2026年度指标（按户的属地）", "2026年度指标（按责任人的单位）",
    ]  # fmt: skip
    for table in tables(paper):
        assert [column.title for column in table.columns] == ["指标", "依据", "完成", "应完成", "完成率"]
    assert tables(paper)[1].rows[1] == (
        "季度联系完成率（已联系的户和季度÷应联系的户和季度）",
        "五(四)3",
        "5",
        "8",
        "62.5%",
    )


def test_the_table_by_workplace_bears_no_weights(quarter_world: Any) -> None:
    ledger = quarter_world.ledger()
    ledger.policy = replace(ledger.policy, weights={"unit": {"contact": 60}})
    residence, workplace = tables(sheet_paper(unit_sheet(ledger, PJ, year_period(ledger, 2026), AFTER)))
    assert [column.title for column in residence.columns][-1] == "权重"
    assert [row[5] for row in residence.rows][:3] == ["不计分", "不计分", "60"]
    assert [column.title for column in workplace.columns][-1] == "完成率"


def test_a_department_has_one_table_which_is_weighed(quarter_world: Any) -> None:
    ledger = quarter_world.ledger()
    ledger.policy = replace(ledger.policy, weights={"unit": {"quota": 100}})
    figures = PeriodFigures(ledger, year_period(ledger, 2026), AFTER)
    sheet = department_sheet_of(figures, Department("city", "市残联机关", "办公室"))
    paper = sheet_paper(sheet)
    (table,) = tables(paper)
    assert (table.caption, paper.title) == ("2026年度指标", "市残联办公室2026年度结对帮扶考核表")
    assert texts(paper) == ["得分 = 100 ×（100×0/1）÷ 100 = 0。没有可算的指标不计入。", WORKPLACE_NOTE]


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
    paper = sheet_paper(unit_sheet(ledger, PJ, year_period(ledger, 2026), as_of))
    table = next(block for block in paper.blocks if isinstance(block, Table))
    labels = [row[0] for row in table.rows]
    assert (table.caption, paper.footnote, labels[0], labels[7]) == (caption, footnote, coverage, closed)


def test_the_notes_of_a_sheet_stand_below_its_score(quarter_world: Any) -> None:
    ledger = quarter_world.ledger()
    ledger.policy = replace(ledger.policy, weights={"unit": {"coverage": 20}})
    sheet = unit_sheet(ledger, PJ, year_period(ledger, 2026), AFTER)
    assert texts(sheet_paper(sheet)) == [sheet.formula, WORKPLACE_NOTE]
    assert texts(sheet_paper(replace(sheet, notes=("甲。", "乙。")))) == [sheet.formula, "甲。", "乙。"]
