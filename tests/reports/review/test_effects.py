"""What a change does to the figures, reckoned by hand on one household."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.reports.review.conftest import HOME, VISITS
from tests.reports.review.test_facts import edit

from jiedui.reports.review.review import Review, ReviewTopic
from jiedui.rules.former import Former

Said = Callable[..., list[str]]
ReviewOf = Callable[..., Review]


def test_the_figures_of_the_day_are_told_old_and_new(said: Said, worlds: Any) -> None:
    before, after = worlds
    after.visit("YYL-2222", "YYL-B-2222", "2026-11-20")
    assert said(ReviewTopic.EFFECT, before, after) == ["岳阳楼区残联：2026Q4联系率 0% → 100%"]
    assert said(ReviewTopic.CLOSED, before, after) == []


@pytest.mark.parametrize(
    ("printed", "topic", "subject"),
    [
        ((), ReviewTopic.CLOSED, "岳阳楼区残联"),
        (("2026Q3",), ReviewTopic.BULLETIN, "岳阳楼区残联（通报已经印发，下一期要写更正）"),
        (("2026Q2",), ReviewTopic.CLOSED, "岳阳楼区残联"),
    ],
)
def test_a_quarter_that_is_over_is_told_aloud_and_first_where_it_is_printed(
    review: ReviewOf, worlds: Any, printed: tuple[str, ...], topic: ReviewTopic, subject: str
) -> None:
    before, after = worlds
    for world in worlds:
        for quarter in printed:
            world.bulletin({"id": quarter})
    edit(after, f"{VISITS}/2026-08-10.yml", reached=False)
    found = review(before, after)
    assert {line.topic: line.text for line in found.loud} == {
        ReviewTopic.REACHED: "示例乙（YYL-2222）2026-08-10 的联系（2026Q3，已经结束）：是否联系上：是 → 否",
        topic: f"{subject}：2026Q3 联系率 100% → 0%，本季已联系户数 -1，本季逾期户数 +1，沟通联络不及时户数 +1",
    }


def test_a_household_that_was_there_all_along_moves_each_quarter_in_one_line(said: Said, worlds: Any) -> None:
    before, after = worlds
    after.household("YYL-3333", after.pairing("YYL-B-2222"))
    [line] = said(ReviewTopic.CLOSED, before, after)
    quarters = [part.split(" ")[0].removeprefix("岳阳楼区残联：") for part in line.split("；")]
    assert (quarters[0], quarters[-1], len(quarters)) == ("2026Q3", "2023Q3", 13)


def test_what_cannot_be_read_on_one_side_moves_no_figure(review: ReviewOf, worlds: Any) -> None:
    before, after = worlds
    edit(after, HOME, village="示例新村")
    found = review(before, after, before=(Former(before.records[HOME].place, {}, faulty=True),))
    assert {line.topic for line in found.lines} == {ReviewTopic.FACT}
