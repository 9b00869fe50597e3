"""Who lives and who works in a township."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

from jiedui.model.divisions import Township
from jiedui.model.ledger import Ledger
from jiedui.records.reader import Records, read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.reports.figures import Figures
from jiedui.reports.townships import Townships
from jiedui.struct import replace

TOWN = {"body": "乡镇(街道)残联", "department": "安定镇残联"}


def test_a_township_has_its_roster_and_its_federation_s_helpers(world):
    world.helper("PJ-B-3333", "pingjiang", {**TOWN, "township": "安定镇"})
    world.helper("PJ-B-2222", "pingjiang", {**TOWN, "township": "安定镇"}, {**TOWN, "township": "安定镇"})
    world.helper("PJ-B-4444", "pingjiang", {**TOWN, "township": "三市镇"})
    world.helper("PJ-B-5555", "pingjiang", {**TOWN, "township": "安定镇", "to": "2026-06-30", "end_reason": "退休离岗"})
    for identifier in ("PJ-3333", "PJ-2222"):
        world.household(identifier, unit="pingjiang")
    world.household("PJ-4444", unit="pingjiang", township="三市镇")
    world.household("PJ-5555", unit="pingjiang", closed={"date": "2026-01-31", "reason": "去世"})
    found = Townships(Figures(world.ledger(), date(2026, 7, 1)))
    place = Township(code="430626101", name="安定镇", county="平江县", county_unit="pingjiang", unit="pingjiang")
    assert [household.id for household in found.households(place)] == ["PJ-2222", "PJ-3333"]
    assert [helper.id for helper in found.helpers(place)] == ["PJ-B-2222", "PJ-B-3333"]
    last = Townships(Figures(world.ledger(), date(2026, 6, 30)))
    assert [helper.id for helper in last.helpers(place)] == ["PJ-B-2222", "PJ-B-3333", "PJ-B-5555"]


def test_an_address_counts_by_county_and_a_post_by_federation(world):
    world.helper("YYL-B-2222", "yueyanglou", {**TOWN, "township": "安定镇"})
    world.household("YYL-2222", township="安定镇")
    found = Townships(Figures(world.ledger(), date(2026, 7, 1)))
    place = Township(code="430626101", name="安定镇", county="平江县", county_unit="pingjiang", unit="pingjiang")
    assert (found.households(place), found.helpers(place)) == ([], [])


# Townships of a day

DIVISIONS: dict[str, Any] = {
    "source": "示例名录",
    "counties": [
        {
            "code": "430626", "name": "平江县", "unit": "pingjiang",
            "townships": [
                {"code": "430626101", "name": "安定镇"},
                {"code": "430626102", "name": "三市镇", "merged": {"into": "安定镇", "date": "2026-07-01"}},
                {"code": "430626103", "name": "新名镇", "former_names": [{"name": "旧名乡", "until": "2026-03-31"}]},
                {"code": "430626104", "name": "功能区镇", "managed": [{"unit": "yueyanglou", "from": "2026-05-01"}]},
            ],
        }
    ],
}  # fmt: skip
JUNE, JULY = date(2026, 6, 30), date(2026, 7, 1)


def roster(ledger: Ledger, day: date) -> dict[str, list[str]]:
    """The households by the name that each township of a day had."""
    figures = Figures(ledger.until(day), day)
    found = Townships(figures)
    return {
        f"{place.county}{place.name}": [household.id for household in found.households(place)]
        for place in figures.ledger.divisions.townships
    }


def test_households_move_with_their_township_on_the_day_of_the_merger_and_not_before(world: Any) -> None:
    """One in 安定镇, two in 三市镇: 1 and 2 until 30 June 2026, 3 from 1 July on."""
    world.put("divisions", "", "divisions", DIVISIONS)
    world.household("PJ-2222", unit="pingjiang")
    world.household("PJ-3333", unit="pingjiang", township="三市镇")
    world.household("PJ-4444", unit="pingjiang", township="三市镇")
    world.household("PJ-5555", unit="pingjiang", township="旧名乡")
    ledger = world.ledger()
    assert roster(ledger, JUNE) == {
        "平江县安定镇": ["PJ-2222"], "平江县三市镇": ["PJ-3333", "PJ-4444"], "平江县新名镇": ["PJ-5555"],
        "平江县功能区镇": [],
    }  # fmt: skip
    assert roster(ledger, JULY) == {
        "平江县安定镇": ["PJ-2222", "PJ-3333", "PJ-4444"], "平江县新名镇": ["PJ-5555"], "平江县功能区镇": [],
    }  # fmt: skip
    assert roster(ledger, date(2026, 3, 31))["平江县旧名乡"] == ["PJ-5555"]


def test_a_ledger_of_a_day_can_be_asked_for_an_earlier_one(world: Any) -> None:
    world.put("divisions", "", "divisions", DIVISIONS)
    world.household("PJ-3333", unit="pingjiang", township="三市镇")
    ledger = world.ledger()
    for later in (JULY, JUNE):
        assert ledger.until(later).until(JUNE).households["PJ-3333"].township == "三市镇"
        assert roster(ledger.until(later), JUNE) == roster(ledger, JUNE)
    # what was not known on a day is not known to whoever asks it for a later one
    assert roster(ledger.until(JUNE), JULY) == roster(ledger, JUNE)


def test_helpers_move_with_their_township_too(world: Any) -> None:
    world.put("divisions", "", "divisions", DIVISIONS)
    world.helper("PJ-B-2222", "pingjiang", {**TOWN, "township": "安定镇"}, {**TOWN, "township": "三市镇"})
    world.helper("PJ-B-3333", "pingjiang", {**TOWN, "township": "三市镇"})
    world.helper("PJ-B-4444", "pingjiang", {**TOWN, "township": "功能区镇"})
    ledger = world.ledger()

    def helpers(day: date) -> list[list[str]]:
        figures = Figures(ledger.until(day), day)
        found = Townships(figures)
        return [[helper.id for helper in found.helpers(place)] for place in figures.ledger.divisions.townships]

    assert helpers(date(2026, 4, 30)) == [["PJ-B-2222"], ["PJ-B-2222", "PJ-B-3333"], [], ["PJ-B-4444"]]
    # 功能区镇 is another federation's from 1 May 2026 on, whose helper that one is not
    assert helpers(date(2026, 5, 1)) == [["PJ-B-2222"], ["PJ-B-2222", "PJ-B-3333"], [], []]
    assert helpers(JULY) == [["PJ-B-2222", "PJ-B-3333"], [], []]


def test_a_merger_entered_today_leaves_the_last_quarter_as_it_was(repo_root: Path, shipped_root: Path) -> None:
    """The shipped ledger, 童市镇 (2 households) merged into 板江乡 (2) on 2026-11-23: only days from then on know."""
    records = read_ledger(shipped_root, SchemaLibrary(repo_root / "schemas"))
    changed = [replace(record, data=merged(record.data)) if record.place.kind == "divisions" else record
               for record in records.valid]  # fmt: skip
    before, after = Ledger.of(records), Ledger.of(Records(records.root, changed))
    for day in (date(2026, 9, 30), date(2026, 11, 22)):
        assert roster(after, day) == roster(before, day)
        known, same = before.until(day), after.until(day)
        assert (same.households, same.divisions.townships) == (known.households, known.divisions.townships)
    day = date(2026, 11, 23)
    was, now = roster(before, day), roster(after, day)
    assert (len(was["平江县童市镇"]), len(was["平江县板江乡"])) == (2, 1)
    assert now["平江县板江乡"] == sorted(was["平江县板江乡"] + was["平江县童市镇"])
    assert "平江县童市镇" not in now
    assert sum(map(len, now.values())) == sum(map(len, was.values()))


def merged(divisions: dict[str, Any]) -> dict[str, Any]:
    data = deepcopy(divisions)
    (township,) = (item for county in data["counties"] for item in county["townships"] if item["name"] == "童市镇")
    township["merged"] = {"into": "板江乡", "date": "2026-11-23"}
    return data
