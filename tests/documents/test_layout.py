"""The measures of GB/T 9704-2012, reckoned by hand."""

from __future__ import annotations

import pytest

from jiedui.documents import layout
from jiedui.reports.paper import Annex, Column, Paragraph, Table


def test_the_type_area_is_156_by_225_millimetres_on_a4() -> None:
    assert (layout.PAGE_WIDTH, layout.PAGE_HEIGHT) == (210, 297)
    assert (layout.MARGIN_TOP, layout.MARGIN_LEFT) == (37, 28)
    assert (layout.TEXT_WIDTH, layout.TEXT_HEIGHT) == (156, 225)


def test_22_lines_fill_the_type_area_and_no_more() -> None:
    # 225 mm are 637.795 pt: 28.9907 pt, or 579.8 twentieths, for each of 22 lines. Rounded up they would not fit.
    assert (layout.LINES, layout.line_pitch()) == (22, 579)


def test_28_characters_of_16_points_fill_a_line() -> None:
    # 156 mm are 442.205 pt: 15.79303 pt for each of 28 characters, 0.20697 pt less than 16 pt. In twentieths of a
    # point these are 4.14: with 4 of them 28 characters are 442.4 pt and do not fit.
    assert (layout.CHARACTERS, layout.BODY_SIZE, layout.character_space()) == (28, 16, -5)


def test_a_title_is_broken_before_the_words_that_all_titles_have() -> None:
    # 关于 and 通报 with what stands between are 20 characters, the four figures counted as two.
    assert layout.title_lines("关于2026年第三季度结对帮扶工作情况的通报") == (
        "关于2026年第三季度", "结对帮扶工作情况的通报",
    )  # fmt: skip
    assert layout.title_lines("平江县2026年度结对帮扶考核表") == ("平江县2026年度结对帮扶考核表",)
    assert layout.title_lines("结对帮扶工作的情况和今后一个时期的打算和安排") == (
        "结对帮扶工作的情况和今后一个时期的打算和安排",
    )
    assert layout.title_lines("一二三四五六七八九十一二三四五六七八九") == ("一二三四五六七八九十一二三四五六七八九",)
    # 14 before and 4 of the words fill a line of 18.
    assert len(layout.title_lines("一二三四五六七八九十一二三四结对帮扶")) == 1
    assert len(layout.title_lines("一二三四五六七八九十一二三四五结对帮扶")) == 2


def test_a_table_of_more_than_eight_columns_is_turned_on_its_side() -> None:
    def annex(columns: int) -> Annex:
        table = Table("表", tuple(Column(str(number), 1) for number in range(columns)), ())
        return Annex("附", (Paragraph("文。"), table))

    assert [layout.is_aside(annex(count)) for count in (8, 9)] == [False, True]
    assert not layout.is_aside(Annex("附", (Paragraph("文。"),)))


def test_columns_share_the_width_unless_a_number_would_be_parted() -> None:
    # A column needs half of 10.5 pt for each figure and 2.5 mm for its edges: 2026-10-01 needs 18.52 + 2.5 mm.
    day = 10 * 5.25 / 72 * 25.4 + 2.5
    table = Table("表", (Column("甲", 1), Column("乙", 1)), (("一二三四五六七八九十", "2026-10-01"),))
    assert layout.widths(table, 100) == [50, 50]
    assert layout.widths(table, 30) == pytest.approx([30 - day, day])


def test_a_short_head_of_figures_stands_in_one_line() -> None:
    """Three characters of 10.5 pt are 11.11 mm, with the edges 13.61; four may be parted, and so may words' heads."""
    head = 3 * 10.5 / 72 * 25.4 + 2.5

    def found(title: str, *, is_number: bool) -> list[float]:
        table = Table("表", (Column("甲", 3), Column(title, 1, is_number=is_number)), (("一", "1"),))
        return layout.widths(table, 40)

    assert found("应联系", is_number=True) == pytest.approx([40 - head, head])
    assert found("本季联系", is_number=True) == [30, 10]
    assert found("应联系", is_number=False) == [30, 10]


def test_where_no_column_can_give_all_get_as_much_as_there_is() -> None:
    # Each needs 21.02 mm and has 5: nothing to give.
    table = Table("表", (Column("甲", 1), Column("乙", 1)), (("2026-10-01", "2026-10-01"),))
    assert layout.widths(table, 10) == [5, 5]
    # 甲 has 9 and needs 21.02; 乙 has 6 and needs 1 · 3.704 / 2 + 2.5 = 4.352 of a figure: it gives 1.648.
    table = Table("表", (Column("甲", 3), Column("乙", 2)), (("2026-10-01", "1"),))
    need = 5.25 / 72 * 25.4 + 2.5
    assert layout.widths(table, 15) == pytest.approx([9 + 6 - need, need])


def test_the_page_number_stands_7_millimetres_below_the_type_area() -> None:
    # 35 mm of margin, less 7 mm of distance and the 5 mm of the number's own line.
    assert (layout.NUMBER_DROP, layout.FOOTER_DISTANCE) == (7, 23)


def test_every_font_has_something_to_stand_in_for_it() -> None:
    assert list(layout.STACKS) == ["方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"]
    assert [name for name, stack in layout.STACKS.items() if f'"{name}"' not in stack] == []
    assert [stack.rpartition(",")[2] for stack in layout.STACKS.values()] == [
        "serif", "serif", "sans-serif", "serif", "serif",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("signature", "date", "indents"),
    [
        # 14 characters begin 16 from the edge, the date 14 from it: it has 7, so that it ends 7 from the edge.
        ("市残联结对帮扶领导小组办公室", "2026年10月12日", (2, 7)),
        # The seven of the date and its two are four more than the five of the signature: that moves.
        ("岳阳市残联", "2026年10月12日", (6, 2)),
        ("岳阳市残联", "", (2, 5)),
    ],
)
def test_the_date_begins_two_characters_right_of_the_signature(
    signature: str, date: str, indents: tuple[float, float]
) -> None:
    assert layout.sign_indents(signature, date) == indents
