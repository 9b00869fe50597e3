"""What columns are called: heads bared, and the words that they hold."""

from __future__ import annotations

from jiedui.workbook.head_words import CERTIFICATES, bare_head, held


def test_a_head_is_bared_of_blanks_marks_and_brackets() -> None:
    assert bare_head(" 姓\u3000名＊（必填）： ") == "姓名"
    assert bare_head("（填写）") == ""


def test_of_the_words_that_a_head_holds_the_longest_comes_first_and_takes_its_part() -> None:
    assert [*held("残疾人证号码", CERTIFICATES)] == ["残疾人证号"]
    assert [*held("残疾证、残疾人证", CERTIFICATES)] == ["残疾人证", "残疾证"]
    assert [*held("备注", CERTIFICATES)] == []
