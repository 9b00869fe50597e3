"""Pairings that begin and end, each in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.reports.review.conftest import HOME
from tests.reports.review.test_facts import edit

from jiedui.reports.review.review import Review, ReviewTopic

ReviewOf = Callable[..., Review]
END = {"to": "2026-11-10", "end_reason": "退休离岗", "decided_by": "县残联", "decided_on": "2026-11-09"}


def test_one_ends_and_another_begins_in_one_line_each(review: ReviewOf, worlds: Any) -> None:
    before, after = worlds
    after.helper("YYL-B-3333", name="示例戊")
    [old] = after.records[HOME].data["pairings"]
    edit(after, HOME, pairings=[{**old, **END}, {"helper": "YYL-B-3333", "role": "主责", "from": "2026-11-11"}])
    found = review(before, after)
    assert [line.text for line in found.of(ReviewTopic.ENDED)] == [
        "示例乙（YYL-2222）：示例甲，到 2026-11-10 为止（退休离岗）"
    ]
    assert [line.text for line in found.of(ReviewTopic.BEGUN)] == ["示例乙（YYL-2222）：示例戊，主责，2026-11-11 起"]
    assert not found.of(ReviewTopic.FACT)


def test_one_that_is_over_already_says_so(review: ReviewOf, worlds: Any) -> None:
    before, after = worlds
    [old] = after.records[HOME].data["pairings"]
    spell = {"helper": "YYL-B-2222", "role": "协助", "from": "2026-10-08", **END}
    edit(after, HOME, pairings=[old, spell])
    [line] = review(before, after).of(ReviewTopic.BEGUN)
    assert line.parts == ("示例甲，协助，2026-10-08 起，到 2026-11-10 为止（退休离岗）",)


def test_another_first_day_in_a_closed_quarter_is_loud(review: ReviewOf, worlds: Any) -> None:
    before, after = worlds
    [old] = after.records[HOME].data["pairings"]
    edit(after, HOME, pairings=[{**old, "from": "2023-10-15"}])
    line, figures = review(before, after).of(ReviewTopic.CLOSED)[::-1]
    assert figures.path == ""
    assert line.parts == ("结对“2023-09-15” › 开始日期：2023-09-15 → 2023-10-15",)


def test_the_tasks_of_a_pairing_are_facts_and_one_that_is_gone_is_loud(review: ReviewOf, worlds: Any) -> None:
    before, after = worlds
    [old] = after.records[HOME].data["pairings"]
    edit(after, HOME, pairings=[{**old, "card_on": "2026-10-15"}])
    [line] = review(before, after).of(ReviewTopic.FACT)
    assert line.parts == ("结对“2023-09-15” › 留联系卡日期：2023-09-15 → 2026-10-15",)
    edit(after, HOME, pairings=[])
    [line] = review(before, after).of(ReviewTopic.GONE)
    assert line.parts[0].startswith("结对“2023-09-15”：")
