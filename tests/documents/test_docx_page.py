"""The pages of the DOCX, read back from the file: A4 and its margins, upright and on its side, lines and numbers."""

from __future__ import annotations

from typing import Any

import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt


def fonts(element: Any) -> set[str]:
    found = element.rPr.rFonts
    return {found.get(qn(f"w:{name}")) for name in ("ascii", "hAnsi", "eastAsia", "cs")}


@pytest.mark.parametrize(
    ("side", "wanted"),
    [("page_width", 210), ("page_height", 297), ("top_margin", 37), ("bottom_margin", 35), ("left_margin", 28),
     ("right_margin", 26)],
)  # fmt: skip
def test_page_and_margins_in_millimetres(document: Any, side: str, wanted: int) -> None:
    assert getattr(document.sections[0], side).mm == pytest.approx(wanted, abs=0.05)


def test_the_type_area_is_156_by_225(document: Any) -> None:
    section = document.sections[0]
    assert (section.page_width - section.left_margin - section.right_margin) / 36000 == pytest.approx(156, abs=0.1)
    assert (section.page_height - section.top_margin - section.bottom_margin) / 36000 == pytest.approx(225, abs=0.1)


def test_the_grid_holds_22_lines_of_28_characters(document: Any) -> None:
    grid = document.sections[0]._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "lines"
    assert grid.get(qn("w:charSpace")) is None
    pitch = int(grid.get(qn("w:linePitch"))) / 20
    height, width = 225 / 25.4 * 72, 156 / 25.4 * 72
    assert int(height / pitch) == 22
    assert 28 <= pitch <= 29
    space = document.styles["Normal"].element.rPr.find(qn("w:spacing"))
    advance = 16 + int(space.get(qn("w:val"))) / 20
    assert int(width / advance) == 28


def test_page_numbers_odd_right_even_left(document: Any) -> None:
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    assert section.footer_distance.mm == pytest.approx(23, abs=0.05)
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        (line,) = footer.paragraphs
        assert line.alignment is side
        assert [run.text for run in line.runs][::2] == ["— ", " —"]
        assert "PAGE" in line._p.xml
        assert {run.font.size for run in line.runs} == {Pt(14)}
        assert all(fonts(run._r) == {"宋体"} for run in line.runs)


def test_a_wide_annex_is_turned_on_its_side_with_the_binding_at_the_top(document: Any) -> None:
    body, wide, rest = document.sections
    assert [section.orientation for section in (body, wide, rest)] == [
        WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT,
    ]  # fmt: skip
    margins = (wide.top_margin, wide.right_margin, wide.bottom_margin, wide.left_margin)
    assert (round(wide.page_width.mm), round(wide.page_height.mm)) == (297, 210)
    assert [round(margin.mm) for margin in margins] == [28, 37, 26, 35]
    assert round(wide.footer_distance.mm) == 14
    assert [round(margin.mm) for margin in (rest.top_margin, rest.left_margin, rest.footer_distance)] == [37, 28, 23]
