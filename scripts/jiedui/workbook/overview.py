"""全市总览 as a workbook: each federation and workplace by the indicators of the overview page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.reports.indicators import BY_STAFF, OVERVIEW, Indicator, IndicatorKind, Value
from jiedui.reports.share import BY_RESIDENCE, BY_WORKPLACE
from jiedui.workbook.sheets import Sheet, SheetColumn
from jiedui.workbook.values import CellValue, amount, share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiedui.reports.figures import Figures
    from jiedui.reports.groups import GroupFigures


def overview_sheets(figures: Figures) -> list[Sheet]:
    """Return the overview of a day by residence and by workplace, and what each column means."""
    residence = [(figures.unit_called(unit), group) for unit, group in figures.standing.items()]
    workplace = [
        (line.name, line.department.kind if line.department else "", line.group) for line in figures.workplace_lines
    ]
    return [
        _view(
            figures,
            "总览",
            f"{BY_RESIDENCE}，配额按{BY_WORKPLACE}",
            OVERVIEW,
            [(name, "", group) for name, group in residence],
        ),
        _view(figures, "按责任人的单位", BY_WORKPLACE, BY_STAFF, workplace),
        _meaning(),
    ]


def _view(
    figures: Figures, name: str, view: str, indicators: Sequence[Indicator], groups: list[tuple[str, str, GroupFigures]]
) -> Sheet:
    lines = [*groups, (figures.ledger.whole, "", figures.city)]
    kinds = [SheetColumn("类别", 12)] if any(kind for _, kind, _ in lines) else []
    return Sheet(
        name=name,
        title=f"全市总览，按{view}（{figures.as_of.isoformat()}）",
        columns=(
            SheetColumn("单位", 16),
            *kinds,
            *(SheetColumn(f"{item.group}：{item.short}", 12) for item in indicators),
        ),
        rows=tuple(
            (called, *([kind] if kinds else []), *(_value(item.kind, item.value(group)) for item in indicators))
            for called, kind, group in lines
        ),
        notes=("“—”表示没有可算的。", *(["写了类别的是市残联的一部分，不另外相加。"] if kinds else [])),
    )


def _meaning() -> Sheet:
    heads = (
        SheetColumn("栏目", 18), SheetColumn("名称", 26), SheetColumn("怎么算", 80), SheetColumn("算给谁", 60),
        SheetColumn("哪一天", 20), SheetColumn("依据", 12), SheetColumn("读法", 20),
    )  # fmt: skip
    rows = tuple(
        (f"{item.group}：{item.short}", item.title, item.formula, item.whose.value, item.day, item.clause,
         "、".join(item.readings))
        for item in OVERVIEW
    )  # fmt: skip
    return Sheet(name="口径", title="各栏的算法", columns=heads, rows=rows)


def _value(kind: IndicatorKind, value: Value) -> CellValue:
    return share(value) if kind is IndicatorKind.RATE else amount(value)
