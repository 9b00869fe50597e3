"""A review as plain lines: on one page, the gravest first, and whole where that is asked for."""

from __future__ import annotations

from jiedui.reports.review.review import Review, ReviewLine, ReviewTopic
from jiedui.reports.review.text import text


def many(topic: ReviewTopic, unit: str, count: int) -> tuple[ReviewLine, ...]:
    return tuple(ReviewLine(topic, unit, f"{unit}/{number}", f"{topic} {number}", ("改了",)) for number in range(count))


REVIEW = Review(
    commit="0123456789abcdef0123456789abcdef01234567",
    overview=("平江县：走访联系新增 14 份。",),
    lines=(
        *many(ReviewTopic.CONTACT, "pingjiang", 5),
        *many(ReviewTopic.CONTACT, "yueyanglou", 3),
        *many(ReviewTopic.GONE, "yueyanglou", 12),
        *many(ReviewTopic.FACT, "yueyanglou", 1),
    ),
    units={"pingjiang": "平江县", "yueyanglou": "岳阳楼区"},
)


def test_a_review_is_one_page() -> None:
    found = list(text(REVIEW))
    assert found[:4] == [
        "这次改动，和 0123456789 比：",
        "- 平江县：走访联系新增 14 份。",
        "请先看这 12 处：",
        "! 删掉的｜删掉的 0：改了",
    ]
    assert found[12:] == [
        "! 删掉的｜删掉的 9：改了",
        "  删掉的还有 2 条，加 --all 全部列出。",
        "新的联系（8 条：平江县 5、岳阳楼区 3）：",
        *(f"- 新的联系 {number}：改了" for number in (0, 1, 2, 3, 4, 0)),
        "  新的联系还有 2 条，加 --all 全部列出。",
        "改了的内容（1 条）：",
        "- 改了的内容 0：改了",
    ]


def test_all_of_it_is_shown_where_that_is_asked_for() -> None:
    found = list(text(REVIEW, whole=True))
    assert len([line for line in found if line.startswith(("!", "- "))]) == 22
    assert not any("--all" in line for line in found)


def test_of_nothing_it_says_so() -> None:
    nothing = Review(commit="0" * 40, overview=(), lines=(), units={})
    assert list(text(nothing)) == ["这次改动，和 0000000000 比：", "- 没有改什么。"]
