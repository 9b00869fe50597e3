"""Resources, with sums counted by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from jiedui.reports.ledgers.resource import SOURCES, resources

DAY = date(2026, 11, 23)
YYL, PJ = "yueyanglou", "pingjiang"


def test_resources_add_up_by_source_and_federation(world: Any) -> None:
    public, gift = {"source": "财政经费", "amount": 1200}, {"source": "慈善捐赠", "name": "示例基金", "amount": 300}
    hands = {"source": "志愿服务", "name": "示例车队"}
    done = world.measure("2024-01-05", done="2024-03-01", resources=[public, hands])
    still = world.measure("2025-01-05", resources=[public, gift])
    later = world.measure("2026-12-01", resources=[public])
    world.household("YYL-2222", needs=[world.need(1, "2024-01-01", done), world.need(2, "2025-01-01", still, later)])
    world.household("PJ-2222", unit=PJ, needs=[world.need(1, "2024-01-01", {**done, "resources": [gift]})])
    found = resources(world.ledger(), DAY)
    sums = {
        "all": found.total(), "yyl": found.total(unit=YYL), "gift": found.total(source="慈善捐赠"),
        "both": found.total(unit=PJ, source="慈善捐赠"), "hands": found.total(source="志愿服务"),
    }  # fmt: skip
    assert {key: (item.items, item.priced, item.promised, item.spent) for key, item in sums.items()} == {
        "all": (5, 4, 3000, 1500), "yyl": (4, 3, 2700, 1200), "gift": (2, 2, 600, 300), "both": (1, 1, 300, 300),
        "hands": (1, 0, 0, 0),
    }  # fmt: skip
    parts = [found.total(source=source) for source in SOURCES]
    assert sum(item.promised for item in parts) == found.total().promised
    assert sum(item.items for item in parts) == found.total().items
