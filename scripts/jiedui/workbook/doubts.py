"""The doubts that a list from elsewhere raised, as a sheet to hand to a federation and to write the answers into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.workbook.sheets import Sheet, SheetColumn

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from jiedui.model.ledger import Ledger
    from jiedui.reports.comparison.comparison import HouseholdDoubt

BY_NAME = "只按姓名对上，先核对是不是同一个人。"

_COLUMNS = (
    SheetColumn("乡镇", 14), SheetColumn("户编号", 12), SheetColumn("姓名", 12), SheetColumn("疑点", 16),
    SheetColumn("名单说", 24), SheetColumn("档案写", 24), SheetColumn("怎么办", 50), SheetColumn("依据", 10),
    SheetColumn("名单里的位置", 14), SheetColumn("核实结果", 30),
)  # fmt: skip


def doubt_sheet(ledger: Ledger, unit: str, as_of: date, doubts: Iterable[HouseholdDoubt]) -> Sheet:
    """Return the doubts about a federation's households as a sheet. No number of a person is in it."""
    rows = tuple(
        (
            item.household.township, item.household.id, item.person, item.doubt.kind, item.doubt.listed,
            item.doubt.recorded, f"{BY_NAME if item.by_name else ''}{item.doubt.remedy}", item.doubt.clause,
            item.place or "—", "",
        )
        for item in doubts
    )  # fmt: skip
    return Sheet(
        name="待核实",
        title=f"{ledger.unit_name(unit)}名单比对待核实（{as_of}）",
        columns=_COLUMNS,
        rows=rows,
        notes=("只是疑点，先核实，核实了再改档案。名单没有存进台账。",),
    )
