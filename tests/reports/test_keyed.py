"""The version of a re-key sheet stands in records: the same facts give it in every release."""

from __future__ import annotations

from datetime import date
from typing import Any

from jiedui.reports.keyed import sheet_version

DAY = date(2026, 3, 2)


def test_a_version_that_was_noted_stays(world: Any) -> None:
    """Another reckoning would make every noted version a wrong one: keep it, and do not renew these."""
    helper = world.helper("YYL-B-2222", "yueyanglou", {"rank": "一级科员"})
    needs = [world.need(1, "2026-01-10", world.measure("2026-01-11", done="2026-02-01"), person="m-2F8D")]
    outings = [{"person": "m-2F8D", "date": "2026-02-20", "kind": "看一次电影"}]
    world.household("YYL-2222", world.pairing(helper), needs=needs, outings=outings, phone="15400000009")
    world.household("YYL-3333")
    world.visit(
        "YYL-2222", helper, "2026-02-10", topics=["家庭生产生活"], hazards={"fire": "有"}, preached=["新时代思想"]
    )
    ledger = world.ledger()
    found = [sheet_version(ledger, household, DAY) for household in ledger.households.values()]
    assert found == ["2026-03-02-PS24", "2026-03-02-Z8A3"]


def test_a_household_that_was_not_registered_yet_has_an_empty_sheet(world: Any) -> None:
    world.household("YYL-2222", registered_on="2026-03-03")
    world.household("YYL-3333", registered_on="2026-03-03", phone="15400000009")
    ledger = world.ledger()
    assert len({sheet_version(ledger, household, DAY) for household in ledger.households.values()}) == 1


def test_contacts_of_another_year_or_of_a_later_day_are_on_no_sheet(world: Any) -> None:
    helper = world.helper("YYL-B-2222")
    world.household("YYL-2222", world.pairing(helper))
    before = sheet_version(world.ledger(), world.ledger().households["YYL-2222"], DAY)
    world.visit("YYL-2222", helper, "2025-12-31")
    world.visit("YYL-2222", helper, "2026-03-03")
    assert sheet_version(world.ledger(), world.ledger().households["YYL-2222"], DAY) == before
    world.visit("YYL-2222", helper, "2026-03-02")
    assert sheet_version(world.ledger(), world.ledger().households["YYL-2222"], DAY) != before


def test_the_order_in_which_a_record_lists_its_rows_changes_no_version(world: Any) -> None:
    helper = world.helper("YYL-B-2222")
    measures = [world.measure("2026-01-11", done="2026-02-01"), world.measure("2026-01-12", code="送暖心")]
    needs = [world.need(1, "2026-01-10", *measures), world.need(2, "2026-01-20")]
    turned = [world.need(2, "2026-01-20"), world.need(1, "2026-01-10", *reversed(measures))]
    outings = [{"person": "m-2F8D", "date": f"2026-02-{day}", "kind": "看一次电影"} for day in (20, 21)]
    topics = ["家庭生产生活", "惠残政策享受"]
    found = []
    for some, went, said in ((needs, outings, topics), (turned, outings[::-1], topics[::-1])):
        world.household("YYL-2222", world.pairing(helper), needs=some, outings=went)
        world.visit("YYL-2222", helper, "2026-02-10", topics=said, preached=said)
        found.append(sheet_version(world.ledger(), world.ledger().households["YYL-2222"], DAY))
    assert found[0] == found[1]
