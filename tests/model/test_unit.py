"""Federations and their offices over time."""

from __future__ import annotations

from datetime import date

from jiedui.model.time import ALWAYS, Span
from jiedui.model.unit import Unit


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


def test_a_federation_is_there_from_its_founding_to_its_last_day() -> None:
    data = {"id": "xinqu", "prefix": "XQ", "name": "示例新区残联", "short": "示例新区", "level": "县级残联"}
    assert Unit.of(data).span == ALWAYS == Span(date.min)
    found = Unit.of({**data, "from": "2025-02-01", "to": "2026-06-30"})
    assert found.span == Span(date(2025, 2, 1), date(2026, 6, 30))
    assert found.until(date(2026, 6, 29)).span == Span(date(2025, 2, 1))
    assert found.until(date(2026, 6, 30)).span == found.span


def test_a_federation_is_called_dissolved_from_the_day_after_its_last_one() -> None:
    data = {"id": "nanhu", "prefix": "NH", "name": "南湖新区残疾人联合会", "short": "南湖新区", "level": "县级残联"}
    gone = Unit.of({**data, "to": "2026-06-30"})
    assert [gone.called_on(date(2026, 6, 30)), gone.called_on(date(2026, 7, 1))] == ["南湖新区", "南湖新区（已撤销）"]
    assert Unit.of(data).called_on(date(2028, 12, 31)) == "南湖新区"
