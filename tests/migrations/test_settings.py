"""Settings that a ledger has not decided: added in their reading, with the default."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from jiedui.migrations.settings import completed
from jiedui.model.settings import SETTINGS, values_of
from jiedui.records.judge import judge
from jiedui.records.reader import read_record
from jiedui.records.schema import RecordSchema, SchemaLibrary
from jiedui.records.tree import Place

READINGS = "policy/readings.yml"


@pytest.fixture
def schema(library: SchemaLibrary) -> RecordSchema:
    return library["policy-readings"]


@pytest.fixture
def shipped(policy_root: Path, library: SchemaLibrary) -> dict[str, Any]:
    data = read_record(policy_root, Place(READINGS, "policy-readings", "readings"), library).data
    assert data is not None
    return data


def reading(identifier: str, **settings: Any) -> dict[str, Any]:
    head = {"id": identifier, "clause": "五(四)3", "question": "问？", "reading": "答。"}
    return {**head, "settings": settings} if settings else head


def test_a_complete_ledger_stays_as_it_is(shipped: dict[str, Any], schema: RecordSchema) -> None:
    assert completed(shipped, schema) == (shipped, ())


def test_what_was_given_is_left_alone(shipped: dict[str, Any], schema: RecordSchema) -> None:
    del shipped["readings"][9]["settings"]["partial_min_days"]
    before = copy.deepcopy(shipped)
    data, added = completed(shipped, schema)
    assert shipped == before
    assert [setting.name for setting in added] == ["partial_min_days"]
    assert data["readings"][9]["settings"] == {"initial_visit_days": 30, "partial_min_days": 45}


def test_every_decision_of_the_ledger_stays(shipped: dict[str, Any], schema: RecordSchema) -> None:
    decided = {"partial_min_days": 1, "delegate_counts": True, "repair_grace_days": 0, "alarm_days": []}
    for item in shipped["readings"]:
        for name in item.get("settings", {}).keys() & decided.keys():
            item["settings"][name] = decided[name]
    for place in (2, 13, 28):
        del shipped["readings"][place]["settings"]
    kept = values_of(shipped["readings"])
    data, added = completed(shipped, schema)
    after = values_of(data["readings"])
    assert {name: after[name] for name in kept} == kept
    assert [setting.name for setting in added] == [
        "tenure_classes", "tenure_flag_classes", "full_time_bodies", "late_days", "hardship_statuses",
    ]  # fmt: skip
    assert data["readings"][13]["settings"] == {"late_days": 15}


def test_a_setting_that_stands_in_another_reading_is_not_added_again(schema: RecordSchema) -> None:
    names = [setting.name for setting in completed({"readings": [reading("A-01", late_days=3)]}, schema)[1]]
    assert "late_days" not in names
    assert len(names) == len(SETTINGS) - 1


def test_a_row_is_added_where_the_list_stands(schema: RecordSchema) -> None:
    given = {"readings": [reading("A-01", severe_grades=[{"category": "智力", "grades": ["一级"]}]), reading("A-16")]}
    data, _ = completed(given, schema)
    assert data["readings"][0]["settings"]["severe_grades"] == [
        {"category": "智力", "grades": ["一级"]}, {"category": "其他", "grades": ["一级", "二级"]},
    ]  # fmt: skip
    found = next(item for item in data["readings"] if item["id"] == "A-16")
    assert found == reading("A-16")


def test_a_reading_that_is_missing_is_made_in_its_place(shipped: dict[str, Any], schema: RecordSchema) -> None:
    removed = shipped["readings"].pop(9)
    data, added = completed(shipped, schema)
    assert [setting.name for setting in added] == ["partial_min_days", "initial_visit_days"]
    assert [item["id"] for item in data["readings"]][8:11] == ["A-09", "A-10", "A-11"]
    assert data["readings"][9] == {
        "id": "A-10",
        "clause": removed["clause"],
        "question": "“不满一季的最少天数”、“首次入户期限”怎样取？",
        "reading": (
            "不满一季的最少天数：结对关系在一个季度里满多少天，这个季度就要完成联系。单位：天。"
            "首次入户期限：结对后多少天内要首次入户。单位：天。"
        ),
        "settings": removed["settings"],
    }


def test_a_ledger_without_any_gets_all_and_is_right(schema: RecordSchema) -> None:
    data, added = completed({"readings": [reading("A-04"), reading("A-99")]}, schema)
    assert added == SETTINGS
    identifiers = [item["id"] for item in data["readings"]]
    assert identifiers == sorted(identifiers)
    assert identifiers[-1] == "A-99"
    assert judge(data, schema, READINGS).findings == ()
    assert completed(data, schema) == (data, ())
