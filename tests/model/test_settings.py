"""The table of settings: one row for each value that the duties use, with the default that the shipped ledger holds."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jiedui.model import settings
from jiedui.model.settings import CLAUSES, SETTINGS, NeededRow, Setting, Settings
from jiedui.model.time import Quarter
from jiedui.records.reader import read_record
from jiedui.records.schema import SchemaLibrary, default_folder
from jiedui.records.tree import Place

SCHEMAS = SchemaLibrary(default_folder())
DEFAULTS = {
    field.key: field.schema["default"] for field in SCHEMAS["policy-readings"].fields() if "default" in field.schema
}


@pytest.fixture(scope="module")
def readings(policy_root: Path) -> list[dict[str, Any]]:
    place = Place("policy/readings.yml", "policy-readings", "readings")
    data = read_record(policy_root, place, SCHEMAS).data
    assert data is not None
    return list(data["readings"])


def test_a_default_for_each_setting() -> None:
    assert set(DEFAULTS) == {setting.name for setting in SETTINGS}


def test_a_row_for_each_field_in_its_order() -> None:
    assert [setting.name for setting in SETTINGS] == list(Settings.__struct_fields__)


def test_the_shipped_ledger_decides_every_setting_in_its_reading_by_the_default(readings: list[dict[str, Any]]) -> None:
    places = {name: reading["id"] for reading in readings for name in reading.get("settings", ())}
    assert {setting.name: setting.reading for setting in SETTINGS} == {name: places[name] for name in DEFAULTS}
    decided = settings.values_of(readings)
    assert {name: decided[name] for name in DEFAULTS} == DEFAULTS


def test_what_is_in_the_schema_and_not_in_the_table_has_only_one_value(repo_root: Path) -> None:
    """Such a setting says in a word what the program does; there is nothing to choose."""
    schema = json.loads((repo_root / "schemas" / "policy-readings.schema.json").read_text("utf-8"))
    properties = schema["properties"]["readings"]["items"]["properties"]["settings"]["properties"]
    assert set(DEFAULTS) <= set(properties)
    assert {name: properties[name]["enum"] for name in properties if name not in DEFAULTS} == {
        "rank_rule": ["就高"], "chair_mode": ["至少"], "period": ["日历季度"], "form_per": ["人"], "outing_per": ["人"],
        "quota_as_of": ["期末"], "hardship_as_of": ["结对日"],
    }  # fmt: skip


def test_each_reading_with_settings_has_its_clause(readings: list[dict[str, Any]]) -> None:
    used = {setting.reading for setting in SETTINGS}
    assert {reading["id"]: reading["clause"] for reading in readings if reading["id"] in used} == CLAUSES


def test_values_are_typed() -> None:
    chosen = Settings.of(DEFAULTS)
    assert chosen.contact_until == date(2028, 12, 31)
    assert chosen.exempt_quarters == {Quarter(2023, 3)}
    assert chosen.contact_counts["群发"] == "不算"
    assert chosen.contact_counts["其他"] == "联系上"
    assert chosen.alarm_days == (14, 3)
    assert chosen.tenure_classes == {"处级"}
    assert chosen.tenure_flag_classes == {"科级"}
    assert (chosen.delegate_counts, chosen.pause_needs_approval) == (False, True)
    assert chosen.severe_grades == {key: {"一级", "二级"} for key in ("智力", "精神", "其他")}


def test_a_category_of_its_own_is_severe_by_its_own_grades() -> None:
    grades = [{"category": "智力", "grades": ["一级", "三级"]}, {"category": "其他", "grades": ["一级"]}]
    chosen = Settings.of(DEFAULTS | {"severe_grades": grades})
    assert [chosen.is_severe("智力", grade) for grade in ("一级", "二级", "三级")] == [True, False, True]
    assert [chosen.is_severe("肢体", grade) for grade in ("一级", "二级", "三级")] == [True, False, False]


def test_all_that_is_missing_comes_in_the_order_of_the_table() -> None:
    assert settings.missing({}) == SETTINGS
    assert settings.missing(DEFAULTS) == ()
    left = {name: value for name, value in DEFAULTS.items() if name not in ("alarm_days", "late_days")}
    assert [setting.name for setting in settings.missing(left)] == ["late_days", "alarm_days"]


def test_false_and_nought_are_decisions() -> None:
    assert settings.missing(DEFAULTS | {"delegate_counts": False, "repair_grace_days": 0, "alarm_days": []}) == ()


@pytest.mark.parametrize(
    ("decided", "absent", "completed"),
    [
        ({}, True, [{"c": "x", "n": 1}, {"c": "y", "n": 2}]),
        ({"s": [{"c": "x", "n": 9}]}, True, [{"c": "x", "n": 9}, {"c": "y", "n": 2}]),
        ({"s": [{"c": "y", "n": 9}]}, False, [{"c": "y", "n": 9}, {"c": "y", "n": 2}]),
    ],
)
def test_a_row_that_must_be_there_is_added_to_what_was_decided(decided: Any, *, absent: bool, completed: Any) -> None:
    setting = Setting("s", "A-01", list, NeededRow("c", "y"))
    assert setting.absent(decided) is absent
    assert setting.completed(decided, [{"c": "x", "n": 1}, {"c": "y", "n": 2}]) == completed


def test_what_was_decided_stays() -> None:
    setting = Setting("s", "A-01", int)
    assert (setting.completed({"s": 0}, 45), setting.completed({"t": 0}, 45)) == (0, 45)
    assert not setting.absent({"s": 0})


def test_a_later_reading_has_the_last_word() -> None:
    readings = [{"settings": {"a": 1, "b": 2}}, {"question": "没有参数"}, {"settings": {"b": 3}}]
    assert settings.values_of(readings) == {"a": 1, "b": 3}
