"""The trial of readings in sheets: the chosen reading first, then each other one, and whom it concerns."""

from __future__ import annotations

from datetime import date

import pytest

from jiedui.model.ledger import Ledger
from jiedui.model.time import Quarter
from jiedui.reports.simulation import simulate
from jiedui.struct import replace
from jiedui.workbook.sheets import Sheet
from jiedui.workbook.simulation import simulation_sheets
from jiedui.workbook.values import share

FIGURES = [
    "应结对户数",
    "实结对户数",
    "欠户数",
    "欠户的责任人数",
    "本季应联系户数",
    "本季已联系户数",
    "本季逾期户数",
    "本季联系率",
]


@pytest.fixture
def sheets(register_ledger: Ledger) -> list[Sheet]:
    return simulation_sheets(register_ledger, simulate(register_ledger, Quarter(2026, 3)))


def test_the_trial_has_three_sheets_with_their_columns(sheets: list[Sheet]) -> None:
    assert [(sheet.name, sheet.title) for sheet in sheets] == [
        ("全市", "2026年第三季度口径试算：全市"),
        ("各单位", "2026年第三季度口径试算：各单位"),
        ("涉及谁", "2026年第三季度口径试算：涉及谁"),
    ]
    assert [[column.title for column in sheet.columns] for sheet in sheets] == [
        ["读法", "内容", *FIGURES, "变动的责任人", "变动的户"],
        ["读法", "内容", "单位", *FIGURES],
        ["读法", "内容", "对象", "编号", "单位", "原来", "换读法以后"],
    ]
    assert sheets[0].notes == ("每次只换一条读法，别的不变。第一行是本系统读法。",)


def test_the_chosen_reading_stands_first_and_figures_can_be_summed(sheets: list[Sheet]) -> None:
    city, units, _ = sheets
    assert city.rows[0] == ("—", "本系统读法", 1, 1, 0, 0, 1, 0, 1, share(0), 0, 0)
    assert city.rows[1] == ("A-01", "县乡残联处级4户、科级2户", 2, 1, 1, 1, 1, 0, 1, share(0), 1, 0)
    assert units.rows[0] == ("—", "本系统读法", "平江县残联", 1, 1, 0, 0, 1, 0, 1, share(0))
    assert units.rows[1] == ("A-01", "县乡残联处级4户、科级2户", "平江县残联", 2, 1, 1, 1, 1, 0, 1, share(0))
    assert len(units.rows) == len(city.rows)


def test_who_is_concerned_stands_with_what_was_and_what_would_be(sheets: list[Sheet]) -> None:
    assert sheets[2].rows[0] == (
        "A-01", "县乡残联处级4户、科级2户", "责任人", "PJ-B-2222", "平江县残联", "应1、实1、差0", "应2、实1、差1",
    )  # fmt: skip


def test_a_household_is_concerned_where_its_quarter_would_be_judged_otherwise(register_ledger: Ledger) -> None:
    # Paired for 42 days of the quarter, without any visit: 不计 below 45 days, 逾期 where 1 or 30 days are enough.
    household = register_ledger.households["PJ-3333"]
    late = replace(household.pairings[0], span=replace(household.pairings[0].span, start=date(2026, 8, 20)))
    register_ledger.households["PJ-3333"] = replace(household, pairings=(late,))
    register_ledger.visits.clear()
    rows = simulation_sheets(register_ledger, simulate(register_ledger, Quarter(2026, 3)))[2].rows
    assert [row for row in rows if row[2] == "户"] == [
        ("A-10", "结对一天也要联系", "户", "PJ-3333", "平江县残联", "不计", "逾期"),
        ("A-10", "结对满30天就要联系", "户", "PJ-3333", "平江县残联", "不计", "逾期"),
    ]
