"""What of a ledger with errors is sound: the federations without errors, but for what leans on the others."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from jiedui.check import run_for_sound
from jiedui.records.schema import SchemaLibrary
from jiedui.rules.left_out import LeftOut, SoundPart, hindrances

AS_OF = date(2026, 11, 23)
HELPER = "yueyanglou/helpers/YYL-B-4D5E.yml"

Edit = Callable[[str, str, str], None]


@pytest.fixture
def root(repo_root: Path, policy_root: Path, tmp_path: Path) -> Path:
    shutil.copytree(repo_root / "tests" / "rules" / "base", tmp_path / "records")
    shutil.copytree(policy_root / "policy", tmp_path / "records" / "policy")
    return tmp_path / "records"


@pytest.fixture
def edit(root: Path) -> Edit:
    def replace(path: str, old: str, new: str) -> None:
        text = (root / path).read_text("utf-8")
        assert old in text
        (root / path).write_text(text.replace(old, new), "utf-8")

    return replace


@pytest.fixture
def part(root: Path, library: SchemaLibrary) -> Callable[[], SoundPart | None]:
    return lambda: run_for_sound(root, library, AS_OF)[1]


def test_a_ledger_without_errors_is_sound_as_a_whole(part: Callable[[], SoundPart | None]) -> None:
    found = part()
    assert found
    assert found.left_out == LeftOut()
    assert not found.left_out
    assert (set(found.ledger.units), len(found.ledger.households)) == ({"city", "pingjiang", "yueyanglou"}, 6)
    assert found.ledger.whole == "全市"


def test_the_federation_that_errors_lie_in_is_left_out_whole(part: Callable[[], SoundPart | None], edit: Edit) -> None:
    edit("pingjiang/households/PJ-2H3J/visits/2023-10-12.yml", "channel: 入户", "channel: 上门")
    edit("pingjiang/households/PJ-2H3J/household.yml", "id: PJ-2H3J", "id: PJ-2222")
    found = part()
    assert found
    [unit] = found.left_out.units
    assert (unit.unit, unit.name, unit.count) == ("pingjiang", "平江县", 2)
    assert {(item.path, item.line) for item in unit.errors} == {
        ("pingjiang/households/PJ-2H3J/visits/2023-10-12.yml", 3),
        ("pingjiang/households/PJ-2H3J/household.yml", 1),
    }
    assert (found.report.errors, found.left_out.errors, found.left_out.names) == (0, 2, "平江县")
    ledger = found.ledger
    assert (ledger.whole, ledger.until(AS_OF).whole) == ("全市（不含平江县）",) * 2
    assert set(ledger.units) == {"city", "yueyanglou"}
    assert {item.unit for item in (*ledger.helpers.values(), *ledger.households.values())} <= {"city", "yueyanglou"}
    assert [key for key in ledger.visits if key.startswith("PJ")] == []


@pytest.mark.parametrize("broken", ["helper", "federation"])
def test_what_of_others_names_it_is_left_out_along_and_told(
    part: Callable[[], SoundPart | None], root: Path, edit: Edit, broken: str
) -> None:
    """YYL-2A3C is in the hands of PJ-B-6N7P, too, and YYL-8Q9R has moved there from PJ-4K5M."""
    if broken == "helper":
        edit("pingjiang/helpers/PJ-B-4K5M.yml", "name: ", "nmae: ")
    else:
        (root / "pingjiang" / "unit.yml").write_text("id: [", "utf-8")
    found = part()
    assert found
    [unit] = found.left_out.units
    assert (unit.unit, unit.name) == ("pingjiang", "平江县")
    assert [place.path for place in found.left_out.along] == [
        "yueyanglou/households/YYL-2A3C/household.yml",
        "yueyanglou/households/YYL-8Q9R/household.yml",
    ]
    assert (found.left_out.owners, found.left_out.along_text) == (["yueyanglou"], "2 户")
    assert sorted(found.ledger.households) == ["YYL-4D5E", "YYL-6F7G"]
    assert sorted(found.ledger.visits) == ["YYL-4D5E"]
    assert set(found.ledger.units) == {"city", "yueyanglou"}


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("city/unit.yml", "level: 市残联", "level: 市级"),
        ("city/helpers/YY-B-2A3C.yml", "name: ", "nmae: "),
        ("divisions.yml", "name: ", "nmae: "),
        ("policy/readings.yml", "title: ", "ttile: "),
        ("policy/ledger.yml", "format: ", "form: "),
    ],
    ids=["city", "its helper", "divisions", "policy", "format"],
)
def test_nothing_is_sound_where_an_error_is_everybodys(
    part: Callable[[], SoundPart | None], edit: Edit, path: str, old: str, new: str
) -> None:
    edit(path, old, new)
    assert part() is None


def test_nothing_is_sound_where_a_file_lies_beside_the_federations(
    part: Callable[[], SoundPart | None], root: Path
) -> None:
    (root / "notes.txt").write_text("记", "utf-8")
    assert part() is None


def test_the_files_that_hinder_are_those_of_no_county(root: Path, library: SchemaLibrary, edit: Edit) -> None:
    edit("pingjiang/helpers/PJ-B-2H3J.yml", "name: ", "nmae: ")
    report, found = run_for_sound(root, library, AS_OF)
    assert found
    assert hindrances(report) == ["pingjiang/helpers/PJ-B-2H3J.yml"]
    edit("city/unit.yml", "level: 市残联", "level: 市级")
    (root / "示例戊15400000011.txt").touch()
    report, found = run_for_sound(root, library, AS_OF)
    assert found is None
    assert hindrances(report) == ["city/unit.yml", "示例戊（号码不显示）.txt"]


def test_all_counties_may_be_left_out_and_many_are_counted(part: Callable[[], SoundPart | None], edit: Edit) -> None:
    edit(HELPER, "name: ", "nmae: ")
    edit("pingjiang/helpers/PJ-B-2H3J.yml", "name: ", "nmae: ")
    found = part()
    assert found
    assert found.left_out.names == "平江县、岳阳楼区"
    assert set(found.ledger.units) == {"city"}
    four = LeftOut((*found.left_out.units, *found.left_out.units))
    assert four.names == " 4 个残联"
