"""Counties and townships, and who manages them over time."""

from __future__ import annotations

from datetime import date
from typing import Any

from jiedui.model.divisions import Divisions, FormerName, Management, Merger, TilePlace, Township

COUNTY: dict[str, Any] = {"code": "430602", "name": "岳阳楼区", "unit": "yueyanglou"}


def township(**more: Any) -> Township:
    return Township.of({"code": "430602016", "name": "求索街道", **more}, COUNTY)


def test_a_township_is_managed_by_its_county() -> None:
    plain = Township(code="430602016", name="求索街道", county="岳阳楼区", county_unit="yueyanglou", unit="yueyanglou")
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


NANHU: list[dict[str, str]] = [{"unit": "jingkai", "to": "2024-12-31"}, {"unit": "nanhu", "from": "2025-02-01"}]


def test_a_township_is_managed_by_the_county_outside_the_spells_of_others() -> None:
    found = township(managed=NANHU)
    days = ("2024-12-31", "2025-01-01", "2025-01-31", "2025-02-01")
    assert [found.on(date.fromisoformat(day)).unit for day in days] == ["jingkai", "yueyanglou", "yueyanglou", "nanhu"]
    assert township(managed=[{"unit": "jingkai", "to": "2024-12-31"}]).unit == "yueyanglou"
    assert [item.unit for item in found.on(date(2025, 1, 31)).managed] == ["jingkai"]


def test_a_township_is_called_as_on_the_day() -> None:
    names = [
        {"name": "头名街道", "until": "2018-06-30"},
        {"name": "旧名街道", "until": "2024-03-31"},
        {"name": "无日街道"},
    ]
    found = township(former_names=names)
    days = ("2018-06-30", "2018-07-01", "2024-03-31", "2024-04-01")
    known = [found.on(date.fromisoformat(day)) for day in days]
    assert [item.name for item in known] == ["头名街道", "旧名街道", "旧名街道", "求索街道"]
    assert [[old.name for old in item.former_names] for item in known] == [
        ["无日街道"], ["头名街道", "无日街道"], ["头名街道", "无日街道"], ["头名街道", "旧名街道", "无日街道"],
    ]  # fmt: skip
    assert known[3].on(date(2018, 6, 30)) == known[0]


def test_a_township_is_there_from_its_founding_until_the_day_before_a_merger() -> None:
    found = township(**{"from": "2024-03-01"}, merged={"into": "湖滨街道", "date": "2026-07-01"})
    days = ("2024-02-29", "2024-03-01", "2026-06-30", "2026-07-01")
    assert [found.exists_on(date.fromisoformat(day)) for day in days] == [False, True, True, False]
    assert (found.on(date(2026, 6, 30)).merged, found.on(date(2026, 7, 1)).merged) == (None, found.merged)


def divisions(*items: dict[str, Any]) -> Divisions:
    listed = [{"code": f"43060200{number}", **item} for number, item in enumerate(items)]
    return Divisions.of({"counties": [{**COUNTY, "townships": listed}]})


def called(found: Divisions, name: str) -> str | None:
    place = found.find("岳阳楼区", name)
    return place and place.name


def test_a_township_is_found_by_every_name_that_leads_to_it() -> None:
    """甲 was 老甲 until 2023, went into 乙 on 2025-01-01, and 乙 into the new 丙 on 2026-01-01."""
    found = divisions(
        {"name": "甲乡", "former_names": [{"name": "老甲乡", "until": "2023-12-31"}],
         "merged": {"into": "乙乡", "date": "2025-01-01"}},
        {"name": "乙乡", "merged": {"into": "丙镇", "date": "2026-01-01"}},
        {"name": "丙镇", "from": "2026-01-01"},
    )  # fmt: skip
    names = ("老甲乡", "甲乡", "乙乡", "丙镇")
    for day, expected in {
        "2023-12-31": ("老甲乡", "老甲乡", "乙乡", None),
        "2024-12-31": ("甲乡", "甲乡", "乙乡", None),
        "2025-01-01": ("乙乡", "乙乡", "乙乡", None),
        "2025-12-31": ("乙乡", "乙乡", "乙乡", None),
        "2026-01-01": ("丙镇", "丙镇", "丙镇", "丙镇"),
    }.items():
        known = found.until(date.fromisoformat(day))
        assert tuple(called(known, name) for name in names) == expected, day
    assert tuple(called(found, name) for name in names) == ("丙镇",) * 4
    (last,) = found.townships
    assert [item.name for item in found.merged_into(last)] == ["甲乡", "乙乡"]
    (second,) = found.until(date(2025, 6, 1)).townships
    assert [item.name for item in found.until(date(2025, 6, 1)).merged_into(second)] == ["甲乡"]


