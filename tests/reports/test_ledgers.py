"""The remaining ledgers, with numbers counted by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from jiedui.duties.change import ChangeKind
from jiedui.reports import ledgers

DAY = date(2026, 11, 23)
ONE = date(2025, 3, 1)
CITY, YYL, PJ = "city", "yueyanglou", "pingjiang"


def test_social_forces_that_help_have_to_file(world: Any) -> None:
    force = {"body": "社会力量", "department": "示例爱心协会", "post": "负责人"}
    filed = world.helper("YYL-B-2222", YYL, force, filing={"unit": YYL, "date": "2024-02-20"})
    lacking, idle = world.helper("YYL-B-3333", YYL, force), world.helper("YYL-B-4444", YYL, force)
    world.household("YYL-2222", world.pairing(filed), world.pairing(lacking, role="协助"))
    world.household("YYL-3333", world.pairing(lacking, end="2025-01-31"))
    ledger = world.ledger()
    found = {item.helper: item for item in ledgers.filings(ledger, DAY)}
    assert {key: (item.households, item.lacking) for key, item in found.items()} == {
        filed: (("YYL-2222",), False), lacking: (("YYL-2222",), True), idle: ((), False),
    }  # fmt: skip
    assert found[filed].filed_on == date(2024, 2, 20)
    assert {item.helper for item in ledgers.filings(ledger, date(2024, 2, 19)) if item.lacking} == {filed, lacking}
    assert {item.helper for item in ledgers.filings(ledger, date(2024, 2, 20)) if item.lacking} == {lacking}


def test_branch_pairings_and_their_activities(world: Any) -> None:
    acts = [{"date": "2024-05-19", "content": "走访。"}, {"date": "2025-06-01", "content": "排查。"}]
    world.event("branch", CITY, "2024-03-05", branch="一支部", partner="示例村", to="2025-12-31", activities=acts)
    world.event("branch", CITY, "2026-03-05", branch="二支部", partner="示例村")
    now = ledgers.branches(world.ledger(), DAY)
    assert [(item.branch.branch, item.running, len(item.activities)) for item in now] == [
        ("一支部", False, 2), ("二支部", True, 0),
    ]  # fmt: skip
    (then,) = ledgers.branches(world.ledger(), ONE)
    assert then.running
    assert [act.date for act in then.activities] == [date(2024, 5, 19)]


def test_resources_add_up_by_source_and_federation(world: Any) -> None:
    public, gift = {"source": "财政经费", "amount": 1200}, {"source": "慈善捐赠", "name": "示例基金", "amount": 300}
    hands = {"source": "志愿服务", "name": "示例车队"}
    done = world.measure("2024-01-05", done="2024-03-01", resources=[public, hands])
    still = world.measure("2025-01-05", resources=[public, gift])
    later = world.measure("2026-12-01", resources=[public])
    world.household("YYL-2222", needs=[world.need(1, "2024-01-01", done), world.need(2, "2025-01-01", still, later)])
    world.household("PJ-2222", unit=PJ, needs=[world.need(1, "2024-01-01", {**done, "resources": [gift]})])
    found = ledgers.resources(world.ledger(), DAY)
    sums = {
        "all": found.total(), "yyl": found.total(unit=YYL), "gift": found.total(source="慈善捐赠"),
        "both": found.total(unit=PJ, source="慈善捐赠"), "hands": found.total(source="志愿服务"),
    }  # fmt: skip
    assert {key: (item.items, item.priced, item.promised, item.spent) for key, item in sums.items()} == {
        "all": (5, 4, 3000, 1500), "yyl": (4, 3, 2700, 1200), "gift": (2, 2, 600, 300), "both": (1, 1, 300, 300),
        "hands": (1, 0, 0, 0),
    }  # fmt: skip
    parts = [found.total(source=source) for source in ledgers.SOURCES]
    assert sum(item.promised for item in parts) == found.total().promised
    assert sum(item.items for item in parts) == found.total().items


def test_only_stories_with_consent_and_without_identity_are_shown(world: Any) -> None:
    for number, (consent, anonymised) in enumerate([(True, True), (True, False), (False, True)], 1):
        data = {"kind": "好办法", "title": f"办法{number}", "content": "提前约定。"}
        world.event("story", YYL, f"2026-0{number}-10", **data, consent=consent, anonymised=anonymised)
    world.event("award", CITY, "2026-04-01", unit=YYL, form="通报表扬", reason="走访及时。")
    world.event("award", CITY, "2026-12-01", unit=PJ, form="通报表扬", reason="走访及时。")
    found = ledgers.showcase(world.ledger(), DAY)
    assert [item.title for item in found.shown] == ["办法1"]
    assert [item.title for item in found.withheld] == ["办法3", "办法2"]
    assert [item.to_unit for item in found.awards] == [YYL]


def test_village_reports_by_federation_and_topic(world: Any) -> None:
    told = [
        (YYL, "2026-01-05", ["基本情况"]),
        (YYL, "2026-05-05", ["基本情况", "基本需求"]),
        (PJ, "2026-06-05", ["服务情况"]),
        (PJ, "2026-12-05", ["服务情况"]),
    ]
    for unit, when, topics in told:
        world.event("village", unit, when, helper="YYL-B-2222", household="YYL-2222", topics=topics, content="有。")
    found = ledgers.village_reports(world.ledger(), DAY)
    assert found.by_unit() == {YYL: 2, PJ: 1}
    assert found.by_topic() == {"基本情况": 2, "基本需求": 1, "服务情况": 1}
    assert found.by_topic(PJ) == {"服务情况": 1}
    assert found.reports[0].unit == PJ


def test_village_report_is_no_contact(quarter_world: Any) -> None:
    before = [len(quarter_world.ledger().contacts(item)) for item in ("YYL-2222", "PJ-2222")]
    quarter_world.event("village", PJ, "2026-08-01", helper="PJ-B-2222", household="PJ-2222", topics=["基本情况"],
                        content="有。")  # fmt: skip
    assert [len(quarter_world.ledger().contacts(item)) for item in ("YYL-2222", "PJ-2222")] == before


def test_satisfaction_is_counted_once_and_low_scores_are_named(world: Any) -> None:
    helper = world.helper("YYL-B-2222")
    for household, unit in (("YYL-2222", YYL), ("YYL-3333", YYL), ("PJ-2222", PJ)):
        world.household(household, world.pairing(helper), unit=unit)
    world.visit("YYL-2222", helper, "2026-01-10", satisfaction=5, also=["YYL-3333"])
    world.visit("YYL-2222", helper, "2026-04-10", satisfaction=2)
    world.visit("YYL-3333", helper, "2026-04-11")
    world.visit("PJ-2222", helper, "2026-05-10", PJ, satisfaction=4)
    world.visit("PJ-2222", helper, "2026-12-10", PJ, satisfaction=1)
    found = ledgers.satisfaction(world.ledger(), DAY)
    assert (len(found.scores), found.average) == (3, Fraction(11, 3))
    assert [(item.household, item.on, item.by) for item in found.low] == [("YYL-2222", date(2026, 4, 10), helper)]
    assert found.of(YYL).average == Fraction(7, 2)
    assert [(item.household, item.score) for item in found.scores] == [("PJ-2222", 4), ("YYL-2222", 5), ("YYL-2222", 2)]
    assert found.of(CITY).average is None


def test_changes_come_in_order_of_time_and_who_waits_is_told(world: Any) -> None:
    one, two = world.helper("YYL-B-2222"), world.helper("YYL-B-3333")
    world.household("YYL-2222", world.pairing(one, "2023-09-15", "2024-05-31", end_reason="退休离岗"),
                    world.pairing(two, "2024-06-01"))  # fmt: skip
    world.household("YYL-3333", world.pairing(one, "2023-09-15", "2024-06-30", end_reason="岗位调整"))
    world.household("PJ-2222", world.pairing(two, "2023-10-01"), unit=PJ)
    found = ledgers.change_ledger(world.ledger(), DAY)
    assert [(line.unit, line.change.on, line.change.kind, line.change.reason) for line in found.lines] == [
        (YYL, date(2023, 9, 15), ChangeKind.NEW, ""),
        (YYL, date(2023, 9, 15), ChangeKind.NEW, ""),
        (PJ, date(2023, 10, 1), ChangeKind.NEW, ""),
        (YYL, date(2024, 6, 1), ChangeKind.REASSIGNED, "退休离岗"),
        (YYL, date(2024, 6, 30), ChangeKind.ENDED, "岗位调整"),
    ]
    assert [(item.unit, item.waiting.household, item.waiting.reason) for item in found.waiting] == [
        (YYL, "YYL-3333", "岗位调整")
    ]
