"""What a change does to the first figures, reckoned by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from jiedui.reports.effect import effect, effects

TODAY = date(2026, 11, 23)


def test_figures_that_are_others_are_told_old_and_new(new_world: Callable[[], Any]) -> None:
    before, after = new_world(), new_world()
    for world in (before, after):
        world.helper("YYL-B-2222")
        world.household("YYL-2222", world.pairing("YYL-B-2222"))
    after.helper("YYL-B-3333")
    after.household("YYL-3333", after.pairing("YYL-B-2222", "2026-10-08"))
    after.visit("YYL-3333", "YYL-B-2222", "2026-10-10")
    found = effects(before.ledger(), after.ledger(), TODAY)
    assert found == {"yueyanglou": ["户数 1 → 2", "已结对 1 → 2", "欠户 0 → 1", "2026Q4联系率 0% → 50%"]}
    assert effect(before.ledger(), after.ledger(), ["yueyanglou"], TODAY) == [
        "岳阳楼区残联：户数 1 → 2，已结对 1 → 2，欠户 0 → 1，2026Q4联系率 0% → 50%"
    ]
    assert effect(before.ledger(), after.ledger(), ["pingjiang"], TODAY) == []


def test_a_federation_that_is_new_begins_with_nothing(new_world: Callable[[], Any]) -> None:
    before, after = new_world(), new_world()
    del before.records["yueyanglou/unit.yml"]
    after.household("YYL-2222")
    assert effects(before.ledger(), after.ledger(), TODAY) == {"yueyanglou": ["户数 0 → 1"]}