def test_a_name_of_the_day_comes_before_a_former_one_of_another() -> None:
    found = divisions(
        {"name": "甲乡", "former_names": [{"name": "乙乡", "until": "2023-12-31"}]},
        {"name": "乙乡", "from": "2024-01-01"},
    )
    assert [called(found, name) for name in ("甲乡", "乙乡")] == ["甲乡", "乙乡"]
    assert found.find("岳阳楼区", "乙乡") == found.townships[1]
    assert called(found.until(date(2023, 12, 31)), "甲乡") == "乙乡"


def test_a_merger_that_leads_nowhere_or_round_leaves_nothing_to_be_found() -> None:
    nowhere = {"name": "甲乡", "merged": {"into": "没有乡", "date": "2024-01-01"}}
    one = {"name": "乙乡", "merged": {"into": "丙乡", "date": "2024-01-01"}}
    other = {"name": "丙乡", "merged": {"into": "乙乡", "date": "2024-01-01"}}
    found = divisions(nowhere, one, other)
    assert [called(found, name) for name in ("甲乡", "乙乡", "丙乡")] == [None, None, None]
    assert [called(found.until(date(2023, 12, 31)), name) for name in ("甲乡", "乙乡", "丙乡")] == [
        "甲乡",
        "乙乡",
        "丙乡",
    ]


def test_a_township_is_found_by_its_federation_of_the_day() -> None:
    found = divisions({"name": "甲乡", "managed": NANHU, "former_names": [{"name": "老甲乡", "until": "2020-12-31"}]})
    place = found.find_of_unit("nanhu", "老甲乡")
    assert place is not None
    assert place.name == "甲乡"
    assert found.find_of_unit("jingkai", "甲乡") is None
    assert found.find_of_unit("nanhu", "乙乡") is None
    assert found.until(date(2024, 12, 31)).find_of_unit("jingkai", "甲乡") is not None


def test_a_federation_managed_a_township_once_or_will() -> None:
    handed_over = township(managed=NANHU)
    assert [handed_over.was_managed_by(unit) for unit in ("jingkai", "nanhu", "yueyanglou", "yunxi")] == [
        True, True, True, False,
    ]  # fmt: skip
    assert not township(managed=[{"unit": "nanhu"}]).was_managed_by("yueyanglou")
    assert township().was_managed_by("yueyanglou")
    assert township(managed=[{"unit": "nanhu", "from": "2027-01-01"}]).was_managed_by("yueyanglou")


def test_the_names_of_a_federation_are_those_of_all_days() -> None:
    items = [
        {"code": "430602016", "name": "求索街道", "managed": [{"unit": "nanhu", "from": "2027-01-01"}]},
        {"code": "430602201", "name": "新郭镇", "former_names": [{"name": "郭镇乡", "until": "2024-02-29"}]},
        {"code": "430602202", "name": "梅溪街道", "merged": {"into": "求索街道", "date": "2025-01-01"}},
    ]
    divisions = Divisions.of({"counties": [{**COUNTY, "townships": items}]})
    assert divisions.names_ever("yueyanglou") == {"求索街道", "新郭镇", "郭镇乡", "梅溪街道"}
    assert divisions.names_ever("nanhu") == {"求索街道", "梅溪街道"}
    assert divisions.names_ever("yunxi") == set()
    days = [date(2024, 3, 1), date(2025, 1, 1), date(2027, 1, 1)]
    assert (divisions.turns("岳阳楼区"), divisions.turns("平江县"), divisions.turns()) == (days, [], days)
    assert (divisions.managers("郭镇乡"), divisions.managers("白云镇")) == ({"yueyanglou"}, set())


def test_a_township_turns_on_each_day_that_is_known() -> None:
    found = township(
        **{"from": "2024-05-01"},
        managed=NANHU,
        former_names=[{"name": "旧名街道", "until": "2024-06-30"}, {"name": "更旧的街道"}],
        merged={"into": "湖滨街道", "date": "2026-03-01"},
    )
    assert sorted(found.turns) == [
        date(2024, 5, 1), date(2024, 7, 1), date(2025, 1, 1), date(2025, 2, 1), date(2026, 3, 1),
    ]  # fmt: skip
