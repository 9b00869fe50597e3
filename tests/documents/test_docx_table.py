"""Tables of the DOCX, read back from the file: heads that repeat, rows and figures that are not parted."""

from __future__ import annotations

from typing import Any

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from jiedui.documents.docx_file import build
from jiedui.reports.paper import Column, Paper, Table

CENTER, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT


def test_tables_fit_the_type_area_and_repeat_their_heads(document: Any, record: dict[str, Any]) -> None:
    figures = document.tables[0]
    assert [cell.text for cell in figures.rows[0].cells][:4] == ["单位", "名册", "覆盖率", "应结对"]
    assert len(figures.rows) == 1 + len(record["units"]) + 1
    assert [cell.text for cell in figures.rows[-1].cells][:2] == ["全市", "4"]
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    spans = [sum(column.width for column in table.columns) / 36000 for table in document.tables]
    assert spans == pytest.approx([225, *[156] * 5], abs=0.5)


def built(*columns: Column, rows: tuple[tuple[str, ...], ...]) -> Any:
    paper = Paper(
        title="题", addressees="", blocks=(Table("表", columns, rows),), signature="", date="", footnote=""
    )  # fmt: skip
    (table,) = build(paper).tables
    return table


def test_columns_that_belong_together_have_a_head_in_common_which_repeats_too() -> None:
    quarter = "2026年第一季度"
    columns = (Column("单位", 2), Column("应联系", 1, group=quarter), Column("已联系", 1, group=quarter))
    table = built(*columns, rows=(("一", "2", "1"),))
    texts = [[cell.text for cell in row.cells] for row in table.rows]
    assert texts == [["单位", quarter, quarter], ["单位", "应联系", "已联系"], ["一", "2", "1"]]
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows] == [True, True, False]
    head = table.rows[0]._tr.tc_lst
    assert [cell.grid_span for cell in head] == [1, 2]
    assert [cell.vMerge for cell in head] == ["restart", None]


def test_no_day_and_no_code_is_parted_at_its_hyphens() -> None:
    table = built(Column("甲", 1), Column("乙", 1), Column("丙", 1), rows=(("PJ-2222", "2026-10-01", "-50"),))
    cells = [cell._tc.xml.count("w:noBreakHyphen") for cell in table.rows[1].cells]
    assert cells == [1, 2, 1]
    assert [cell.text for cell in table.rows[1].cells] == ["PJ-2222", "2026-10-01", "-50"]


def test_a_dash_between_words_and_a_single_sign_stay_as_they_are() -> None:
    table = built(Column("甲", 1), Column("乙", 1), rows=(("市残联-办公室", "-"),))
    assert "w:noBreakHyphen" not in table._tbl.xml


def test_numbers_stand_in_the_middle_and_words_at_the_left() -> None:
    table = built(Column("甲", 1), Column("乙", 1, is_number=True), rows=(("一", "2"),))
    head, row = ([cell.paragraphs[0].alignment for cell in row.cells] for row in table.rows)
    assert (head, row) == ([CENTER, CENTER], [LEFT, CENTER])


def test_edges_are_a_millimetre_so_that_figures_have_room() -> None:
    table = built(Column("甲", 1), rows=(("一",),))
    edges = table._tbl.tblPr.find(qn("w:tblCellMar"))
    # 1 mm are 56.7 twentieths of a point.
    assert [edge.get(qn("w:w")) for edge in edges] == ["57", "57"]
