"""What a change does to the first figures, reckoned by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from jiedui.model.time import Quarter
from jiedui.reports.effect import effect, effects, rates
from jiedui.reports.figures import Figures

TODAY = date(2026, 11, 23)


def test_figures_that_are_others_are_told_old_and_new(new_world: Callable[[], Any]) -> None:
    before, after = new_world(), new_world()
    for world in (before, after):
        world.helper("YYL-B-2222")
        world.household("YYL-2222", world.pairing("YYL-B-2222"))
    after.helper("YYL-B-3333")
    after.household("YYL-3333", after.pairing("YYL-B-2222", "2026-10-08"))
    after.visit("YYL-3333", "YYL-B-2222", "2026-10-10")
    found = effects(Figures(before.ledger(), TODAY), Figures(after.ledger(), TODAY))
    assert found == {"yueyanglou": ["户数 1 → 2", "已结对 1 → 2", "欠户 0 → 1", "2026Q4联系率 0% → 50%"]}
    assert effect(before.ledger(), after.ledger(), ["yueyanglou"], TODAY) == [
        "岳阳楼区残联：户数 1 → 2，已结对 1 → 2，欠户 0 → 1，2026Q4联系率 0% → 50%"
    ]
    assert effect(before.ledger(), after.ledger(), ["pingjiang"], TODAY) == []


def test_of_a_quarter_that_is_over_the_rate_is_told_where_it_is_another(new_world: Callable[[], Any]) -> None:
    before, after = new_world(), new_world()
    for world in (before, after):
        world.helper("YYL-B-2222")
        world.household("YYL-2222", world.pairing("YYL-B-2222"))
    after.visit("YYL-2222", "YYL-B-2222", "2026-08-10")
    figures = Figures(before.ledger(), TODAY), Figures(after.ledger(), TODAY)
    assert rates(*figures, "yueyanglou", Quarter(2026, 3)) == "联系率 0% → 100%"
    assert rates(*figures, "yueyanglou", Quarter(2026, 2)) == ""
    assert rates(*figures, "nowhere", Quarter(2026, 3)) == ""


def test_a_federation_that_is_new_begins_with_nothing(new_world: Callable[[], Any]) -> None:
    before, after = new_world(), new_world()
    del before.records["yueyanglou/unit.yml"]
    after.household("YYL-2222")
    assert effects(Figures(before.ledger(), TODAY), Figures(after.ledger(), TODAY)) == {"yueyanglou": ["户数 0 → 1"]}
