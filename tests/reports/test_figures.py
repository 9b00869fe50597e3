"""The figures of the city, of each federation in the order of the divisions, and of any group."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from jiedui.reports.figures import Figures

if TYPE_CHECKING:
    from jiedui.model.ledger import Ledger

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


# The shipped ledger, counted by hand in its records


def test_a_risk_is_none_before_it_was_found_nor_watched_before_it_was(shipped_ledger: Ledger) -> None:
    """R-035: HR-M6N9 was found in 2023 and refused; HR-8DZF found on 2024-12-28 and watched from 2025-01-24."""
    autumn, winter, later = (
        Figures(shipped_ledger, day) for day in (date(2024, 9, 30), date(2024, 12, 31), date(2025, 1, 24))
    )
    assert autumn.city.unmonitored == ("HR-M6N9",)
    assert winter.units["huarong"].unmonitored == ("HR-8DZF", "HR-M6N9")
    assert winter.city.unmonitored == ("HR-8DZF", "HR-M6N9")
    assert later.units["huarong"].unmonitored == ("HR-M6N9",)


def test_a_paired_household_stays_in_the_roster_when_it_leaves_hardship(shipped_ledger: Ledger) -> None:
    """A-29: YYX-B8CW left 低保 after it was paired; 岳阳县 has 9 of 12, the city 101 of 109."""
    figures = Figures(shipped_ledger, date(2026, 11, 23))
    county = figures.units["yueyang"].coverage
    assert "YYX-B8CW" in county.paired
    assert (len(county.paired), len(county.roster)) == (9, 12)
    assert (len(figures.city.coverage.paired), len(figures.city.coverage.roster)) == (101, 109)
