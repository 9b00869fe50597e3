"""How help is laid out: lines that fit, words that stay whole, no line that begins with a mark that closes."""

from __future__ import annotations

from jiedui.cli.formatter import Formatter, columns, folded


def test_a_chinese_character_takes_two_columns() -> None:
    assert columns("a1-") == 3
    assert columns("台账 a") == 6
    assert columns("，（") == 4
    assert columns("") == 0


def test_a_text_that_fits_is_one_line() -> None:
    assert folded("台账文件夹。", 12) == ["台账文件夹。"]
    assert folded("", 12) == [""]


def test_a_text_is_folded_where_the_line_is_full() -> None:
    assert folded("台账文件夹名", 11) == ["台账文件夹", "名"]
    assert folded("台账文件夹名", 10) == ["台账文件夹", "名"]
    assert folded("台账文件夹名", 9) == ["台账文件", "夹名"]


def test_no_line_begins_with_a_mark_that_closes_or_ends_with_one_that_opens() -> None:
    assert folded("台账文件夹。", 10) == ["台账文件", "夹。"]
    assert folded("台账（文件）、夹", 10) == ["台账（文", "件）、夹"]
    assert folded("台账（文件", 6) == ["台账", "（文件"]
    assert folded("一二《三四》五", 6) == ["一二", "《三", "四》五"]


def test_a_latin_word_stays_whole_and_blanks_at_the_fold_are_dropped() -> None:
    assert folded("加 --draft 出草稿", 9) == ["加", "--draft", "出草稿"]
    assert folded("加 --draft 出草稿", 10) == ["加 --draft", "出草稿"]
    assert folded("aaaa bbbbbbbbbb cc", 6) == ["aaaa", "bbbbbbbbbb", "cc"]


def test_a_paragraph_is_folded_and_indented() -> None:
    help_text = Formatter(width=10)
    help_text.indent()
    help_text.write_text("台账文件夹。")
    assert help_text.getvalue() == "  台账文件\n  夹。\n"


def test_explanations_stand_below_each_other_where_a_term_is_wide() -> None:
    help_text = Formatter()
    help_text.indent()
    help_text.write_dl([("--as-of 日期", "哪一天。"), ("--x", ""), ("--records A", "台账。")])
    assert help_text.getvalue() == "  --as-of 日期  哪一天。\n  --x\n  --records A   台账。\n"


def test_a_long_explanation_goes_on_below_its_beginning() -> None:
    help_text = Formatter(width=15)
    help_text.indent()
    help_text.write_dl([("--x", "台账文件夹。"), ("--yy", "哪一天。")])
    assert help_text.getvalue() == "  --x   台账文\n        件夹。\n  --yy  哪一\n        天。\n"


def test_a_line_of_usage_says_what_it_is_told_and_no_more() -> None:
    help_text = Formatter()
    help_text.write_usage("jiedui")
    help_text.write_usage("jiedui", "DIR", "或者：")
    assert [line.rstrip() for line in help_text.getvalue().splitlines()] == ["用法：jiedui", "或者：jiedui DIR"]


def test_headings_are_chinese_where_they_are_known() -> None:
    help_text = Formatter()
    help_text.write_heading("Options")
    help_text.write_heading("Commands")
    help_text.write_heading("别的")
    assert help_text.getvalue() == "选项:\n命令:\n别的:\n"
