"""Everybody takes part and leaders take the hardest households, with numbers worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from jiedui.duties.participation import is_leader, participation

LATER = date(2026, 11, 23)


def test_who_takes_part_and_what_the_leaders_lead(world):
    world.helper("L", {"body": "县级残联", "department": "党组", "post": "党组成员、副理事长"})
    world.helper("A")
    world.helper("B")
    world.helper("V", {"body": "村(社区)残协", "department": "示例村残协", "post": "专职委员"})
    world.helper("S", {"body": "社会力量", "department": "示例甲助残服务中心", "post": "志愿者"})
    gone = {"body": "县级残联", "department": "办公室", "post": "理事长", "to": "2025-12-31", "end_reason": "退休离岗"}
    world.helper("G", gone)
    # The person of YYL-2222 is 68: 老残一体. The one of YYL-3333 is 40 and in no category.
    world.household("YYL-2222", world.pairing("L", "2024-01-01"))
    young = world.member(birth="1986-03-12", category="视力")
    world.household("YYL-3333", world.pairing("L", "2024-01-01"), members=[young])
    world.household("YYL-4444", world.pairing("A", "2024-01-01"), world.pairing("V", "2024-01-01", role="协助"))
    world.household("YYL-5555", world.pairing("S", "2024-01-01"), world.pairing("L", "2024-01-01", role="协助"))
    found = participation(world.ledger, world.ledger.helpers.values(), LATER)
    assert found.staff == ("L", "A", "B", "V")
    assert found.paired == ("L", "A", "V")
    assert found.leaders == ("L",)
    assert found.led == ("YYL-2222", "YYL-3333")
    assert found.hard == ("YYL-2222",)


def test_one_day_before_the_pairing_nobody_takes_part(world):
    world.helper("A")
    world.household("YYL-2222", world.pairing("A", "2024-01-01"))
    assert participation(world.ledger, world.ledger.helpers.values(), date(2023, 12, 31)).paired == ()


@pytest.mark.parametrize(("when", "paired"), [("2024-01-01", ("A",)), ("2024-06-30", ("A",)), ("2024-07-01", ())])
def test_one_takes_part_from_the_first_day_of_a_pairing_to_the_last(world, when, paired):
    world.helper("A")
    world.helper("B")
    world.household(
        "YYL-2222", world.pairing("A", "2024-01-01", "2024-06-30", "脱困"), world.pairing("C", "2024-07-01")
    )
    found = participation(world.ledger, world.ledger.helpers.values(), date.fromisoformat(when))
    assert (found.staff, found.paired) == (("A", "B"), paired)


@pytest.mark.parametrize(
    ("post", "leads"),
    [("党组书记、理事长", True), ("副理事长", True), ("党组成员", True), ("理事", False), ("办公室主任", False)],
)
def test_a_leader_is_one_whose_post_names_a_leading_one(world, post, leads):
    office = {"body": "县级残联", "department": "党组", "post": post, "from": "2024-01-01", "to": "2024-12-31"}
    helper = world.helper("L", {**office, "end_reason": "退休离岗"})
    days = (date(2023, 12, 31), date(2024, 1, 1), date(2024, 12, 31), date(2025, 1, 1))
    assert [is_leader(helper, world.ledger, day) for day in days] == [False, leads, leads, False]


def test_one_post_of_two_makes_a_leader_and_one_of_the_staff(world):
    social = {"body": "社会力量", "department": "示例中心", "post": "志愿者"}
    world.helper("L", social, {"body": "县级残联", "department": "党组", "post": "理事长"})
    world.helper("S", {**social, "post": "理事长"})
    found = participation(world.ledger, world.ledger.helpers.values(), LATER)
    assert (found.staff, found.leaders) == (("L",), ("L",))


def test_a_leader_leads_the_households_he_is_in_charge_of_today(world):
    world.helper("L", {"body": "县级残联", "department": "党组", "post": "理事长"})
    world.household("YYL-2222", world.pairing("L", "2024-01-01", "2026-11-22", "脱困"))
    world.household("YYL-3333", world.pairing("L", "2024-01-01", "2026-11-23", "脱困"))
    world.household(
        "YYL-4444", world.pairing("L", "2024-01-01", "2024-12-31", "岗位调整"), world.pairing("A", "2025-01-01")
    )
    found = participation(world.ledger, world.ledger.helpers.values(), LATER)
    assert (found.led, found.hard) == (("YYL-3333",), ("YYL-3333",))
    assert participation(world.ledger, [], LATER).led == ()
