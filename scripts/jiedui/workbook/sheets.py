"""Plain tables that become the sheets of a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.struct import Struct

if TYPE_CHECKING:
    from jiedui.workbook.values import CellValue


class SheetColumn(Struct, frozen=True):
    """A column: its head and its width in characters of a half-width digit."""

    title: str
    width: float = 12


class Sheet(Struct, frozen=True, kw_only=True):
    """One sheet: a title line, column heads, rows of texts, numbers and days, and notes below.

    ``handling`` is what its readers may do with it, as each printed page says.
    """

    name: str
    title: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[CellValue, ...], ...]
    notes: tuple[str, ...] = ()
    landscape: bool = True
    handling: str = "内部资料"
