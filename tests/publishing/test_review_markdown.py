"""A review as Markdown: lists under headings, and nothing of a record that becomes markup."""

from __future__ import annotations

from jiedui.publishing.review_markdown import markdown
from jiedui.reports.review.review import Review, ReviewLine, ReviewTopic

REVIEW = Review(
    commit="0" * 40,
    overview=(),
    lines=(
        ReviewLine(ReviewTopic.GONE, "yueyanglou", "", "示例乙", ("备注：<b>x</b> → （没有）",)),
        ReviewLine(ReviewTopic.FACT, "yueyanglou", "", "示例乙", ("备注：@all #1 [a](b) `c`",)),
    ),
    units={},
)


def test_each_list_has_its_heading_and_signs_stay_signs() -> None:
    assert list(markdown(REVIEW)) == [
        "### 这次改动，和 0000000000 比",
        "",
        "- 没有改什么。",
        "",
        "### 请先看这 1 处",
        "",
        r"- **删掉的｜示例乙：备注：\<b\>x\</b\> → （没有）**",
        "",
        "### 改了的内容（1 条）",
        "",
        r"- 示例乙：备注：\@all \#1 \[a\](b) \`c\`",
        "",
    ]
