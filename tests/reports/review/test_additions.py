"""What is new: contacts with whether they count, households with their pairings, and what closed quarters get."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from jiedui.reports.review.review import Review, ReviewTopic

Said = Callable[..., list[str]]
ReviewOf = Callable[..., Review]
CONTACT = ReviewTopic.CONTACT


@pytest.mark.parametrize(
    ("fields", "standing"),
    [
        ({}, "计入 2026Q4 第 1 次，上次 2026-08-10"),
        ({"reached": False, "channel": "电话"}, "没有联系上"),
        ({"channel": "群发"}, "群发不算联系"),
        ({"by": "YYL-B-3333"}, "代联系，不算"),
        ({"withdrawn": {"date": "2026-11-21", "reason": "重复登记"}}, "已经撤销"),
    ],
)
def test_of_a_contact_it_is_told_whether_it_counts(
    said: Said, worlds: Any, fields: dict[str, Any], standing: str
) -> None:
    before, after = worlds
    after.helper("YYL-B-3333", name="示例戊")
    after.visit("YYL-2222", **{"by": "YYL-B-2222", "when": "2026-11-20", **fields})
    who, how = "示例戊" if "by" in fields else "示例甲", fields.get("channel", "入户")
    assert said(CONTACT, before, after) == [f"示例乙（YYL-2222）：2026-11-20 {how}，{who}；{standing}"]


def test_the_second_of_a_quarter_and_those_of_several_households_are_told_so(said: Said, worlds: Any) -> None:
    before, after = worlds
    after.household("YYL-3333", after.pairing("YYL-B-2222"))
    after.visit("YYL-2222", "YYL-B-2222", "2026-10-20", also=["YYL-3333"])
    after.visit("YYL-2222", "YYL-B-2222", "2026-11-20")
    assert said(CONTACT, before, after) == [
        "示例乙（YYL-2222）：2026-10-20 入户，示例甲，同时联系 1 户；计入 2026Q4 第 1 次，上次 2026-08-10",
        "示例乙（YYL-2222）：2026-11-20 入户，示例甲；计入 2026Q4 第 2 次",
    ]


def test_one_after_the_day_of_the_review_and_one_of_nobodys_household(said: Said, worlds: Any) -> None:
    before, after = worlds
    after.visit("YYL-2222", "YYL-B-2222", "2026-12-01")
    after.visit("YYL-9999", "YYL-B-2222", "2026-11-20")
    assert said(CONTACT, before, after) == [
        "示例乙（YYL-2222）：2026-12-01 入户，示例甲；日期在统计日以后",
        "YYL-9999：2026-11-20 入户，示例甲；算不算还说不准",
    ]


def test_what_a_closed_quarter_gets_is_counted_aloud(said: Said, worlds: Any) -> None:
    before, after = worlds
    after.visit("YYL-2222", "YYL-B-2222", "2026-09-01")
    after.visit("YYL-2222", "YYL-B-2222", "2026-09-02")
    after.visit("YYL-2222", "YYL-B-2222", "2026-11-20")
    assert said(ReviewTopic.CLOSED, before, after) == ["岳阳楼区残联 2026Q3：补进 2 次联系"]


def test_a_new_household_and_a_new_helper_are_told_with_the_pairing(review: ReviewOf, worlds: Any) -> None:
    before, after = worlds
    after.helper("YYL-B-3333", name="示例戊")
    after.household("YYL-3333", after.pairing("YYL-B-3333", "2026-11-01"), moved_from="PJ-2222")
    found = review(before, after)
    assert [line.text for line in found.of(ReviewTopic.ADDED)] == [
        "示例戊（YYL-B-3333）",
        "示例乙（YYL-3333）：郭镇乡示例村，1 人；从 PJ-2222 迁入",
    ]
    assert [line.text for line in found.of(ReviewTopic.BEGUN)] == ["示例乙（YYL-3333）：示例戊，主责，2026-11-01 起"]


def test_a_new_event_is_told_by_what_it_is(said: Said, worlds: Any) -> None:
    before, after = worlds
    after.event("meeting", "yueyanglou", "2026-11-20", kind="领导小组会议", title="第四季度结对帮扶推进会")
    [line] = said(ReviewTopic.ADDED, before, after)
    assert line.startswith("岳阳楼区残联 2026-11-20-meeting1（")
    assert line.endswith("：第四季度结对帮扶推进会")
