"""The federations, and the townships that each looks after."""

from __future__ import annotations

import pytest

from jiedui.demo.clock import Clock
from jiedui.demo.identities import Identities
from jiedui.demo.source import FEDERATIONS, Source
from jiedui.demo.units import CITY, City, Locality, record

BY_ID = {federation.id: federation for federation in FEDERATIONS}


@pytest.fixture
def identities(lender: Source) -> Identities:
    return Identities(1, lender.policy.identity)


def test_there_are_one_of_the_city_and_thirteen_of_county_level(lender: Source) -> None:
    assert len(lender.city.counties) == 13
    assert lender.city.own is BY_ID[CITY]
    assert [lender.city.county(number).short for number in (0, 12, 13)] == ["岳阳楼区", "城陵矶新港区", "岳阳楼区"]
    assert len({federation.prefix for federation in FEDERATIONS}) == 14


def test_a_federation_stands_in_decisions_under_its_short_name() -> None:
    assert (BY_ID[CITY].office, BY_ID["pingjiang"].office) == ("市残联", "平江县残联")
    assert (BY_ID[CITY].place, BY_ID["pingjiang"].place) == ("岳阳市", "平江县")


def test_a_township_belongs_to_whoever_manages_it(lender: Source) -> None:
    places = lender.city.places
    assert set(places) == {*BY_ID} - {CITY}
    assert "月山街道" in {place.name for place in places["nanhu"]}
    assert "月山街道" not in {place.name for place in places["yueyanglou"]}


@pytest.mark.parametrize(("name", "urban"), [("岳阳楼街道", True), ("通海路管理处", True), ("安定镇", False)])
def test_streets_are_urban(name: str, *, urban: bool) -> None:
    assert Locality(name, "", "").urban is urban


def test_a_federation_without_a_township_is_none_of_the_city() -> None:
    """Nor does a township count that a federation manages which is not of the city."""
    divisions = {"counties": [{"code": "499901", "name": "甲县", "unit": "jia", "townships": [{"name": "一镇"}]}]}
    city = City.of([BY_ID[CITY], BY_ID["miluo"]], divisions)
    assert (list(city.federations), city.places) == ([CITY], {})


def milestones(city: City, unit: str, clock: Clock, identities: Identities) -> dict[str, str]:
    return {item["key"]: item["done_on"] for item in record(city, unit, clock, identities, 1)["milestones"]}


def test_some_were_late_in_the_first_month_and_one_has_not_reported(
    lender: Source, clock: Clock, identities: Identities
) -> None:
    assert milestones(lender.city, "jingkai", clock, identities)["台账"] == "2023-10-09"
    assert "方案" not in milestones(lender.city, "nanhu", clock, identities)
    usual = milestones(lender.city, "pingjiang", clock, identities)
    assert sorted(usual) == sorted(["摸底", "方案", "台账", "动员部署大会"])
    assert "2023-09-08" <= min(usual.values()) <= max(usual.values()) <= "2023-09-28"
