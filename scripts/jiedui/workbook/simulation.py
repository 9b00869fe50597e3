"""口径试算 as a workbook: the figures under each reading side by side, and for whom they change (A-01 … A-21)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.reports.quarter_table import BY_KEY
from jiedui.reports.simulation import SHOWN, Outcome, QuotaFigures, Simulation
from jiedui.reports.wording import grace_text, number
from jiedui.workbook.sheets import Sheet, SheetColumn
from jiedui.workbook.values import CellValue, written

if TYPE_CHECKING:
    from jiedui.model.ledger import Ledger
    from jiedui.reports.quarterly import Row


def simulation_sheets(ledger: Ledger, found: Simulation) -> list[Sheet]:
    """Return one sheet of totals, one by federation, and one of who is concerned."""
    outcomes = (found.base, *found.others)
    heads = (SheetColumn("读法", 8), SheetColumn("内容", 30), *(SheetColumn(BY_KEY[key].title, 12) for key in SHOWN))
    totals = [(*_named(item), *_figures(item.total), len(item.helpers), len(item.households)) for item in outcomes]
    rows = [
        (*_named(item), ledger.units[unit].short, *_figures(row))
        for item in outcomes
        for unit, row in item.rows.items()
    ]
    title = f"{found.quarter.title}口径试算"
    changed = (SheetColumn("变动的责任人", 12), SheetColumn("变动的户", 12))
    return [
        Sheet(
            name="全市", title=f"{title}：全市", columns=(*heads, *changed), rows=tuple(totals),
            notes=("每次只换一条读法，别的不变。第一行是本系统读法。",),
        ),
        Sheet(
            name="各单位", title=f"{title}：各单位", columns=(*heads[:2], SheetColumn("单位", 16), *heads[2:]),
            rows=tuple(rows),
        ),
        _concerned(ledger, title, outcomes),
    ]  # fmt: skip


def _figures(row: Row) -> tuple[CellValue, ...]:
    return tuple(written(row[key], BY_KEY[key].sort) for key in SHOWN)


def _named(item: Outcome) -> tuple[str, str]:
    return item.reading or "—", item.title


def _concerned(ledger: Ledger, title: str, outcomes: tuple[Outcome, ...]) -> Sheet:
    rows: list[tuple[str, ...]] = []
    for item in outcomes:
        for helper in item.helpers:
            unit = ledger.units[ledger.helpers[helper.helper].unit].short
            rows.append((*_named(item), "责任人", helper.helper, unit, _quota(helper.before), _quota(helper.after)))
        for household in item.households:
            unit = ledger.units[ledger.households[household.household].unit].short
            rows.append((*_named(item), "户", household.household, unit, household.before.value, household.after.value))
    return Sheet(
        name="涉及谁",
        title=f"{title}：涉及谁",
        columns=(
            SheetColumn("读法", 8),
            SheetColumn("内容", 30),
            SheetColumn("对象", 10),
            SheetColumn("编号", 14),
            SheetColumn("单位", 16),
            SheetColumn("原来", 24),
            SheetColumn("换读法以后", 24),
        ),
        rows=tuple(rows),
    )


def _quota(found: QuotaFigures) -> str:
    return f"应{found.owed}、实{number(found.have)}、差{number(found.gap)}{grace_text(found.grace_until)}"
