"""What the public gets as a workbook: the course of the city, years and quarters by federation."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from jiedui.model.audience import PUBLIC
from jiedui.reports.public.published import HIDDEN
from jiedui.reports.public.tables import every_table
from jiedui.reports.wording import UNCOUNTED
from jiedui.workbook.sheets import Sheet, SheetColumn
from jiedui.workbook.values import CellValue, share

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiedui.reports.public.published import PublicCounts, Value
    from jiedui.reports.public.tables import PublicTable


def public_sheets(counts: PublicCounts) -> list[Sheet]:
    """Return what the public gets as sheets."""
    note = f"1 到 {counts.least - 1} 写“{HIDDEN}”；能把它算出来的数，也写“{HIDDEN}”。"
    return sheets_of(every_table(counts), note, PUBLIC.handling)


def sheets_of(tables: Iterable[PublicTable], note: str, handling: str) -> list[Sheet]:
    """Return a sheet for each series of tables, a line for each of theirs, the table in front of it.

    ``note`` stands below each, ``handling`` says what readers may do with it.
    """
    series: dict[str, list[PublicTable]] = {}
    for table in tables:
        series.setdefault(table.series, []).append(table)
    return [_sheet(name, found, note, handling) for name, found in series.items()]


def _sheet(name: str, tables: list[PublicTable], note: str, handling: str) -> Sheet:
    first = tables[0]
    heads = [f"{item.group}：{item.title}" if item.group else item.title for item in first.columns]
    return Sheet(
        name=name,
        title=name,
        columns=(
            SheetColumn("表", 24), SheetColumn(first.head, 18), *(SheetColumn(head, 12) for head in heads),
        ),
        rows=tuple((table.caption, row.name, *map(_cell, row.values)) for table in tables for row in table.rows),
        notes=(note,),
        handling=handling,
    )  # fmt: skip


def _cell(value: Value) -> CellValue:
    if value is None:
        return UNCOUNTED
    return share(value) if isinstance(value, Fraction) else value
