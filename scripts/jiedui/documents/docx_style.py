"""Type and paragraphs of a DOCX as GB/T 9704-2012 has them: fonts for every script, indents in characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from jiedui.documents import layout

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph as DocxParagraph
    from docx.text.run import Run

HEADING_FONTS = {1: layout.HEADING_FONT, 2: layout.SUBHEADING_FONT}
_BLACK = RGBColor(0, 0, 0)
# What follows an indent in the properties of a paragraph.
_AFTER_INDENT = (
    "w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment",
    "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange",
)  # fmt: skip


class RunStyle:
    """Lets a run be given a font in the way of a style."""

    def __init__(self, run: Run) -> None:
        self.font, self.element = run.font, run._r


def set_styles(document: Document) -> None:
    """Give the styles of body, heads and title the measures of the standard."""
    _set_body(document.styles["Normal"])
    for level, name in HEADING_FONTS.items():
        style = document.styles[f"Heading {level}"]
        set_font(style, name, layout.BODY_SIZE)
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
        style.paragraph_format.keep_with_next = True
    _set_title(document.styles["Title"])


def _set_body(normal: ParagraphStyle) -> None:
    set_font(normal, layout.BODY_FONT, layout.BODY_SIZE)
    properties = normal.element.get_or_add_rPr()
    # 28 characters in a line; a grid of characters would be read otherwise by other programs.
    space = element("w:spacing", {"w:val": layout.character_space()})
    properties.insert_element_before(space, "w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:lang")
    properties.append(element("w:lang", {"w:val": "zh-CN", "w:eastAsia": "zh-CN"}))
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    normal.paragraph_format.line_spacing = Pt(layout.line_pitch() / 20)
    normal.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    set_indent(normal.element.get_or_add_pPr(), 2)


def _set_title(title: ParagraphStyle) -> None:
    set_font(title, layout.TITLE_FONT, layout.TITLE_SIZE)
    for border in title.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    title.paragraph_format.line_spacing = Pt(layout.TITLE_PITCH)
    title.paragraph_format.space_before = Pt(0)
    title.paragraph_format.space_after = Pt(layout.line_pitch() / 20)
    title.paragraph_format.keep_with_next = True
    leave_grid(title.element.get_or_add_pPr())
    set_indent(title.element.get_or_add_pPr(), 0)


def set_font(style: ParagraphStyle | RunStyle, name: str, size: float) -> None:
    """Set one font of ``size`` points for every script, black, neither bold nor slanted."""
    style.font.name, style.font.size, style.font.bold, style.font.italic = name, Pt(size), False, False
    style.font.color.rgb = _BLACK
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for attribute in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(attribute), name)


def set_indent(properties: BaseOxmlElement, characters: int) -> None:
    """Indent the first line by whole characters, as Word counts them (hundredths), whatever the size of type."""
    for old in properties.findall(qn("w:ind")):
        properties.remove(old)
    width = int(characters * layout.BODY_SIZE * 20)
    indent = element("w:ind", {"w:firstLineChars": characters * 100, "w:firstLine": width})
    properties.insert_element_before(indent, *_AFTER_INDENT)


def leave_grid(properties: BaseOxmlElement) -> None:
    """Let lines stand as close as their own spacing says: the grid of 22 lines is the body's."""
    snap = element("w:snapToGrid", {"w:val": "0"})
    properties.insert_element_before(snap, "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr")


def flush(paragraph: DocxParagraph) -> DocxParagraph:
    """Begin a paragraph at the edge; return it."""
    set_indent(paragraph._p.get_or_add_pPr(), 0)
    return paragraph


def element(name: str, attributes: Mapping[str, str | int]) -> BaseOxmlElement:
    """Return an element of the document's markup."""
    found = OxmlElement(name)
    for key, value in attributes.items():
        found.set(qn(key), str(value))
    return found
