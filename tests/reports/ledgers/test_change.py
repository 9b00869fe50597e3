"""The change ledger: what changed when, and who waits."""

from __future__ import annotations

from datetime import date
from typing import Any

from jiedui.duties.change import ChangeKind
from jiedui.reports.ledgers.change import change_ledger

DAY = date(2026, 11, 23)
YYL, PJ = "yueyanglou", "pingjiang"


def test_changes_come_in_order_of_time_and_who_waits_is_told(world: Any) -> None:
    one, two = world.helper("YYL-B-2222"), world.helper("YYL-B-3333")
    world.household("YYL-2222", world.pairing(one, "2023-09-15", "2024-05-31", end_reason="退休离岗"),
                    world.pairing(two, "2024-06-01"))  # fmt: skip
    world.household("YYL-3333", world.pairing(one, "2023-09-15", "2024-06-30", end_reason="岗位调整"))
    world.household("PJ-2222", world.pairing(two, "2023-10-01"), unit=PJ)
    found = change_ledger(world.ledger(), DAY)
    assert [(line.unit, line.change.on, line.change.kind, line.change.reason) for line in found.lines] == [
        (YYL, date(2023, 9, 15), ChangeKind.NEW, ""),
        (YYL, date(2023, 9, 15), ChangeKind.NEW, ""),
        (PJ, date(2023, 10, 1), ChangeKind.NEW, ""),
        (YYL, date(2024, 6, 1), ChangeKind.REASSIGNED, "退休离岗"),
        (YYL, date(2024, 6, 30), ChangeKind.ENDED, "岗位调整"),
    ]
    assert [(item.unit, item.waiting.household, item.waiting.reason) for item in found.waiting] == [
        (YYL, "YYL-3333", "岗位调整")
    ]
