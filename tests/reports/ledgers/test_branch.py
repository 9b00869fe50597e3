"""Branch pairings and what they did together."""

from __future__ import annotations

from datetime import date
from typing import Any

from jiedui.reports.ledgers.branch import branches

DAY = date(2026, 11, 23)
ONE = date(2025, 3, 1)
CITY = "city"


def test_branch_pairings_and_their_activities(world: Any) -> None:
    acts = [{"date": "2024-05-19", "content": "走访。"}, {"date": "2025-06-01", "content": "排查。"}]
    world.event("branch", CITY, "2024-03-05", branch="一支部", partner="示例村", to="2025-12-31", activities=acts)
    world.event("branch", CITY, "2026-03-05", branch="二支部", partner="示例村")
    now = branches(world.ledger(), DAY)
    assert [(item.branch.branch, item.running, len(item.activities)) for item in now] == [
        ("一支部", False, 2), ("二支部", True, 0),
    ]  # fmt: skip
    (then,) = branches(world.ledger(), ONE)
    assert then.running
    assert [act.date for act in then.activities] == [date(2024, 5, 19)]
