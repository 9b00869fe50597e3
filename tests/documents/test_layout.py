"""The measures of GB/T 9704-2012, reckoned by hand."""

from __future__ import annotations

from jiedui.documents import layout


def test_the_type_area_is_156_by_225_millimetres_on_a4() -> None:
    assert (layout.PAGE_WIDTH, layout.PAGE_HEIGHT) == (210, 297)
    assert (layout.MARGIN_TOP, layout.MARGIN_LEFT) == (37, 28)
    assert (layout.TEXT_WIDTH, layout.TEXT_HEIGHT) == (156, 225)


def test_22_lines_fill_the_type_area_and_no_more() -> None:
    # 225 mm are 637.795 pt: 28.9907 pt, or 579.8 twentieths, for each of 22 lines. Rounded up they would not fit.
    assert (layout.LINES, layout.line_pitch()) == (22, 579)


def test_28_characters_of_16_points_fill_a_line() -> None:
    # 156 mm are 442.205 pt: 15.79303 pt for each of 28 characters, 0.20697 pt (847.75 / 4096) less than 16 pt.
    assert (layout.CHARACTERS, layout.BODY_SIZE, layout.character_space()) == (28, 16, -848)


def test_the_page_number_stands_7_millimetres_below_the_type_area() -> None:
    # 35 mm of margin, less 7 mm of distance and the 5 mm of the number's own line.
    assert (layout.NUMBER_DROP, layout.FOOTER_DISTANCE) == (7, 23)


def test_every_font_has_something_to_stand_in_for_it() -> None:
    assert list(layout.STACKS) == ["方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"]
    assert [name for name, stack in layout.STACKS.items() if f'"{name}"' not in stack] == []
    assert [stack.rpartition(",")[2] for stack in layout.STACKS.values()] == [
        "serif", "serif", "sans-serif", "serif", "serif",
    ]  # fmt: skip
