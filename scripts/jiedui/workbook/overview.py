"""全市总览 as a workbook: each federation by the indicators of the overview page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.reports.indicators import OVERVIEW, IndicatorKind, Value
from jiedui.workbook.sheets import Sheet, SheetColumn
from jiedui.workbook.values import CellValue, amount, share

if TYPE_CHECKING:
    from jiedui.reports.figures import Figures


def overview_sheets(figures: Figures) -> list[Sheet]:
    """Return the overview of a day, and what each column means."""
    columns = (SheetColumn("单位", 16), *(SheetColumn(f"{item.group}：{item.short}", 12) for item in OVERVIEW))
    groups = [(figures.ledger.units[unit].short, group) for unit, group in figures.units.items()]
    rows = [
        (name, *(_value(item.kind, item.value(group)) for item in OVERVIEW))
        for name, group in [*groups, ("全市", figures.city)]
    ]
    meaning = tuple((f"{item.group}：{item.short}", item.title, item.formula, item.clause) for item in OVERVIEW)
    title = f"全市总览（{figures.as_of.isoformat()}）"
    heads = (SheetColumn("栏目", 18), SheetColumn("名称", 26), SheetColumn("怎么算", 80), SheetColumn("依据", 12))
    return [
        Sheet(name="总览", title=title, columns=columns, rows=tuple(rows), notes=("“—”表示没有可算的。",)),
        Sheet(name="口径", title="各栏的算法", columns=heads, rows=meaning),
    ]


def _value(kind: IndicatorKind, value: Value) -> CellValue:
    return share(value) if kind is IndicatorKind.RATE else amount(value)
