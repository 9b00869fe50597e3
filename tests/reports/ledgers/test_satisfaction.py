"""Call-backs, counted by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from jiedui.reports.ledgers.satisfaction import satisfaction

DAY = date(2026, 11, 23)
CITY, YYL, PJ = "city", "yueyanglou", "pingjiang"


def test_satisfaction_is_counted_once_and_low_scores_are_named(world: Any) -> None:
    helper = world.helper("YYL-B-2222")
    for household, unit in (("YYL-2222", YYL), ("YYL-3333", YYL), ("PJ-2222", PJ)):
        world.household(household, world.pairing(helper), unit=unit)
    world.visit("YYL-2222", helper, "2026-01-10", satisfaction=5, also=["YYL-3333"])
    world.visit("YYL-2222", helper, "2026-04-10", satisfaction=2)
    world.visit("YYL-3333", helper, "2026-04-11")
    world.visit("PJ-2222", helper, "2026-05-10", PJ, satisfaction=4)
    world.visit("PJ-2222", helper, "2026-12-10", PJ, satisfaction=1)
    found = satisfaction(world.ledger(), DAY)
    assert (len(found.scores), found.average) == (3, Fraction(11, 3))
    assert [(item.household, item.on, item.by) for item in found.low] == [("YYL-2222", date(2026, 4, 10), helper)]
    assert found.of(YYL).average == Fraction(7, 2)
    assert [(item.household, item.score) for item in found.scores] == [("PJ-2222", 4), ("YYL-2222", 5), ("YYL-2222", 2)]
    assert found.of(CITY).average is None
