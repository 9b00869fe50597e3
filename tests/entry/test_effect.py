"""What edits do to the first figures, reckoned by hand on the small ledger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tests.entry import basket

from jiedui.entry.effect import effect
from jiedui.entry.handed import items
from jiedui.entry.plan import plan
from jiedui.entry.take import take
from jiedui.model.ledger import Ledger
from jiedui.records.reader import Records
from jiedui.records.schema import SchemaLibrary

TODAY = date(2026, 11, 23)


def test_a_household_that_is_paired_and_contacted_is_told_in_the_figures_of_its_federation(
    records: Callable[[], Records], library: SchemaLibrary
) -> None:
    found = records()
    pairing = {"helper": "YYL-B-6F7G", "role": "主责", "from": "2026-10-08"}
    home = basket.home(data={**basket.HOME, "registered_on": "2026-10-08", "pairings": [pairing]})
    taken = take([items(basket.file(home, basket.visit("2026-11-21")))], found, library)
    after = plan(taken.edits.values(), found, library, TODAY).ledger
    assert after is not None
    before = Ledger.of(found)
    said = effect(before, after, ["pingjiang", "yueyanglou"], TODAY)
    assert said == ["岳阳楼区：户数 4 → 5，已结对 3 → 4，2026Q4联系率 0% → 25%"]
    assert effect(before, before, ["yueyanglou"], TODAY) == []
