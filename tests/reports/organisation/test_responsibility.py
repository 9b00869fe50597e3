"""Who answers, and what is missing."""

from __future__ import annotations

from datetime import date
from typing import Any

from jiedui.reports.organisation.responsibility import responsibilities

DAY = date(2026, 11, 23)
CITY, YYL, PJ = "city", "yueyanglou", "pingjiang"


def test_responsible_persons_and_what_is_missing(led: Any) -> None:
    found = {item.unit: item for item in responsibilities(led.ledger(), DAY)}
    assert next(iter(found)) == CITY
    assert {unit: item.gaps for unit, item in found.items()} == {
        CITY: (), YYL: ("直接责任人",), PJ: ("牵头部门", "第一责任人", "直接责任人"),
    }  # fmt: skip
    before = {item.unit: item.gaps for item in responsibilities(led.ledger(), date(2026, 6, 30))}
    assert before[YYL] == ()
