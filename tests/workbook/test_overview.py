"""The overview in sheets: each federation, then the city, and what every column means."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

from jiedui.model.ledger import Ledger
from jiedui.records.reader import read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.reports.figures import Figures
from jiedui.workbook.overview import overview_sheets
from jiedui.workbook.values import FormattedNumber, share

AS_OF = date(2026, 11, 23)


def test_the_overview_has_the_federations_the_city_and_the_meaning_of_its_columns(register_ledger: Ledger) -> None:
    overview, staff, meaning = overview_sheets(Figures(register_ledger, AS_OF))
    assert (overview.name, overview.title) == ("总览", "全市总览，按户的属地，配额按责任人的单位（2026-11-23）")
    assert (staff.name, staff.title) == ("按责任人的单位", "全市总览，按责任人的单位（2026-11-23）")
    assert (meaning.name, meaning.title) == ("口径", "各栏的算法")
    assert [row[0] for row in overview.rows] == ["平江县残联", "全市"]
    heads = [column.title for column in overview.columns]
    assert heads[:8] == [
        "单位", "结对：名册", "结对：已结对", "结对：覆盖率", "配额：应", "配额：实", "配额：差", "本季联系：应联系",
    ]  # fmt: skip
    assert [row[0] for row in meaning.rows] == heads[1:]
    assert meaning.rows[2] == (
        "结对：覆盖率", "结对覆盖率", "已结对户数 ÷ 摸底名册户数。名册是空的，不计算。", "户的属地", "统计日", "三(二)",
        "A-16、A-29",
    )  # fmt: skip


def test_by_workplace_what_nobody_answers_for_has_its_line_and_coverage_no_column(register_ledger: Ledger) -> None:
    _, staff, _ = overview_sheets(Figures(register_ledger, AS_OF))
    assert [column.title for column in staff.columns][:4] == ["单位", "结对：名册", "结对：已结对", "配额：应"]
    assert [row[:6] for row in staff.rows] == [
        ("平江县残联", 1, 1, 1, 1, 0), ("无责任人", 1, 0, 0, 0, 0), ("全市", 2, 1, 1, 1, 0),
    ]  # fmt: skip


def test_the_citys_departments_stand_below_it_with_their_kind(repo_root: Path, shipped_root: Path) -> None:
    shipped = Ledger.of(read_ledger(shipped_root, SchemaLibrary(repo_root / "schemas")))
    _, staff, _ = overview_sheets(Figures(shipped, AS_OF))
    assert [column.title for column in staff.columns][:3] == ["单位", "类别", "结对：名册"]
    assert [row[:2] for row in staff.rows[:3]] == [("市残联", ""), ("党组理事会", "机关科室"), ("办公室", "机关科室")]
    assert staff.rows[0][2] == sum(row[2] for row in staff.rows if row[1])
    assert staff.rows[-1][2] == sum(row[2] for row in staff.rows[:-1] if not row[1])
    assert len(staff.notes) == 2


def test_counts_and_shares_are_numbers(register_ledger: Ledger) -> None:
    overview, _, _ = overview_sheets(Figures(register_ledger, AS_OF))
    # Two households in the roster, one paired; the one helper owes one and has it.
    assert [row[1:7] for row in overview.rows] == [(2, 1, share(Fraction(1, 2)), 1, 1, 0)] * 2
    assert [type(value) for value in overview.rows[0][1:7]] == [int, int, FormattedNumber, int, int, int]


def test_what_nothing_is_asked_for_is_a_dash(register_ledger: Ledger) -> None:
    register_ledger.households.clear()
    overview, _, _ = overview_sheets(Figures(register_ledger, AS_OF))
    assert [row[1:7] for row in overview.rows] == [(0, 0, "—", 1, 0, 1)] * 2
    assert overview.notes == ("“—”表示没有可算的。",)
