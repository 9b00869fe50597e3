"""Texts that fit: lines counted by hand, the size chosen, and where a text is cut."""

from __future__ import annotations

import pytest

from jiedui.prints.fitting import Box, Fitted, Passage, count, cut, width
from jiedui.prints.layout import LAYOUTS, CardLayout


@pytest.mark.parametrize(
    ("text", "ems"),
    [
        ("", 0),
        ("平江县", 3),
        ("㴩𠮷", 2),
        ("0730", 4 * 0.62),
        ("Wm", 2 * 1.06),
        ("Aw", 2 * 0.86),
        ("n", 0.67),
        ("葛\U000e0100", 1),
        ("“…", 2),
    ],
)
def test_width_in_ems(text: str, ems: float) -> None:
    assert width(text) == pytest.approx(ems)


@pytest.mark.parametrize(
    ("text", "ems", "lines"),
    [
        ("", 4, 1),
        ("一二三四", 4, 1),
        ("一二三四五", 4, 2),
        ("一二三，四", 3, 2),  # the comma begins no line: 一二 | 三，四
        ("一二三（四", 4, 2),  # the bracket ends no line: 一二三 | （四
        ("，" * 9, 4, 3),  # longer than a line without a break: broken anywhere
        ("一，，，，，，", 4, 2),
    ],
)
def test_lines(text: str, ems: float, lines: int) -> None:
    assert count(text, ems) == lines


def test_a_text_that_fits_is_not_cut() -> None:
    assert cut("一二三四。五六", 7, 1, "……") == "一二三四。五六"


def test_cut_after_the_last_whole_sentence() -> None:
    # Two lines of 10 hold 20: 18 of the text and the mark; the sentence that ends in the latter half of it wins.
    text = "一二三四五六七八九十。一二三四五六七八九十。"
    assert cut(text, 10, 2, "……") == "一二三四五六七八九十。……"


def test_cut_after_a_clause_where_no_sentence_ends() -> None:
    assert cut("一二三四五六，七八九十甲乙丙丁", 10, 1, "……") == "一二三四五六……"


def test_cut_anywhere_where_nothing_ends() -> None:
    assert cut("一二三四五六七八九十甲乙丙丁", 10, 1, "……") == "一二三四五六七八……"


def test_a_variation_selector_stays_with_its_character() -> None:
    assert cut("葛\U000e0100" * 6, 4, 1, "…") == "葛\U000e0100" * 3 + "…"


def test_the_largest_size_that_holds_the_text_is_taken() -> None:
    # 10 pt are 3.53 mm: 30 mm hold 8 letters (30 / 3.53 - 0.4 = 8.1), 20 mm hold 4 lines of 4.23 mm.
    box = Box(width=30, height=20, sizes=(10, 7), leading=1.2, gap=0.5)
    assert box.fit([Passage("一二三四五六七八")]).size == 10
    assert box.fit([Passage("一" * 32)]).size == 10
    assert box.fit([Passage("一" * 33)]) == Fitted(7, ("一" * 33,))


def test_only_what_the_smallest_size_cannot_hold_is_cut() -> None:
    # 7 pt are 2.47 mm: 11.7 letters a line of 2.96 mm. Two lines and a gap leave 20 - 5.93 - 1.23 = 12.8 mm: 4 lines.
    box = Box(width=30, height=20, sizes=(10, 7), leading=1.2, gap=0.5)
    fitted = box.fit([Passage("名" * 30), Passage("难" * 100, most=None, mark="……见表")])
    assert fitted == Fitted(7, ("名" * 20 + "……", "难" * (4 * 11 - 4) + "……见表"))


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.key)
def test_thirty_letters_each_fit_uncut(layout: CardLayout) -> None:
    texts = ("示" * 30, "单" * 30, "部" * 30)
    fitted = layout.family.fit([Passage(texts[0], layout.name_scale), Passage(texts[1]), Passage(texts[2])])
    assert fitted == Fitted(layout.family.sizes[-1], texts)


def test_four_thousand_letters_are_cut_at_a_sentence_end() -> None:
    sentence = "本人常年卧床，父母年过七十。"
    last = Passage(sentence * 285, most=None, mark="……（详见登记表）")
    texts = LAYOUTS[0].worker.fit([Passage("示例子", 1.2), Passage("肢体"), Passage("15400000001"), last]).texts
    assert texts[:3] == ("示例子", "肢体", "15400000001")
    kept, mark = texts[3].split("……")
    assert mark == "（详见登记表）"
    assert kept == sentence * (len(kept) // len(sentence))
    assert len(kept) > 100


@pytest.mark.parametrize(("items", "size"), [(1, 10), (4, 10), (5, 7), (9, 7)])
def test_what_is_told_as_html_has_the_largest_size_that_leaves_room_for_its_headings(items: int, size: float) -> None:
    """Of 27 mm two headings leave 17; a line of 10 points takes 4.23 mm, one of 7 points 2.96."""
    box = Box(width=30, height=27, sizes=(10, 7), leading=1.2, gap=0)
    told = "<h3>一</h3>" + "<p>&lt;字&gt;</p>" * (items - 1) + "<h3>二</h3><ul><li><b>字</b></li></ul>"
    assert box.size_of_html(told, 5) == size


def test_a_break_in_html_begins_another_line() -> None:
    box = Box(width=30, height=17, sizes=(10, 7), leading=1.2, gap=0)
    assert box.size_of_html("<li>一<br>二</li>" * 2, 5) == 10
    assert box.size_of_html("<li>一<br>二</li>" * 3, 5) == 7
