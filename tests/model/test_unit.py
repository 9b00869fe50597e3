"""Federations, their offices, and the townships that they manage over time."""

from __future__ import annotations

from datetime import date
from typing import Any

from jiedui.model.unit import Divisions, FormerName, Management, Merger, TilePlace, Township, Unit

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


def test_a_federation_is_known_by_what_was_done_and_who_had_taken_office() -> None:
    """On 2024-06-30: the plan done that day, not the roll; the first holder's end of 1 July is not known yet."""
    spells = [
        {"post": "理事长", "holder": "示例甲", "from": "2023-09-01", "to": "2024-07-01"},
        {"post": "理事长", "holder": "示例乙", "from": "2024-07-02"},
    ]
    found = Unit.of({
        "id": "pingjiang", "prefix": "PJ", "name": "平江县残联", "short": "平江县", "level": "县级残联",
        "milestones": [{"key": "方案", "done_on": "2024-06-30"}, {"key": "台账", "done_on": "2024-07-01"}],
        "responsible": [{"kind": "第一责任人", **item} for item in spells],
        "leading_group": [{"kind": "组长", **item} for item in spells],
    })  # fmt: skip
    known = found.until(date(2024, 6, 30))
    assert [item.key for item in known.milestones] == ["方案"]
    for offices in (known.responsible, known.leading_group):
        assert [(item.holder, item.span.end) for item in offices] == [("示例甲", None)]
    ended = found.until(date(2024, 7, 1))
    assert [item.span.end for item in ended.leading_group] == [date(2024, 7, 1)]
    assert len(ended.milestones) == 2
    assert found.until(date(2024, 7, 2)) == found
