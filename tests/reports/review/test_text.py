"""A review as plain lines."""

from __future__ import annotations

from tests.reports.review.test_sections import REVIEW

from jiedui.reports.review.text import text


def test_headings_and_lists_follow_each_other_and_what_has_to_be_seen_first_is_marked() -> None:
    found = list(text(REVIEW))
    assert found[:4] == [
        "这次改动，和 0123456789 比：",
        "- 平江县：走访联系新增 14 份。",
        "请先看这 13 处：",
        "! 删掉的｜删掉的0：改了",
    ]
    assert found[-2:] == ["改了的内容（1 条）：", "- 改了的内容0：一；二；三；四；另有 2 处"]
    assert len(list(text(REVIEW, whole=True))) == 27
