"""The figures of the city, of each federation in the order of the divisions, and of any group."""

from __future__ import annotations

from datetime import date
from typing import Any

from jiedui.reports.figures import Figures

TODAY = date(2026, 8, 3)


def test_federations_stand_in_the_order_of_the_divisions_the_citys_first_unlisted_last(quarter_world: Any) -> None:
    for unit, prefix in (("zzz", "ZZ"), ("aaa", "AA")):
        quarter_world.unit(unit, prefix=prefix, name=f"{unit}全称", short=unit, level="县级残联")
    figures = Figures(quarter_world.ledger(), TODAY)
    assert figures.unit_order == ("city", "yueyanglou", "pingjiang", "aaa", "zzz")
    assert list(figures.units) == list(figures.unit_order)


def test_each_federation_has_its_own_households_and_helpers(quarter_world: Any) -> None:
    figures = Figures(quarter_world.ledger(), TODAY)
    found = {
        unit: ([item.id for item in group.households], [item.id for item in group.helpers])
        for unit, group in figures.units.items()
    }
    assert found == {
        "city": ([], ["YYS-B-2222"]), "yueyanglou": (["YYL-2222"], ["YYL-B-2222"]),
        "pingjiang": (["PJ-2222", "PJ-3333"], ["PJ-B-2222", "PJ-B-3333"]),
    }  # fmt: skip
    assert [group.unit for group in figures.units.values()] == list(figures.units)
    city = figures.city
    assert (len(city.households), len(city.helpers), city.unit) == (3, 4, "")


def test_a_group_is_what_is_kept(quarter_world: Any) -> None:
    figures = Figures(quarter_world.ledger(), TODAY)
    some = figures.group(lambda household: household.township == "安定镇")
    assert ([item.id for item in some.households], some.helpers) == (["PJ-2222", "PJ-3333"], [])
    helper = quarter_world.ledger().helpers["PJ-B-2222"]
    assert [item.id for item in figures.group(lambda _: False, [helper]).helpers] == ["PJ-B-2222"]
