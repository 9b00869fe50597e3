"""A paper as DOCX in the layout of GB/T 9704-2012, without the red head: the office adds its own."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor

from jiedui.documents import layout
from jiedui.office import timeless
from jiedui.records.files import write_bytes
from jiedui.reports.paper import Annex, Block, Heading, Paper, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import ParagraphStyle
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph as DocxParagraph
    from docx.text.run import Run

HEADING_FONTS = {1: layout.HEADING_FONT, 2: layout.SUBHEADING_FONT}
_BLACK = RGBColor(0, 0, 0)


def write_docx(paper: Paper, target: Path) -> None:
    """Write a paper to ``target``, making folders as needed."""
    package = io.BytesIO()
    build(paper).save(package)
    write_bytes(target, timeless(package.getvalue()))


def build(paper: Paper) -> Document:
    """Return the document of a paper."""
    document = docx.Document()
    _page(document)
    _styles(document)
    _page_numbers(document)
    _properties(document, paper)
    title = document.add_paragraph(style="Title")
    title.add_run(paper.title)
    if paper.addressees:
        _indented(document.add_paragraph(paper.addressees), 0)
    _blocks(document, paper.blocks)
    _annex_list(document, paper.annexes)
    _signature(document, paper)
    for number, annex in enumerate(paper.annexes, 1):
        _annex(document, annex, number, alone=len(paper.annexes) == 1)
    return document


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(layout.PAGE_WIDTH), Mm(layout.PAGE_HEIGHT)
    section.top_margin, section.bottom_margin = Mm(layout.MARGIN_TOP), Mm(layout.MARGIN_BOTTOM)
    section.left_margin, section.right_margin = Mm(layout.MARGIN_LEFT), Mm(layout.MARGIN_RIGHT)
    section.footer_distance = Mm(layout.FOOTER_DISTANCE)
    properties = section._sectPr
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    properties.append(
        _element(
            "w:docGrid",
            {"w:type": "linesAndChars", "w:linePitch": layout.line_pitch(), "w:charSpace": layout.character_space()},
        )
    )


def _styles(document: Document) -> None:
    normal = document.styles["Normal"]
    _font(normal, layout.BODY_FONT, layout.BODY_SIZE)
    normal.element.get_or_add_rPr().append(_element("w:lang", {"w:val": "zh-CN", "w:eastAsia": "zh-CN"}))
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    normal.paragraph_format.line_spacing = Pt(layout.line_pitch() / 20)
    normal.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    _indent(normal.element.get_or_add_pPr(), 2)
    for level, font in HEADING_FONTS.items():
        style = document.styles[f"Heading {level}"]
        _font(style, font, layout.BODY_SIZE)
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
        style.paragraph_format.keep_with_next = True
    title = document.styles["Title"]
    _font(title, layout.TITLE_FONT, layout.TITLE_SIZE)
    for border in title.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    title.paragraph_format.space_before = Pt(0)
    title.paragraph_format.space_after = Pt(layout.line_pitch() / 20)
    _indent(title.element.get_or_add_pPr(), 0)


def _font(style: ParagraphStyle | _RunStyle, name: str, size: float) -> None:
    style.font.name, style.font.size, style.font.bold, style.font.italic = name, Pt(size), False, False
    style.font.color.rgb = _BLACK
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for attribute in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(attribute), name)


def _indent(properties: BaseOxmlElement, characters: int) -> None:
    """Indent the first line by whole characters, as Word counts them (hundredths), whatever the size of type."""
    for old in properties.findall(qn("w:ind")):
        properties.remove(old)
    width = int(characters * layout.BODY_SIZE * 20)
    indent = _element("w:ind", {"w:firstLineChars": characters * 100, "w:firstLine": width})
    properties.insert_element_before(
        indent, "w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection",
        "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr",
        "w:sectPr", "w:pPrChange",
    )  # fmt: skip


def _indented(paragraph: DocxParagraph, characters: int) -> DocxParagraph:
    _indent(paragraph._p.get_or_add_pPr(), characters)
    return paragraph


def _page_numbers(document: Document) -> None:
    """Put — n — at the outer edge: odd pages right, even pages left, one character from the edge."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        footer.is_linked_to_previous = False
        paragraph = _indented(footer.paragraphs[0], 0)
        paragraph.alignment = side
        if side is WD_ALIGN_PARAGRAPH.RIGHT:
            paragraph.paragraph_format.right_indent = Pt(layout.PAGE_NUMBER_SIZE)
        else:
            paragraph.paragraph_format.left_indent = Pt(layout.PAGE_NUMBER_SIZE)
        for text in ("— ", None, " —"):
            run = paragraph.add_run(text or "")
            _font(_RunStyle(run), layout.NUMBER_FONT, layout.PAGE_NUMBER_SIZE)
            if text is None:
                _field(run, "PAGE")


