"""Everybody takes part and leaders take the hardest households, with numbers worked out by hand."""

from __future__ import annotations

from datetime import date

from jiedui.duties.participation import participation

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
