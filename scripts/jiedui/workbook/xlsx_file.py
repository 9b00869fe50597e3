"""Plain tables as an XLSX file. What is no figure is a text cell: no number loses digits, no text is a formula."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from jiedui.office import timeless
from jiedui.records.files import write_bytes
from jiedui.reports.wording import NOTHING
from jiedui.workbook.fitting import print_page, row_height
from jiedui.workbook.values import FormattedNumber

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from jiedui.workbook.sheets import Sheet
    from jiedui.workbook.values import CellValue

_TEXT_FORMAT, _DAY_FORMAT = "@", "yyyy-mm-dd"
_FONT = "宋体"
_LINE = Side(style="thin", color="FF808080")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD_FILL = PatternFill("solid", fgColor="FFE8EDF3")
_MAX_TITLE = 31
# The height of the title's row in points; the margins at the sides in millimetres.
_TITLE_HEIGHT, _SIDE = 26, 10


def write_workbook(sheets: Sequence[Sheet], target: Path) -> None:
    """Write sheets to ``target``, making folders as needed."""
    package = io.BytesIO()
    build(sheets).save(package)
    write_bytes(target, timeless(package.getvalue()))


def build(sheets: Iterable[Sheet]) -> Workbook:
    """Return the workbook of some sheets."""
    book = Workbook()
    default = book.active
    assert default is not None
    book.remove(default)
    for sheet in sheets:
        _fill(book.create_sheet(_tab(sheet.name)), sheet)
    return book


def _tab(name: str) -> str:
    """Return a name that may stand on a tab."""
    return "".join("－" if char in "[]:*?/\\" else char for char in name)[:_MAX_TITLE]


def _fill(tab: Worksheet, sheet: Sheet) -> None:
    _put(tab, 1, 1, sheet.title).font = Font(name=_FONT, size=14, bold=True)
    widths = [column.width for column in sheet.columns]
    tab.row_dimensions[1].height = _TITLE_HEIGHT
    tab.row_dimensions[2].height = row_height([column.title for column in sheet.columns], widths)
    for number, column in enumerate(sheet.columns, 1):
        cell = _boxed(_put(tab, 2, number, column.title))
        cell.font, cell.fill = Font(name=_FONT, bold=True), _HEAD_FILL
        tab.column_dimensions[get_column_letter(number)].width = column.width
    for line, row in enumerate(sheet.rows, 3):
        tab.row_dimensions[line].height = row_height(row, widths)
        for number, value in enumerate(row, 1):
            cell = _boxed(_put(tab, line, number, value))
            if value == NOTHING:
                cell.alignment = Alignment(horizontal="right", vertical="center")
    for line, note in enumerate(sheet.notes, len(sheet.rows) + 4):
        _put(tab, line, 1, note).alignment = Alignment(wrap_text=False)
    _page(tab, sheet)


def _put(tab: Worksheet, row: int, column: int, value: CellValue) -> Cell:
    cell = tab.cell(row, column)
    assert isinstance(cell, Cell)
    cell.value = value.value if isinstance(value, FormattedNumber) else value
    cell.font = Font(name=_FONT)
    if isinstance(value, FormattedNumber):
        cell.number_format = value.format
    elif isinstance(value, date):
        cell.number_format = _DAY_FORMAT
    elif isinstance(value, str):
        # Without this a text that begins with = would be a formula, and Excel would shorten long numbers.
        cell.data_type = "s"
        cell.number_format = _TEXT_FORMAT
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    return cell


def _boxed(cell: Cell) -> Cell:
    cell.border = _BORDER
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    return cell


def _page(tab: Worksheet, sheet: Sheet) -> None:
    """Freeze the heads, let the rows be filtered, and print so that it is read, with the heads on each page."""
    last = get_column_letter(max(1, len(sheet.columns)))
    tab.freeze_panes = "B3"
    tab.auto_filter.ref = f"A2:{last}{len(sheet.rows) + 2}"
    page = print_page(sheet)
    tab.print_title_rows = "1:2"
    if page.across > 1:
        tab.print_title_cols = "A:A"
    tab.page_setup.paperSize = page.size
    tab.page_setup.orientation = "landscape" if page.landscape else "portrait"
    tab.page_setup.fitToWidth, tab.page_setup.fitToHeight = page.across, 0
    tab.page_margins.left = tab.page_margins.right = _SIDE / 25.4
    properties: Any = tab.sheet_properties
    properties.pageSetUpPr.fitToPage = True
    footer: Any = tab.oddFooter
    footer.left.text = "内部资料"
    footer.center.text = "第 &P 页，共 &N 页"
