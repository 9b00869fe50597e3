"""Tables of a DOCX: repeated heads, grouped where columns belong together, rows and figures that are never parted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Mm

from jiedui.documents import layout
from jiedui.documents.docx_style import RunStyle, element, flush, leave_grid, set_font

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document
    from docx.shared import Length
    from docx.table import Table as DocxTable
    from docx.table import _Cell, _Row

    from jiedui.reports.paper import Table

_HYPHEN = re.compile("(?<=[0-9A-Za-z])-(?=[0-9A-Za-z])|^-(?=[0-9])")


def add_table(document: Document, block: Table, whole: float) -> None:
    """Add a table with its caption, ``whole`` millimetres wide."""
    caption = flush(document.add_paragraph())
    caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
    caption.paragraph_format.keep_with_next = True
    set_font(RunStyle(caption.add_run(block.caption)), layout.HEADING_FONT, layout.NOTE_SIZE)
    table = document.add_table(rows=0, cols=len(block.columns), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _narrow_edges(table)
    widths = [Mm(width) for width in layout.widths(block, whole)]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    _heads(table, block, widths)
    for row in block.rows:
        cells = table.add_row()
        _keep(cells)
        for cell, text, column, width in zip(cells.cells, row, block.columns, widths, strict=True):
            _fill(cell, text, width, layout.BODY_FONT, middle=column.is_number)


def _narrow_edges(table: DocxTable) -> None:
    edges = element("w:tblCellMar", {})
    for side in ("w:left", "w:right"):
        edges.append(element(side, {"w:w": Mm(layout.CELL_MARGIN).twips, "w:type": "dxa"}))
    table._tbl.tblPr.insert_element_before(edges, "w:tblLook", "w:tblCaption", "w:tblDescription", "w:tblPrChange")


def _heads(table: DocxTable, block: Table, widths: Sequence[Length]) -> None:
    """Add the head, in two rows where columns have a common head; one without reaches down through both."""
    upper = _head_row(table) if block.groups else None
    lower = _head_row(table)
    for cell, column, width in zip(lower.cells, block.columns, widths, strict=True):
        if not (upper and not column.group):
            _fill(cell, column.title, width, layout.HEADING_FONT, middle=True)
    if upper is None:
        return
    at = 0
    for group in block.groups:
        last = at + group.count - 1
        if group.title:
            cell = upper.cells[at].merge(upper.cells[last])
            _fill(cell, group.title, None, layout.HEADING_FONT, middle=True)
        else:
            for number in range(at, last + 1):
                cell = upper.cells[number].merge(lower.cells[number])
                _fill(cell, block.columns[number].title, None, layout.HEADING_FONT, middle=True)
        at = last + 1


def _head_row(table: DocxTable) -> _Row:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    _keep(row)
    row._tr.get_or_add_trPr().append(element("w:tblHeader", {}))
    return row


def _keep(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(element("w:cantSplit", {}))


def _fill(cell: _Cell, text: str, width: Length | None, font: str, *, middle: bool) -> None:
    if width is not None:
        cell.width = width
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    paragraph = flush(cell.paragraphs[0])
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if middle else WD_ALIGN_PARAGRAPH.LEFT
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    leave_grid(paragraph._p.get_or_add_pPr())
    run = paragraph.add_run()
    for number, part in enumerate(_HYPHEN.split(text)):
        if number:
            run._r.append(element("w:noBreakHyphen", {}))
        if part:
            run.add_text(part)
    set_font(RunStyle(run), font, layout.TABLE_SIZE)
