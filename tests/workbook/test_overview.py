"""The overview in sheets: each federation, then the city, and what every column means."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from jiedui.model.ledger import Ledger
from jiedui.reports.figures import Figures
from jiedui.workbook.overview import overview_sheets
from jiedui.workbook.values import FormattedNumber, share

AS_OF = date(2026, 11, 23)


def test_the_overview_has_the_federations_the_city_and_the_meaning_of_its_columns(register_ledger: Ledger) -> None:
    overview, meaning = overview_sheets(Figures(register_ledger, AS_OF))
    assert (overview.name, overview.title) == ("总览", "全市总览（2026-11-23）")
    assert (meaning.name, meaning.title) == ("口径", "各栏的算法")
    assert [row[0] for row in overview.rows] == ["平江县残联", "全市"]
    heads = [column.title for column in overview.columns]
    assert heads[:8] == [
        "单位", "结对：名册", "结对：已结对", "结对：覆盖率", "配额：应", "配额：实", "配额：差", "本季联系：应联系",
    ]  # fmt: skip
    assert [row[0] for row in meaning.rows] == heads[1:]
    assert meaning.rows[2] == (
        "结对：覆盖率", "结对覆盖率", "已结对户数 ÷ 摸底名册户数。名册是空的，不计算。", "三(二)",
    )  # fmt: skip


def test_counts_and_shares_are_numbers(register_ledger: Ledger) -> None:
    overview, _ = overview_sheets(Figures(register_ledger, AS_OF))
    # Two households in the roster, one paired; the one helper owes one and has it.
    assert [row[1:7] for row in overview.rows] == [(2, 1, share(Fraction(1, 2)), 1, 1, 0)] * 2
    assert [type(value) for value in overview.rows[0][1:7]] == [int, int, FormattedNumber, int, int, int]


def test_what_nothing_is_asked_for_is_a_dash(register_ledger: Ledger) -> None:
    register_ledger.households.clear()
    overview, _ = overview_sheets(Figures(register_ledger, AS_OF))
    assert [row[1:7] for row in overview.rows] == [(0, 0, "—", 1, 0, 1)] * 2
    assert overview.notes == ("“—”表示没有可算的。",)
