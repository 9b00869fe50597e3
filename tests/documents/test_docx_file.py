"""The DOCX keeps the measures of GB/T 9704-2012: read back from the file, in millimetres and points."""

from __future__ import annotations

from typing import Any

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from jiedui.documents import layout
from jiedui.documents.docx_file import build
from jiedui.reports.paper import Annex, Column, Heading, Note, Paper, Paragraph, Table


def paragraph(document: Any, text: str) -> Any:
    return next(item for item in document.paragraphs if item.text.startswith(text))


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
    marks = [item for item in document.paragraphs if item.text in ("附件1", "附件2", "附件3", "附件4")]
    assert [item.text for item in marks] == ["附件1", "附件2", "附件3", "附件4"]
    # A new section begins a page by itself: the first annex is turned on its side, the second is upright again.
    assert [item.paragraph_format.page_break_before for item in marks] == [False, False, True, True]
    assert paragraph(document, "附件：1.").text == "附件：1.各单位结对帮扶情况表"


def test_persons_are_named_in_the_text_and_in_the_annex(document: Any) -> None:
    assert paragraph(document, "个人：").text == "个人：平江县残联示例甲（1户）。"
    rows = [[cell.text for cell in row.cells] for table in document.tables[1:] for row in table.rows]
    who = ["PJ-4444", "平江县残联", "示例甲", "平江县残联"]
    assert [*who, "2026-10-01", "2026年第三季度没有联系记录"] in rows


def test_the_properties_say_what_it_is(document: Any) -> None:
    assert document.core_properties.title == "关于2026年第三季度结对帮扶工作情况的通报"
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


def test_the_issuing_body_and_its_number_stand_above_the_title(document: Any) -> None:
    mark, blank, number = document.paragraphs[:3]
    assert (mark.text, blank.text, number.text) == ("岳阳市残疾人联合会", "", "　　　〔2026〕　　号")
    assert mark.runs[0].font.size == Pt(36)
    assert mark.paragraph_format.space_before.mm == pytest.approx(35, abs=0.1)
    assert (mark.alignment, number.alignment) == (WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.CENTER)
    border = number._p.pPr.find(qn("w:pBdr")).find(qn("w:bottom"))
    # 4 mm are 11.3 pt.
    assert (border.get(qn("w:space")), border.get(qn("w:color"))) == ("11", "000000")


def test_the_signature_stays_with_the_end_of_the_text(document: Any) -> None:
    texts = [item.text for item in document.paragraphs]
    footnote = next(at for at, text in enumerate(texts) if text.startswith("（统计日"))
    first = next(at for at, text in enumerate(texts) if text.startswith("附件：1."))
    # The last paragraph of the text and the blank line below it are the two before the list of annexes.
    kept = [item.paragraph_format.keep_with_next for item in document.paragraphs[first - 2 : footnote]]
    assert kept == [True] * (footnote - first + 2)
    assert document.paragraphs[first - 3].paragraph_format.keep_with_next is None
    assert document.paragraphs[footnote].paragraph_format.keep_with_next is None


def test_a_paper_that_ends_with_a_table_is_signed_below_it() -> None:
    table = Table("表", (Column("甲", 1),), (("一",),))
    paper = Paper(
        title="题", addressees="", blocks=(Paragraph("文。"), table), signature="落款", date="", footnote="注",
    )  # fmt: skip
    kept = {item.text: item.paragraph_format.keep_with_next for item in build(paper).paragraphs}
    assert kept == {"题": None, "文。": None, "表": True, "": True, "落款": True, "（注）": None}


def test_a_remark_is_small_and_begins_at_the_edge() -> None:
    paper = Paper(title="题", addressees="", blocks=(Note("单位：户。"),), signature="", date="", footnote="")
    note = paragraph(build(paper), "单位")
    assert note.runs[0].font.size == Pt(12)
    assert note._p.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == "0"


def test_the_measures_are_the_standards() -> None:
    assert (layout.TEXT_WIDTH, layout.TEXT_HEIGHT) == (156, 225)
    assert layout.MARGIN_BOTTOM - layout.FOOTER_DISTANCE - layout.NUMBER_HEIGHT == layout.NUMBER_DROP == 7
    assert layout.line_pitch() == 579
    assert layout.character_space() == -5
