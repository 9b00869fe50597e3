"""A review as one HTML page: nothing fetched, everything escaped, what has to be seen first set off."""

from __future__ import annotations

from jiedui.documents.review_page import review_page
from jiedui.reports.review.review import Review, ReviewLine, ReviewTopic

REVIEW = Review(
    commit="0" * 40,
    overview=("岳阳楼区：帮扶对象家庭修改 1 份。",),
    lines=(
        ReviewLine(ReviewTopic.IDENTITY, "yueyanglou", "", "示例<乙>", ("姓名：示例甲 → 示例<乙>",)),
        ReviewLine(ReviewTopic.FACT, "yueyanglou", "", "示例丙", ("备注：<script>alert(1)</script>",)),
    ),
    units={},
)


def test_lists_stand_under_headings_and_nothing_is_taken_for_markup() -> None:
    page = review_page(REVIEW)
    assert page.startswith('<!doctype html>\n<html lang="zh-CN">')
    assert "<h1>这次改动，和 0000000000 比</h1>" in page
    assert page.count("<h2>") == 2
    assert '<section class="loud">\n<h2>请先看这 1 处</h2>' in page
    assert "<li>姓名、证件、电话｜示例&lt;乙&gt;：姓名：示例甲 → 示例&lt;乙&gt;</li>" in page
    assert "<li>示例丙：备注：&lt;script&gt;alert(1)&lt;/script&gt;</li>" in page
    assert "<script" not in page
    assert "src=" not in page
    assert "://" not in page
