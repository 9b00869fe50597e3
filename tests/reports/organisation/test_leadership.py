"""The leading group of a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from jiedui.reports.organisation.leadership import leading_group

DAY = date(2026, 11, 23)
ONE = date(2025, 3, 1)


def test_leading_group_of_a_day(led: Any) -> None:
    now = leading_group(led.ledger(), DAY)
    assert [(item.kind, item.holder) for item in now.holders] == [
        ("组长", "示例乙"), ("成员", "示例丙"), ("办公室主任", "示例丁"),
    ]  # fmt: skip
    assert [(item.kind, item.post, item.holder) for item in now.vacant] == [("副组长", "理事长", "示例戊")]
    assert [item.holder for item in now.of("组长")] == ["示例乙"]


def test_succession_needs_no_other_document(led: Any) -> None:
    chiefs = [leading_group(led.ledger(), day).of("组长") for day in (date(2025, 2, 28), ONE)]
    assert [[item.holder for item in found] for found in chiefs] == [["示例甲"], ["示例乙"]]
    assert leading_group(led.ledger(), ONE).vacant == ()
