"""Type and paragraphs of the DOCX, read back from the file: fonts, sizes, indents, black alone."""

from __future__ import annotations

from typing import Any

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Pt


def paragraph(document: Any, text: str) -> Any:
    return next(item for item in document.paragraphs if item.text.startswith(text))


def fonts(element: Any) -> set[str]:
    found = element.rPr.rFonts
    return {found.get(qn(f"w:{name}")) for name in ("ascii", "hAnsi", "eastAsia", "cs")}


def test_body_is_fangsong_of_16_points(document: Any) -> None:
    normal = document.styles["Normal"]
    assert normal.font.size == Pt(16)
    assert fonts(normal.element) == {"仿宋_GB2312"}
    assert normal.paragraph_format.line_spacing_rule is WD_LINE_SPACING.EXACTLY
    assert normal.paragraph_format.line_spacing == Pt(28.95)
    assert normal.element.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"


def test_title_is_xiaobiaosong_of_22_points_in_the_middle(document: Any) -> None:
    title = paragraph(document, "关于")
    assert title.text == "关于2026年第三季度\n结对帮扶工作情况的通报"
    assert title.style.font.size == Pt(22)
    assert fonts(title.style.element) == {"方正小标宋简体"}
    assert title.style.paragraph_format.alignment is WD_ALIGN_PARAGRAPH.CENTER
    assert not title.style.element.findall(f".//{qn('w:pBdr')}")
    # On the grid a line of 22 points would take two of the body's.
    assert title.style.paragraph_format.line_spacing == Pt(33)
    assert title.style.element.pPr.find(qn("w:snapToGrid")).get(qn("w:val")) == "0"


@pytest.mark.parametrize(
    ("text", "style", "font"), [("一、", "Heading 1", "黑体"), ("（一）", "Heading 2", "楷体_GB2312")]
)
def test_heads(document: Any, text: str, style: str, font: str) -> None:
    head = paragraph(document, text)
    assert head.style.name == style
    assert fonts(head.style.element) == {font}
    assert (head.style.font.size, head.style.font.bold) == (Pt(16), False)


def test_nothing_is_red(document: Any) -> None:
    colours = {
        element.get(qn("w:val"))
        for name in ("Normal", "Title", "Heading 1", "Heading 2")
        for element in document.styles[name].element.iter(qn("w:color"))
    }
    assert colours == {"000000"}
    assert "FF0000" not in document.element.xml
