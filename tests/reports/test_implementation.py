"""附件2 年度帮扶工作落实情况: the year of one household in sentences (R-118)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jiedui.duties.contact import Book
from jiedui.reports.implementation import implementation, implementations
from jiedui.struct import replace

AFTER = date(2027, 2, 1)
YYL = "yueyanglou"


@pytest.fixture
def year_of_one(world: Any) -> Any:
    helper = world.helper("YYL-B-2222")
    chair = world.measure("2026-02-01", "2026-06-30", "2026-05-01", content="申请轮椅。")
    course = world.measure("2026-08-01", "2026-12-31", code="帮就业", content="报名培训")
    needs = [
        world.need(1, "2026-01-10", chair, closed="2026-05-01", person="m-2F8D"),
        world.need(2, "2026-07-20", course),
        world.need(3, "2026-09-01", person="m-3G9H", content="孩子要上学。"),
        world.need(4, "2026-07-02", urgent=True, responded_on="2026-07-04", content="房屋漏水。", closed="2026-07-30"),
    ]
    outings = [{"person": "m-2F8D", "date": "2026-05-17", "kind": "看一次电影"}]
    world.household("YYL-2222", world.pairing(helper), needs=needs, outings=outings)
    topics = ["家庭生产生活", "返贫致贫风险"]
    world.visit("YYL-2222", helper, "2026-02-10", topics=topics, hazards={"fire": "有", "gas": "有"})
    world.visit("YYL-2222", helper, "2026-05-10", channel="电话")
    world.visit("YYL-2222", helper, "2026-05-11", hazards={"fire": "无"}, preached=["新时代思想"])
    world.visit("YYL-2222", helper, "2026-06-11", channel="电话", reached=False)
    world.visit("YYL-2222", helper, "2025-12-31")
    return world


def test_the_year_of_a_household_in_sentences(year_of_one: Any) -> None:
    ledger = year_of_one.ledger()
    assert implementation(ledger, ledger.households["YYL-2222"], 2026, date(2026, 11, 23)) == (
        "2026年帮扶责任人联系3次：入户2次、电话1次。",
        "另有1次不计入：没有联系上1次。",
        "第三季度没有完成联系。",
        "了解了家庭生产生活、返贫致贫风险情况。",
        "宣讲了新时代思想。",
        "入户发现火灾隐患1处，已经消除。",
        "入户发现煤气中毒隐患1处，还没有消除。",
        "提出需求4项，办结需求2项。",
        "突发困难：房屋漏水，2天内援助。",
        "落实措施1项：送康复——申请轮椅（已送到）。",
        "走出家门参加集体活动1次：5月17日看一次电影。",
        "截至2026年11月23日，还有2项需求没有办结。",
        "截至2026年11月23日，正在办理1项：帮就业——报名培训。",
    )


def test_the_years_of_a_book_are_each_year_of_its_household(year_of_one: Any) -> None:
    ledger = year_of_one.ledger()
    home = ledger.households["YYL-2222"]
    told = implementations(ledger, Book(ledger, home, AFTER), (2025, 2026))
    assert told == [(year, implementation(ledger, home, year, AFTER)) for year in (2025, 2026)]
    assert told[0][1][0] == "2025年帮扶责任人联系1次：入户1次。"


def test_the_form_of_one_person_leaves_out_what_concerns_another(year_of_one: Any) -> None:
    ledger = year_of_one.ledger()
    said = implementation(ledger, ledger.households["YYL-2222"], 2026, date(2026, 11, 23), person="m-2F8D")
    assert "提出需求3项，办结需求2项。" in said
    assert "截至2026年11月23日，还有1项需求没有办结。" in said
    other = implementation(ledger, ledger.households["YYL-2222"], 2026, date(2026, 11, 23), person="m-3G9H")
    assert not [line for line in other if "集体活动" in line]


def test_what_began_in_an_earlier_year_is_told_apart(world: Any) -> None:
    """Raised: one in 2024, one in 2025, none in 2026. Closed: the first in 2025, the second on 2026-03-05."""
    slow = world.measure("2025-12-20", "2026-02-01", "2026-03-05", code="帮就业", content="报名培训")
    needs = [
        world.need(1, "2024-11-01", world.measure("2024-11-02", done="2025-02-01"), closed="2025-02-01"),
        world.need(2, "2025-12-10", slow, closed="2026-03-05"),
    ]
    world.household("YYL-2222", needs=needs)
    ledger = world.ledger()
    home = ledger.households["YYL-2222"]
    assert [implementation(ledger, home, year, AFTER) for year in (2024, 2025, 2026, 2027)] == [
        ("2024年提出需求1项。", "截至2024年12月31日，还有1项需求没有办结。",
         "截至2024年12月31日，正在办理1项：送康复——申请辅具适配。"),
        ("2025年提出需求1项，办结需求1项（以前年度提出的）。", "落实措施1项：送康复——申请辅具适配（已送到）。",
         "截至2025年12月31日，还有1项需求没有办结。", "截至2025年12月31日，正在办理1项：帮就业——报名培训。"),
        ("2026年办结需求1项（以前年度提出的）。", "落实措施1项：帮就业——报名培训（已送到）。"),
        ("2027年没有联系和帮扶的记录。",),
    ]  # fmt: skip


def test_a_need_that_stays_open_is_told_in_every_year_until_the_household_ends(world: Any) -> None:
    world.household("YYL-2222", needs=[world.need(1, "2024-11-01")], closed={"date": "2026-05-31", "reason": "脱困"})
    ledger = world.ledger()
    home = ledger.households["YYL-2222"]
    assert implementation(ledger, home, 2025, AFTER)[1:] == (
        "截至2025年12月31日，还有1项需求没有办结（以前年度提出的）。",
    )
    assert implementation(ledger, home, 2026, AFTER)[1:] == (
        "截至2026年5月31日，还有1项需求没有办结（以前年度提出的）。",
    )


def test_a_measure_of_a_need_that_was_closed_without_it_is_not_under_way(world: Any) -> None:
    world.household("YYL-2222", needs=[world.need(1, "2026-01-10", world.measure("2026-01-11"), closed="2026-02-01")])
    ledger = world.ledger()
    said = implementation(ledger, ledger.households["YYL-2222"], 2026, date(2026, 11, 23))
    assert said == ("2026年提出需求1项，办结需求1项。",)


def test_help_on_the_same_day_is_said_so(world: Any) -> None:
    urgent = world.need(
        1, "2026-07-02", urgent=True, responded_on="2026-07-02", content="房屋漏水。", closed="2026-07-30"
    )
    world.household("YYL-2222", needs=[urgent])
    ledger = world.ledger()
    said = implementation(ledger, ledger.households["YYL-2222"], 2026, date(2026, 11, 23))
    assert said == ("2026年提出需求1项，办结需求1项。", "突发困难：房屋漏水，当天援助。")


def test_what_happened_is_told_in_the_order_of_time_however_it_is_listed(world: Any) -> None:
    """Promised, done and gone to on these days; of one day, by the code and in the words of the notice."""
    later, sooner = (world.measure("2026-02-02", done=f"2026-0{month}-01", content=f"{month}月") for month in (5, 4))
    open_later = world.measure("2026-03-03", content="再申请")
    open_sooner = world.measure("2026-03-02", code="送暖心", content="慰问")
    urgent = [
        world.need(number, day, urgent=True, responded_on=day, content=f"{day[5:]}。")
        for number, day in ((3, "2026-06-02"), (2, "2026-06-01"))
    ]
    outings = [{"person": "m-2F8D", "date": f"2026-05-{day}", "kind": "看一次电影"} for day in (18, 17)]
    world.household(
        "YYL-2222", needs=[world.need(1, "2026-01-10", later, open_later, sooner, open_sooner), *urgent],
        outings=outings,
    )  # fmt: skip
    ledger = world.ledger()
    assert implementation(ledger, ledger.households["YYL-2222"], 2026, date(2026, 11, 23)) == (
        "2026年提出需求3项。",
        "突发困难：06-01，当天援助。",
        "突发困难：06-02，当天援助。",
        "落实措施2项：送康复——4月（已送到）；送康复——5月（已送到）。",
        "走出家门参加集体活动2次：5月17日看一次电影、5月18日看一次电影。",
        "截至2026年11月23日，还有3项需求没有办结。",
        "截至2026年11月23日，正在办理2项：送暖心——慰问；送康复——再申请。",
    )


def test_all_quarters_met_is_said(year_of_one: Any) -> None:
    year_of_one.visit("YYL-2222", "YYL-B-2222", "2026-08-10")
    year_of_one.visit("YYL-2222", "YYL-B-2222", "2026-10-10")
    ledger = year_of_one.ledger()
    said = implementation(ledger, ledger.households["YYL-2222"], 2026, date(2026, 12, 31))
    assert said[0] == "2026年帮扶责任人联系5次：入户4次、电话1次，应联系的季度都完成了。"


def test_what_staff_wrote_stands_at_the_end(year_of_one: Any) -> None:
    ledger = year_of_one.ledger()
    written = {2026: "户主会用轮椅了。\n还想学电脑。", 2025: "去年的。"}
    household = replace(ledger.households["YYL-2222"], annual=written)
    said = implementation(ledger, household, 2026, date(2026, 11, 23))
    assert said[-2:] == ("户主会用轮椅了。", "还想学电脑。")
    assert "去年的。" not in said


def test_an_empty_year_says_so(world: Any) -> None:
    world.household("YYL-2222")
    ledger = world.ledger()
    assert implementation(ledger, ledger.households["YYL-2222"], 2025, AFTER) == ("2025年没有联系和帮扶的记录。",)


@pytest.mark.parametrize(
    ("year", "told"),
    [
        (2025, "2026年11月26日从别的残联迁入，以前的联系和帮扶记在原户编号 PJ-3333。"),
        (2026, "2026年11月26日从别的残联迁入，以前的联系和帮扶记在原户编号 PJ-3333；迁入以后还没有联系和帮扶的记录。"),
        (2027, "2027年没有联系和帮扶的记录。"),
    ],
)
def test_a_household_that_moved_here_is_told_where_it_was_recorded_before(world: Any, year: int, told: str) -> None:
    world.household("YYL-2222")
    ledger = world.ledger()
    moved = replace(ledger.households["YYL-2222"], moved_from="PJ-3333", registered_on=date(2026, 11, 26))
    assert implementation(ledger, moved, year, date(2027, 11, 26)) == (told,)


def test_what_was_done_after_a_move_comes_before_where_the_time_before_is_recorded(world: Any) -> None:
    world.household("YYL-2222", outings=[{"person": "m-2222", "date": "2026-12-01", "kind": "游一次园"}])
    ledger = world.ledger()
    moved = replace(ledger.households["YYL-2222"], moved_from="PJ-3333", registered_on=date(2026, 11, 26))
    assert implementation(ledger, moved, 2026, date(2026, 12, 31)) == (
        "2026年走出家门参加集体活动1次：12月1日游一次园。",
        "2026年11月26日从别的残联迁入，以前的联系和帮扶记在原户编号 PJ-3333。",
    )


def test_some_of_what_was_closed_are_of_earlier_years(world: Any) -> None:
    """Closed in 2026: one raised in 2025, one in 2026."""
    needs = [
        world.need(1, "2025-12-31", closed="2026-02-01"),
        world.need(2, "2026-01-01", closed="2026-02-01"),
    ]
    world.household("YYL-2222", needs=needs)
    ledger = world.ledger()
    said = implementation(ledger, ledger.households["YYL-2222"], 2026, date(2026, 2, 1))
    assert said == ("2026年提出需求1项，办结需求2项（其中1项是以前年度提出的）。",)


def test_a_year_of_vain_calls_alone_begins_with_the_year(world: Any) -> None:
    helper = world.helper("YYL-B-2222")
    world.household("YYL-2222", world.pairing(helper, "2026-02-20"))
    world.visit("YYL-2222", helper, "2026-03-01", channel="电话", reached=False)
    ledger = world.ledger()
    said = implementation(ledger, ledger.households["YYL-2222"], 2026, date(2026, 3, 31))
    assert said == ("2026年有1次不计入：没有联系上1次。",)


def test_a_need_that_moved_within_the_city_was_raised_in_the_record_before(world: Any) -> None:
    """Raised in March, moved on 1 June, closed in July: each record tells its part of the year."""
    going = world.need(1, "2026-03-02")
    world.household("YYL-2222", needs=[going], closed={"date": "2026-05-31", "reason": "迁出市内"})
    world.household(
        "PJ-2222", unit="pingjiang", moved_from="YYL-2222", registered_on="2026-06-01",
        needs=[world.need(1, "2026-03-02", closed="2026-07-01"), world.need(2, "2026-06-01", closed="2026-07-01")],
    )  # fmt: skip
    ledger = world.ledger().until(date(2026, 11, 23))
    old, new = (
        implementation(ledger, ledger.households[home], 2026, date(2026, 11, 23)) for home in ("YYL-2222", "PJ-2222")
    )
    assert old[0] == "2026年提出需求1项。"
    assert new[0] == "2026年提出需求1项，办结需求2项。"
