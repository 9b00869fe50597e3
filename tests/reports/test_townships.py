"""Who lives and who works in a township."""

from __future__ import annotations

from datetime import date

from jiedui.model.unit import Township
from jiedui.reports.figures import Figures
from jiedui.reports.townships import Townships

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
    place = Township(code="430626101", name="安定镇", county="平江县", unit="pingjiang")
    assert [household.id for household in found.households(place)] == ["PJ-2222", "PJ-3333"]
    assert [helper.id for helper in found.helpers(place)] == ["PJ-B-2222", "PJ-B-3333"]
    last = Townships(Figures(world.ledger(), date(2026, 6, 30)))
    assert [helper.id for helper in last.helpers(place)] == ["PJ-B-2222", "PJ-B-3333", "PJ-B-5555"]


def test_an_address_counts_by_county_and_a_post_by_federation(world):
    world.helper("YYL-B-2222", "yueyanglou", {**TOWN, "township": "安定镇"})
    world.household("YYL-2222", township="安定镇")
    found = Townships(Figures(world.ledger(), date(2026, 7, 1)))
    place = Township(code="430626101", name="安定镇", county="平江县", unit="pingjiang")
    assert (found.households(place), found.helpers(place)) == ([], [])
