"""The pages of a DOCX as GB/T 9704-2012 has them: A4, upright or turned on its side, 22 lines, numbers at the edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from jiedui.documents import layout
from jiedui.documents.docx_style import RunStyle, element, flush, set_font

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.text.run import Run


def set_first(document: Document) -> None:
    """Make the first pages of a document upright, with numbers."""
    section = document.sections[0]
    _turn(section, aside=False)
    properties = section._sectPr
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    # Only lines: LibreOffice doubles the characters' distance in a grid of characters that is narrower than the type.
    properties.append(element("w:docGrid", {"w:type": "lines", "w:linePitch": layout.line_pitch()}))
    _number(document)


def begin(document: Document, *, aside: bool) -> bool:
    """Begin a new section where the pages are to be turned, ``aside`` or back; tell whether one was begun."""
    last = document.sections[-1]
    if (last.orientation == WD_ORIENT.LANDSCAPE) is aside:
        return False
    _turn(document.add_section(WD_SECTION.NEW_PAGE), aside=aside)
    return True


def _turn(section: Section, *, aside: bool) -> None:
    """Set size and margins; of a page turned on its side the edge of the binding is at the top."""
    section.orientation = WD_ORIENT.LANDSCAPE if aside else WD_ORIENT.PORTRAIT
    sides = (layout.PAGE_HEIGHT, layout.PAGE_WIDTH) if aside else (layout.PAGE_WIDTH, layout.PAGE_HEIGHT)
    section.page_width, section.page_height = map(Mm, sides)
    upright = (layout.MARGIN_TOP, layout.MARGIN_RIGHT, layout.MARGIN_BOTTOM, layout.MARGIN_LEFT)
    top, right, bottom, left = map(Mm, (*upright[-1:], *upright[:-1]) if aside else upright)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = top, right, bottom, left
    section.footer_distance = Mm(layout.FOOTER_DISTANCE_ASIDE if aside else layout.FOOTER_DISTANCE)


def text_width(section: Section) -> float:
    """Return the width of the type area of a section, in millimetres."""
    aside = section.orientation == WD_ORIENT.LANDSCAPE
    return layout.TEXT_HEIGHT if aside else layout.TEXT_WIDTH


def _number(document: Document) -> None:
    """Put — n — at the outer edge: odd pages right, even pages left, one character from the edge."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        footer.is_linked_to_previous = False
        paragraph = flush(footer.paragraphs[0])
        paragraph.alignment = side
        if side is WD_ALIGN_PARAGRAPH.RIGHT:
            paragraph.paragraph_format.right_indent = Pt(layout.PAGE_NUMBER_SIZE)
        else:
            paragraph.paragraph_format.left_indent = Pt(layout.PAGE_NUMBER_SIZE)
        for text in ("— ", None, " —"):
            run = paragraph.add_run(text or "")
            set_font(RunStyle(run), layout.NUMBER_FONT, layout.PAGE_NUMBER_SIZE)
            if text is None:
                _field(run, "PAGE")


def _field(run: Run, instruction: str) -> None:
    text = element("w:instrText", {"xml:space": "preserve"})
    text.text = instruction
    for part in (
        element("w:fldChar", {"w:fldCharType": "begin"}),
        text,
        element("w:fldChar", {"w:fldCharType": "end"}),
    ):
        run._r.append(part)
