"""Federations, their offices, and the townships that they manage over time."""

from __future__ import annotations

from datetime import date
from typing import Any

from jiedui.model.unit import Divisions, FormerName, Management, Merger, TilePlace, Township

COUNTY: dict[str, Any] = {"code": "430602", "name": "岳阳楼区", "unit": "yueyanglou"}


def township(**more: Any) -> Township:
    return Township.of({"code": "430602016", "name": "求索街道", **more}, COUNTY)


def test_a_township_is_managed_by_its_county() -> None:
    plain = Township(code="430602016", name="求索街道", county="岳阳楼区", unit="yueyanglou")
    assert township() == plain
    assert (plain.managed, plain.former_names, plain.merged) == ((), (), None)


def test_the_last_federation_is_the_one_that_manages_it_now() -> None:
    found = township(managed=[{"unit": "jingkai", "to": "2024-12-31"}, {"unit": "nanhu", "from": "2025-01-01"}])
    assert found.unit == "nanhu"
    assert found.managed == (
        Management("jingkai", None, date(2024, 12, 31)),
        Management("nanhu", date(2025, 1, 1), None),
    )


def test_former_names_and_a_merger_are_kept() -> None:
    names = [{"name": "旧名街道", "until": "2018-06-30"}, {"name": "更旧的街道"}]
    found = township(former_names=names, merged={"into": "湖滨街道", "date": "2024-03-01"})
    assert found.former_names == (FormerName("旧名街道", date(2018, 6, 30)), FormerName("更旧的街道", None))
    assert found.merged == Merger("湖滨街道", date(2024, 3, 1))


def test_divisions_find_townships_by_county_and_name_and_by_federation() -> None:
    items = [
        {"code": "430602016", "name": "求索街道", "managed": [{"unit": "nanhu"}]},
        {"code": "430602201", "name": "郭镇乡"},
    ]
    divisions = Divisions.of(
        {"counties": [{**COUNTY, "townships": items}], "map": [{"unit": "nanhu", "row": 2, "column": 5}]}
    )
    found = divisions.find("岳阳楼区", "求索街道")
    assert found is not None
    assert found.unit == "nanhu"
    assert divisions.find("平江县", "求索街道") is None
    assert [item.name for item in divisions.of_unit("yueyanglou")] == ["郭镇乡"]
    assert [item.name for item in divisions.of_unit("nanhu")] == ["求索街道"]
    assert (divisions.counties, divisions.tiles) == ({"岳阳楼区": "yueyanglou"}, {"nanhu": TilePlace(row=2, column=5)})
