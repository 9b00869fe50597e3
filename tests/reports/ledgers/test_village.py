"""Village reports, counted by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from jiedui.reports.ledgers.village import village_reports

DAY = date(2026, 11, 23)
YYL, PJ = "yueyanglou", "pingjiang"


def test_village_reports_by_federation_and_topic(world: Any) -> None:
    told = [
        (YYL, "2026-01-05", ["基本情况"]),
        (YYL, "2026-05-05", ["基本情况", "基本需求"]),
        (PJ, "2026-06-05", ["服务情况"]),
        (PJ, "2026-12-05", ["服务情况"]),
    ]
    for unit, when, topics in told:
        world.event("village", unit, when, helper="YYL-B-2222", household="YYL-2222", topics=topics, content="有。")
    found = village_reports(world.ledger(), DAY)
    assert found.by_unit() == {YYL: 2, PJ: 1}
    assert found.by_topic() == {"基本情况": 2, "基本需求": 1, "服务情况": 1}
    assert found.by_topic(PJ) == {"服务情况": 1}
    assert found.reports[0].unit == PJ


def test_village_report_is_no_contact(quarter_world: Any) -> None:
    before = [len(quarter_world.ledger().contacts(item)) for item in ("YYL-2222", "PJ-2222")]
    quarter_world.event("village", PJ, "2026-08-01", helper="PJ-B-2222", household="PJ-2222", topics=["基本情况"],
                        content="有。")  # fmt: skip
    assert [len(quarter_world.ledger().contacts(item)) for item in ("YYL-2222", "PJ-2222")] == before