class _RunStyle:
    """Lets a run be given a font in the way of a style."""

    def __init__(self, run: Run) -> None:
        self.font, self.element = run.font, run._r


def _field(run: Run, instruction: str) -> None:
    text = _element("w:instrText", {"xml:space": "preserve"})
    text.text = instruction
    for part in (
        _element("w:fldChar", {"w:fldCharType": "begin"}),
        text,
        _element("w:fldChar", {"w:fldCharType": "end"}),
    ):
        run._r.append(part)


def _properties(document: Document, paper: Paper) -> None:
    core = document.core_properties
    core.title, core.author, core.language, core.comments = paper.title, paper.signature, "zh-CN", ""


def _blocks(document: Document, blocks: Iterable[Block]) -> None:
    for block in blocks:
        if isinstance(block, Heading):
            document.add_paragraph(block.text, style=f"Heading {block.level}")
        elif isinstance(block, Paragraph):
            document.add_paragraph(block.text)
        else:
            _table(document, block)


def _table(document: Document, block: Table) -> None:
    caption = _indented(document.add_paragraph(), 0)
    caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
    caption.paragraph_format.keep_with_next = True
    _font(_RunStyle(caption.add_run(block.caption)), layout.HEADING_FONT, layout.NOTE_SIZE)
    table = document.add_table(rows=1, cols=len(block.columns), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    whole = sum(column.share for column in block.columns)
    widths = [Mm(layout.TEXT_WIDTH * column.share / whole) for column in block.columns]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    head = table.rows[0]
    head._tr.get_or_add_trPr().append(_element("w:tblHeader", {}))
    for cell, column, width in zip(head.cells, block.columns, widths, strict=True):
        _cell(cell, column.title, width, layout.HEADING_FONT, middle=True)
    for row in block.rows:
        cells = table.add_row()
        cells._tr.get_or_add_trPr().append(_element("w:cantSplit", {}))
        for cell, text, column, width in zip(cells.cells, row, block.columns, widths, strict=True):
            _cell(cell, text, width, layout.BODY_FONT, middle=column.is_number)


def _cell(cell: _Cell, text: str, width: Length, font: str, *, middle: bool) -> None:
    cell.width = width
    paragraph = _indented(cell.paragraphs[0], 0)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if middle else WD_ALIGN_PARAGRAPH.LEFT
    # The grid of 22 lines is the body's: small type in a table has its own, single spacing.
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    snap = _element("w:snapToGrid", {"w:val": "0"})
    paragraph._p.get_or_add_pPr().insert_element_before(snap, "w:spacing", "w:ind", "w:jc", "w:rPr")
    _font(_RunStyle(paragraph.add_run(text)), font, layout.TABLE_SIZE)


def _annex_list(document: Document, annexes: tuple[Annex, ...]) -> None:
    """Name the annexes one line below the body."""
    if not annexes:
        return
    document.add_paragraph()
    single = len(annexes) == 1
    for number, annex in enumerate(annexes, 1):
        head = "附件：" if number == 1 else "　　　"
        document.add_paragraph(f"{head}{'' if single else f'{number}.'}{annex.title}")


def _signature(document: Document, paper: Paper) -> None:
    document.add_paragraph()
    for text in (paper.signature, paper.date):
        if text:
            line = _indented(document.add_paragraph(text), 0)
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            line.paragraph_format.right_indent = Pt(layout.BODY_SIZE * 2)
    if paper.footnote:
        note = _indented(document.add_paragraph(), 0)
        _font(_RunStyle(note.add_run(f"（{paper.footnote}）")), layout.BODY_FONT, layout.NOTE_SIZE)


def _annex(document: Document, annex: Annex, number: int, *, alone: bool) -> None:
    head = _indented(document.add_paragraph(), 0)
    head.add_run().add_break(WD_BREAK.PAGE)
    _font(_RunStyle(head.add_run("附件" if alone else f"附件{number}")), layout.HEADING_FONT, layout.BODY_SIZE)
    document.add_paragraph(annex.title, style="Title")
    _blocks(document, annex.blocks)


def _element(name: str, attributes: Mapping[str, str | int]) -> BaseOxmlElement:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(key), str(value))
    return element
