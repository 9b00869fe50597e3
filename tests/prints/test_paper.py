"""The paper and its foot: lengths that add up, and words that cannot leave the style sheet that they stand in."""

from __future__ import annotations

from jiedui.prints.paper import PageSetup, css_text, foot


def test_what_the_margins_leave() -> None:
    # 210 less twice 18, 297 less 10 and 14
    paper = PageSetup(top=10, side=18, bottom=14)
    assert (paper.inner_width, paper.inner_height) == (174, 273)
    assert paper.margins == "10mm 18mm 14mm"
    assert (paper.width, paper.height, paper.foot) == (210, 297, 9)


def test_a_foot_leaves_out_what_is_empty_and_cuts_a_name_of_more_than_fourteen_characters() -> None:
    assert foot("走访提纲", "", "2026年10月1日") == "走访提纲　2026年10月1日"
    assert foot("一二三四五六七八九十一二三四") == "一二三四五六七八九十一二三四"
    assert foot("一二三四五六七八九十一二三四五") == "一二三四五六七八九十一二三…"


def test_a_text_of_css_holds_no_character_that_ends_it() -> None:
    assert css_text("示例㴩𠮷家") == '"示例㴩𠮷家"'
    assert css_text('a"; }</style>') == '"a\\22 \\3b \\20 \\7d \\3c \\2f style\\3e "'
    assert css_text("\\\n") == '"\\5c \\a "'
