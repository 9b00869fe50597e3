"""Appraisal sheets: hand-checked parts, scores with and without weights (R-098, R-099)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from jiedui.reports.annual import year_period
from jiedui.reports.assessment import PERSON_KEYS, UNIT_KEYS, AppraisalSheet, person_sheet, sheet_paper, unit_sheet
from jiedui.reports.paper import Heading, Paper, Paragraph, Table

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
