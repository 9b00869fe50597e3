"""The DOCX keeps the measures of GB/T 9704-2012: read back from the file, in millimetres and points."""

from __future__ import annotations

from typing import Any

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Pt

from jiedui.documents import layout
from jiedui.documents.docx_file import build
from jiedui.reports.paper import Annex, Column, Heading, Paper, Paragraph, Table


def paragraph(document: Any, text: str) -> Any:
    return next(item for item in document.paragraphs if item.text.startswith(text))


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
    assert grid.get(qn("w:type")) == "linesAndChars"
    pitch = int(grid.get(qn("w:linePitch"))) / 20
    height, width = 225 / 25.4 * 72, 156 / 25.4 * 72
    assert int(height / pitch) == 22
    assert 28 <= pitch <= 29
    advance = 16 + int(grid.get(qn("w:charSpace"))) / 4096
    assert width / advance == pytest.approx(28, abs=0.01)


def test_body_is_fangsong_of_16_points(document: Any) -> None:
    normal = document.styles["Normal"]
    assert normal.font.size == Pt(16)
    assert fonts(normal.element) == {"仿宋_GB2312"}
    assert normal.paragraph_format.line_spacing_rule is WD_LINE_SPACING.EXACTLY
    assert normal.paragraph_format.line_spacing == Pt(28.95)
    assert normal.element.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"


def test_title_is_xiaobiaosong_of_22_points_in_the_middle(document: Any) -> None:
    title = document.paragraphs[0]
    assert title.text == "关于2026年第3季度结对帮扶工作情况的通报"
    assert title.style.font.size == Pt(22)
    assert fonts(title.style.element) == {"方正小标宋简体"}
    assert title.style.paragraph_format.alignment is WD_ALIGN_PARAGRAPH.CENTER
    assert not title.style.element.findall(f".//{qn('w:pBdr')}")


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


def test_addressees_stand_at_the_edge_and_the_signature_at_the_right(document: Any) -> None:
    addressees = paragraph(document, "各县市区残联")
    assert addressees.text.endswith("：")
    assert addressees._p.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == "0"
    for text in ("市残联结对帮扶领导小组办公室", "2026年10月12日"):
        assert paragraph(document, text).alignment is WD_ALIGN_PARAGRAPH.RIGHT


def test_sections_of_the_bulletin_are_numbered(document: Any) -> None:
    heads = [item.text for item in document.paragraphs if item.style.name == "Heading 1"]
    assert heads == [
        "一、总体情况", "二、各单位情况", "三、好经验、好做法", "四、存在的问题", "五、下一步要求",
        "六、对以前各期通报的更正",
    ]  # fmt: skip


def test_annexes_begin_a_page_each_with_their_number(document: Any) -> None:
    marks = [item for item in document.paragraphs if item.text.strip() in ("附件1", "附件2", "附件3")]
    assert [item.text.strip() for item in marks] == ["附件1", "附件2", "附件3"]
    assert all('w:type="page"' in item._p.xml for item in marks)
    assert paragraph(document, "附件：1.").text == "附件：1.各单位结对帮扶情况表"


def test_tables_fit_the_type_area_and_repeat_their_heads(document: Any, record: dict[str, Any]) -> None:
    figures = document.tables[0]
    assert [cell.text for cell in figures.rows[0].cells][:4] == ["单位", "名册", "覆盖率", "应结对"]
    assert len(figures.rows) == 1 + len(record["units"]) + 1
    assert [cell.text for cell in figures.rows[-1].cells][:2] == ["全市", "4"]
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert sum(column.width for column in table.columns) / 36000 == pytest.approx(156, abs=0.5)


def test_persons_are_named_in_the_text_and_in_the_annex(document: Any) -> None:
    assert paragraph(document, "个人：").text == "个人：平江县残联示例甲（1户）。"
    rows = [[cell.text for cell in row.cells] for table in document.tables[1:] for row in table.rows]
    who = ["平江县残联", "PJ-4444", "示例甲", "平江县残联"]
    assert ["沟通联络不及时", *who, "2026-10-01", "2026年第3季度没有联系记录"] in rows


def test_the_properties_say_what_it_is(document: Any) -> None:
    assert document.core_properties.title == "关于2026年第3季度结对帮扶工作情况的通报"
    assert document.core_properties.language == "zh-CN"


def test_a_single_annex_has_no_number() -> None:
    table = Table("表", (Column("甲", 1), Column("乙", 2, is_number=True)), (("一", "1"),))
    paper = Paper(
        title="题", addressees="", blocks=(Paragraph("文。"),), signature="落款", date="", footnote="",
        annexes=(Annex("情况表", (table, Heading(2, "（一）注"))),),
    )  # fmt: skip
    texts = [item.text.strip() for item in build(paper).paragraphs]
    assert "附件：情况表" in texts
    assert "附件" in texts
    assert texts[0] == "题"


def test_the_measures_are_the_standards() -> None:
    assert (layout.TEXT_WIDTH, layout.TEXT_HEIGHT) == (156, 225)
    assert layout.MARGIN_BOTTOM - layout.FOOTER_DISTANCE - layout.NUMBER_HEIGHT == layout.NUMBER_DROP == 7
    assert layout.line_pitch() == 579
    assert layout.character_space() == -848
