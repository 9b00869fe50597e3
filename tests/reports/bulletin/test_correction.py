"""A frozen bulletin stays; the next one says what its figures have become (A-14, R-096)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from jiedui.model.time import Quarter
from jiedui.records.reader import Record
from jiedui.reports.bulletin.content import bulletin
from jiedui.reports.bulletin.correction import readings, settings_text

Q2, Q3, Q4 = Quarter(2026, 2), Quarter(2026, 3), Quarter(2026, 4)
COMMIT = "0" * 40


def issue(world: Any, quarter: Quarter) -> dict[str, Any]:
    """Issue a quarter's bulletin and keep it among the records."""
    data = bulletin(world.ledger(), quarter, COMMIT).data()
    world.bulletin(data)
    return data


def corrections(world: Any, quarter: Quarter) -> list[tuple[Any, ...]]:
    found = bulletin(world.ledger(), quarter, COMMIT).data().get("corrections", ())
    return [
        (item["kind"], item.get("unit", ""), item.get("household") or item.get("figure", ""), item["was"], item["now"])
        for item in found
    ]


def test_nothing_changed_nothing_corrected(quarter_world: Any) -> None:
    issue(quarter_world, Q2)
    assert corrections(quarter_world, Q3) == []


def test_a_contact_entered_later_corrects_figures_and_state(quarter_world: Any) -> None:
    issue(quarter_world, Q3)
    quarter_world.visit("PJ-2222", "PJ-B-2222", "2026-08-03", "pingjiang", entered_on="2026-11-02")
    assert corrections(quarter_world, Q4) == [
        ("指标", "pingjiang", "met", "1", "2"),
        ("指标", "pingjiang", "late", "1", "2"),
        ("指标", "pingjiang", "overdue", "1", "0"),
        ("指标", "pingjiang", "list_contact", "1", "0"),
        ("户", "pingjiang", "PJ-2222", "逾期", "补录"),
    ]


def test_the_correction_is_said_in_words(quarter_world: Any) -> None:
    issue(quarter_world, Q3)
    del quarter_world.records["yueyanglou/households/YYL-2222/visits/2026-08-10.yml"]
    texts = [item["text"] for item in bulletin(quarter_world.ledger(), Q4, COMMIT).data()["corrections"]]
    assert "2026年第3季度，岳阳楼区残联本季已联系户数：原为 1，更正为 0。" in texts
    assert "2026年第3季度，岳阳楼区残联 YYL-2222 户：原为“已完成”，更正为“逾期”。" in texts


def test_what_one_bulletin_corrected_the_next_does_not_repeat(quarter_world: Any) -> None:
    issue(quarter_world, Q2)
    del quarter_world.records["yueyanglou/households/YYL-2222/visits/2026-05-10.yml"]
    assert len(issue(quarter_world, Q3)["corrections"]) == 4  # met, overdue, list_contact, the household
    assert corrections(quarter_world, Q4) == []
    quarter_world.visit("YYL-2222", "YYL-B-2222", "2026-05-10")
    again = corrections(quarter_world, Q4)
    assert ("户", "yueyanglou", "YYL-2222", "逾期", "已完成") in again
    assert len(again) == 4


def test_a_bulletin_corrects_earlier_quarters_alone(quarter_world: Any) -> None:
    issue(quarter_world, Q3)
    issue(quarter_world, Q4)
    del quarter_world.records["yueyanglou/households/YYL-2222/visits/2026-08-10.yml"]
    assert corrections(quarter_world, Q3) == []
    assert corrections(quarter_world, Q2) == []


def test_a_household_that_came_late_into_the_ledger_is_a_correction(quarter_world: Any) -> None:
    issue(quarter_world, Q3)
    helper = quarter_world.helper("YYL-B-9999")
    quarter_world.household("YYL-9999", quarter_world.pairing(helper, "2026-07-01"))
    found = corrections(quarter_world, Q4)
    assert ("户", "yueyanglou", "YYL-9999", "不计", "逾期") in found
    assert ("指标", "yueyanglou", "roster", "1", "2") in found


def test_a_household_that_is_no_more_in_the_ledger_is_a_correction(quarter_world: Any) -> None:
    issue(quarter_world, Q3)
    for path in [path for path in quarter_world.records if "/PJ-2222/" in path]:
        del quarter_world.records[path]
    assert [item for item in corrections(quarter_world, Q4) if item[0] == "户"] == [
        ("户", "", "PJ-2222", "逾期", "不计"),
    ]  # fmt: skip
    texts = [item["text"] for item in bulletin(quarter_world.ledger(), Q4, COMMIT).data()["corrections"]]
    assert "2026年第3季度， PJ-2222 户：原为“逾期”，更正为“不计”。" in texts  # no record says whose it was


def test_a_federation_that_came_later_has_nothing_to_correct(quarter_world: Any) -> None:
    issue(quarter_world, Q3)
    quarter_world.unit("huarong", prefix="HR", name="华容县残疾人联合会", short="华容县", level="县级残联")
    assert corrections(quarter_world, Q4) == []


@pytest.fixture
def later_reading(quarter_world: Any) -> Any:
    """The world after a bulletin, with A-10 changed to 30 days."""
    issue(quarter_world, Q2)
    record = quarter_world.records["policy/readings.yml"]
    changed = [
        {**item, "settings": {**item["settings"], "partial_min_days": 30}} if item["id"] == "A-10" else item
        for item in record.data["readings"]
    ]
    quarter_world.records["policy/readings.yml"] = Record(record.place, {**record.data, "readings": changed})
    return quarter_world


def test_a_changed_reading_is_said_once_and_nothing_is_compared(later_reading: Any) -> None:
    del later_reading.records["yueyanglou/households/YYL-2222/visits/2026-05-10.yml"]
    assert corrections(later_reading, Q3) == [("读法", "", "", "A-10", "读法已改")]
    issue(later_reading, Q3)
    assert corrections(later_reading, Q4) == []


def test_settings_are_one_line_whatever_their_order(quarter_world: Any) -> None:
    reading = next(item for item in readings(quarter_world.ledger()) if item.settings)
    turned = replace(reading, settings={"乙": ["户"], "a": 1})
    assert settings_text(turned) == settings_text(replace(reading, settings={"a": 1, "乙": ["户"]}))
    assert settings_text(turned) == '{"a": 1, "乙": ["户"]}'
    assert settings_text(replace(reading, settings={})) == ""


def test_two_bulletins_are_corrected_each_for_itself_in_their_order(quarter_world: Any) -> None:
    issue(quarter_world, Q2)
    issue(quarter_world, Q3)
    for when in ("2026-05-10", "2026-08-10"):
        del quarter_world.records[f"yueyanglou/households/YYL-2222/visits/{when}.yml"]
    data = bulletin(quarter_world.ledger(), Q4, COMMIT).data()["corrections"]
    assert [item["quarter"] for item in data if item["kind"] == "户"] == ["2026Q2", "2026Q3"]
    assert [item["quarter"] for item in data] == sorted(item["quarter"] for item in data)
