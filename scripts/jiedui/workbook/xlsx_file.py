"""Plain tables as an XLSX file. What is no figure is a text cell: no number loses digits, no text is a formula."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from functools import partial
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from jiedui.office import timeless
from jiedui.reports.wording import NOTHING
from jiedui.workbook.fitting import print_page, row_height
from jiedui.workbook.values import FormattedNumber

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from jiedui.workbook.fitting import PrintPage
    from jiedui.workbook.sheets import Sheet
    from jiedui.workbook.values import CellValue

    Formats = Callable[..., Format]

FONT = "宋体"
TEXT = {"num_format": "@"}
HEAD = {"bold": True, "bg_color": "#E8EDF3"}
_DAY = {"num_format": "yyyy-mm-dd"}
_BOXED = {"border": 1, "border_color": "#808080", "text_wrap": True, "valign": "vcenter"}
_MAX_TITLE = 31
# The height of the title's row in points; the margins at the sides in millimetres; a digit of the font in pixels.
_TITLE_HEIGHT, _SIDE, _DIGIT = 27, 10, 7


def build(sheets: Iterable[Sheet]) -> bytes:
    """Return the file of a workbook of some sheets."""

    def fill(book: Workbook) -> None:
        formats = formats_of(book)
        for sheet in sheets:
            _fill(book.add_worksheet(_tab(sheet.name)), sheet, formats)

    return package(fill)


def package(fill: Callable[[Workbook], None]) -> bytes:
    """Return the file of a workbook that ``fill`` fills, each sheet from above: no row is kept once it is written."""
    made = io.BytesIO()
    trouble: OSError | None = None
    try:
        with TemporaryDirectory() as folder, Workbook(made, {"constant_memory": True, "tmpdir": folder}) as book:
            fill(book)
    except FileCreateError as error:
        trouble = OSError(error.args[0].errno, error.args[0].strerror)
    if trouble:  # raised here, where nothing is held any more that XlsxWriter left open
        raise trouble
    return timeless(made.getvalue())


def formats_of(book: Workbook) -> Formats:
    """Return what gives the format of a workbook that has some properties, one and the same each time."""
    made: dict[str, Format] = {}

    def of(**properties: object) -> Format:
        key = repr(sorted(properties.items()))
        if key not in made:
            made[key] = book.add_format({"font_name": FONT, **properties})
        return made[key]

    return of


def put_text(tab: Worksheet, row: int, column: int, text: str, form: Format | None = None) -> None:
    """Write a text as it is, row and column counted from 0."""
    if text.startswith("<r>"):  # which XlsxWriter takes for its own
        tab.write_rich_string(row, column, *text[:2], text[2:], *([form] if form else []))
    else:
        tab.write_string(row, column, text, form)


def set_width(tab: Worksheet, column: int, width: float, form: Format | None = None) -> None:
    """Make a column as wide as so many digits, its edges included."""
    tab.set_column_pixels(column, column, round(width * _DIGIT), form)


def _tab(name: str) -> str:
    """Return a name that may stand on a tab."""
    return "".join("－" if char in "[]:*?/\\" else char for char in name)[:_MAX_TITLE]


def _fill(tab: Worksheet, sheet: Sheet, formats: Formats) -> None:
    widths = [column.width for column in sheet.columns]
    for number, width in enumerate(widths):
        set_width(tab, number, width)
    tab.set_row(0, _TITLE_HEIGHT)
    put_text(tab, 0, 0, sheet.title, formats(**TEXT, font_size=14, bold=True))
    heads = [column.title for column in sheet.columns]
    for line, row in enumerate((heads, *sheet.rows), 1):
        tab.set_row(line, row_height(row, widths))
        boxed = partial(formats, **_BOXED, **(HEAD if line == 1 else {}))
        for number, value in enumerate(row):
            _put(tab, line, number, value, boxed)
    for line, note in enumerate(sheet.notes, len(sheet.rows) + 3):
        _put(tab, line, 0, note, formats)
    _page(tab, sheet)


def _put(tab: Worksheet, row: int, column: int, value: CellValue, formats: Formats) -> None:
    match value:
        case FormattedNumber():
            tab.write_number(row, column, float(value.value), formats(num_format=value.format.value))
        case int():
            tab.write_number(row, column, value, formats())
        case date():
            tab.write_datetime(row, column, datetime.combine(value, time()), formats(**_DAY))
        case str():
            align = {"align": "right"} if value == NOTHING else {}
            # Without the mark it would become a formula as soon as somebody opens the cell.
            marked = {"quote_prefix": True} if value.startswith(("=", "+", "-", "@")) else {}
            put_text(tab, row, column, value, formats(**TEXT, **align, **marked))


def _page(tab: Worksheet, sheet: Sheet) -> None:
    """Freeze the heads, let the rows be filtered, and print so that it is read, with the heads on each page."""
    tab.freeze_panes(2, 1)
    tab.autofilter(1, 0, len(sheet.rows) + 1, max(0, len(sheet.columns) - 1))
    page = print_page((column.width for column in sheet.columns), landscape=sheet.landscape)
    tab.repeat_rows(0, 1)
    if page.across > 1:
        tab.repeat_columns(0, 0)
    set_paper(tab, page, sheet.handling)


def set_paper(tab: Worksheet, page: PrintPage, handling: str = "内部资料") -> None:
    """Print a sheet on a paper, so many pages wide, and say on each page whom it is for."""
    tab.set_paper(page.size)
    (tab.set_landscape if page.landscape else tab.set_portrait)()
    tab.fit_to_pages(page.across, 0)
    tab.set_margins(left=_SIDE / 25.4, right=_SIDE / 25.4)
    tab.set_footer(f"&L{handling}&C第 &P 页，共 &N 页")
