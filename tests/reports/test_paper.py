"""Papers as data: numbering and paragraphs."""

from __future__ import annotations

import pytest

from jiedui.reports.paper import Heading, Paragraph, numeral, paragraphs, sections, subsections


@pytest.mark.parametrize(
    ("number", "said"), [(1, "一"), (9, "九"), (10, "十"), (12, "十二"), (20, "二十"), (23, "二十三"), (99, "九十九")]
)
def test_numerals(number: int, said: str) -> None:
    assert numeral(number) == said


def test_sections_are_numbered_and_empty_ones_left_out() -> None:
    one, two = Paragraph("甲。"), Paragraph("乙。")
    assert sections([("总体", [one]), ("空", []), ("下一步", [two, one])]) == (
        Heading(1, "一、总体"), one, Heading(1, "二、下一步"), two, one,
    )  # fmt: skip
    assert subsections([("空", []), ("单位", [one]), ("个人", [two])]) == [
        Heading(2, "（一）单位"), one, Heading(2, "（二）个人"), two,
    ]  # fmt: skip


def test_each_line_that_says_something_is_a_paragraph() -> None:
    assert paragraphs(["甲。\n\n  \n乙。", "", "丙。"]) == [Paragraph("甲。"), Paragraph("乙。"), Paragraph("丙。")]
