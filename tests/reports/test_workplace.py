"""Where a helper works, in the words of the form and the cards."""

from __future__ import annotations

from typing import Any

from jiedui.reports.workplace import Workplace, workplace

SOCIAL = {"body": "社会力量", "department": "示例公司", "post": "经理"}


def test_staff_work_for_the_federation_that_keeps_their_record(world: Any) -> None:
    world.helper("YYL-B-2222")
    ledger = world.ledger()
    helper = ledger.helpers["YYL-B-2222"]
    found = workplace(ledger, helper, helper.roles[0])
    assert found == Workplace(ledger.units["yueyanglou"].name, helper.roles[0].department)
    assert str(found) == ledger.units["yueyanglou"].name + helper.roles[0].department


def test_social_forces_work_for_themselves(world: Any) -> None:
    world.helper("YYL-B-2222", "yueyanglou", SOCIAL)
    ledger = world.ledger()
    helper = ledger.helpers["YYL-B-2222"]
    assert workplace(ledger, helper, helper.roles[0]) == Workplace("示例公司", "")


def test_without_a_record_of_the_federation_the_department_is_all_that_is_known(world: Any) -> None:
    world.helper("YYL-B-2222")
    ledger = world.ledger()
    helper = ledger.helpers["YYL-B-2222"]
    del ledger.units["yueyanglou"]
    assert workplace(ledger, helper, helper.roles[0]) == Workplace("", helper.roles[0].department)
