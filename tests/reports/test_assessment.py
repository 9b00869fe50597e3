"""Appraisal sheets: hand-checked parts, scores with and without weights (R-098, R-099)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from jiedui.reports.annual import year_period
from jiedui.reports.assessment import (
    BY_KEY,
    YARDSTICKS,
    AppraisalSheet,
    all_sheets,
    department_sheet_of,
    unit_sheet,
)
from jiedui.reports.department import Department
from jiedui.reports.period import PeriodFigures
from jiedui.struct import replace

AFTER = date(2027, 2, 1)
PJ = "pingjiang"


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
    assert [row.yardstick for row in sheet.rows] == list(YARDSTICKS)
    assert [row.yardstick for row in sheet.staff] == list(YARDSTICKS[1:]), "all but the coverage of the roster"


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


def test_of_departments_the_city_s_alone_have_sheets_beside_those_of_the_federations(quarter_world: Any) -> None:
    quarter_world.helper("YYS-B-3333", "city", {"department": "康复科"})
    quarter_world.helper("PJ-B-7777", PJ, {"department": "康复科"})
    ledger = quarter_world.ledger()
    sheets = all_sheets(PeriodFigures(ledger, year_period(ledger, 2026), AFTER))
    assert {name: sheet.subject for name, sheet in sheets.items()} == {
        "city": "市残联", "city-办公室": "市残联办公室", "city-康复科": "市残联康复科",
        "yueyanglou": "岳阳楼区残联", "pingjiang": "平江县残联",
    }  # fmt: skip


def test_without_weights_there_is_no_score(quarter_world: Any) -> None:
    ledger = quarter_world.ledger()
    sheet = unit_sheet(ledger, PJ, year_period(ledger, 2026), AFTER)
    assert (sheet.score, sheet.formula) == (None, "")


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


def test_a_score_lies_between_nought_and_a_hundred(quarter_world: Any) -> None:
    for weight in (1, 50, 100):
        ledger = weighed(quarter_world, unit=dict.fromkeys(BY_KEY, weight))
        for unit in ledger.units:
            score = unit_sheet(ledger, unit, year_period(ledger, 2026), AFTER).score
            assert score is None or 0 <= score <= 100
