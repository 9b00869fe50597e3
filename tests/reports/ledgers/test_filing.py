"""Social forces and their filing."""

from __future__ import annotations

from datetime import date
from typing import Any

from jiedui.reports.ledgers.filing import filings

DAY = date(2026, 11, 23)
YYL = "yueyanglou"


def test_social_forces_that_help_have_to_file(world: Any) -> None:
    force = {"body": "社会力量", "department": "示例爱心协会", "post": "负责人"}
    filed = world.helper("YYL-B-2222", YYL, force, filing={"unit": YYL, "date": "2024-02-20"})
    lacking, idle = world.helper("YYL-B-3333", YYL, force), world.helper("YYL-B-4444", YYL, force)
    world.household("YYL-2222", world.pairing(filed), world.pairing(lacking, role="协助"))
    world.household("YYL-3333", world.pairing(lacking, end="2025-01-31"))
    ledger = world.ledger()
    found = {item.helper: item for item in filings(ledger, DAY)}
    assert {key: (item.households, item.lacking) for key, item in found.items()} == {
        filed: (("YYL-2222",), False), lacking: (("YYL-2222",), True), idle: ((), False),
    }  # fmt: skip
    assert found[filed].filed_on == date(2024, 2, 20)
    assert {item.helper for item in filings(ledger, date(2024, 2, 19)) if item.lacking} == {filed, lacking}
    assert {item.helper for item in filings(ledger, date(2024, 2, 20)) if item.lacking} == {lacking}
