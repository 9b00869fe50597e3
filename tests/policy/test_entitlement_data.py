"""The 22 rules as data: all there, in words that the records and the code know, and citing documents only."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from jiedui.duties.facts import FIELDS, IMPLIED
from jiedui.model.entitlement import WORDS

ROOT = Path(__file__).resolve().parents[2]
RULES = (
    "living_subsidy", "nursing_subsidy", "both_allowed", "subsidy_conflict_tekun", "orphan_living", "dibao_single",
    "dibao_adult_no_job", "tekun_check", "medical_insured", "medical_aid", "pension_insured", "pension_aid",
    "pension_receiving", "monitoring", "home_access", "aids", "foster_care", "central_care", "child_rehab", "schooling",
    "cert_expiry", "fuel_subsidy",
)  # fmt: skip
LISTS = ("when", "any", "unless", "met")


def schema(name: str) -> dict[str, Any]:
    return json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text("utf-8"))


def condition() -> dict[str, Any]:
    return schema("policy-entitlements")["$defs"]["test"]["properties"]


def at(place: str) -> dict[str, Any]:
    """Return the property of a household at a dotted place, array items passed through."""
    node = schema("household")
    for part in place.split("."):
        node = node.get("items", node)["properties"][part]
    return node


@pytest.fixture(scope="module")
def data(policy_root: Path) -> dict[str, Any]:
    file = policy_root / "policy" / "entitlements.yml"
    return yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader)


def test_all_rules_are_there_with_their_switches(data: dict[str, Any]) -> None:
    assert tuple(rule["id"] for rule in data["rules"]) == RULES
    assert len(RULES) == 22
    assert {rule["id"] for rule in data["rules"] if not rule["enabled"]} == {"dibao_adult_no_job", "fuel_subsidy"}
    assert not [rule["id"] for rule in data["rules"] if {"units_off", "units_on"} & set(rule)]
    assert {rule["id"]: rule["config"] for rule in data["rules"] if "config" in rule} == {
        "living_subsidy": {"extend_to_dibao_edge": False},
        "nursing_subsidy": {"extend_to_grades_three_four": False, "require_long_term_care": False},
        "medical_aid": {"extend_to_dibao_edge": False, "include_severe": False},
        "pension_aid": {"include_severe": True, "include_dibao": True, "include_tekun": True},
        "aids": {"days": 90},
        "child_rehab": {"max_age": 6},
        "cert_expiry": {"days": 180},
    }


def test_severity_and_confidence(data: dict[str, Any]) -> None:
    hints = {rule["id"] for rule in data["rules"] if rule["severity"] == "提示"}
    assert hints == {
        "both_allowed", "subsidy_conflict_tekun", "orphan_living", "dibao_adult_no_job", "medical_aid",
        "pension_receiving", "home_access", "aids", "foster_care", "central_care", "fuel_subsidy",
    }  # fmt: skip
    assert {rule["id"] for rule in data["rules"] if rule["confidence"] == "中"} == {
        "orphan_living", "dibao_adult_no_job", "tekun_check", "medical_aid", "pension_aid", "pension_receiving",
        "foster_care", "central_care", "fuel_subsidy",
    }  # fmt: skip


def test_ages(data: dict[str, Any]) -> None:
    assert [(data[band]["at_least"], data[band]["at_most"]) for band in ("school_age", "working_age")] == [
        (6, 15), (16, 59),
    ]  # fmt: skip


def test_every_rule_serves_the_requirement_and_only_prompts(data: dict[str, Any]) -> None:
    for rule in data["rules"]:
        assert "R-039" in rule["requirements"], rule["id"]
        assert rule["expect"].startswith("应当"), rule["id"]
        assert rule["wording"].endswith("，请核实"), rule["id"]
        assert re.search("[一-鿿]", rule["name"]), rule["id"]


def test_the_basis_names_documents_and_no_host(data: dict[str, Any], policy_root: Path) -> None:
    text = (policy_root / "policy" / "entitlements.yml").read_text("utf-8")
    assert not re.search(r"https?:|www\.|\.(cn|com|net|org|html)\b", text)
    assert all(rule["basis"] for rule in data["rules"])


def test_the_settings_of_a_rule_are_those_that_its_conditions_use(data: dict[str, Any]) -> None:
    for rule in data["rules"]:
        conditions = [item for name in LISTS for item in rule.get(name, ())]
        used = {item[key] for item in conditions for key in ("option", "age_up_to", "expires_in") if key in item}
        used |= {part["open_for"] for item in conditions for part in item.get("measures", ()) if "open_for" in part}
        assert used == set(rule.get("config", ())), rule["id"]


def test_a_condition_knows_the_words_of_the_household() -> None:
    properties = condition()
    places = {
        "hardship": "hardship.status", "hukou": "hukou", "employment": "members.employment",
        "schooling": "members.schooling",
        "self_care": "members.disability.self_care", "care": "members.disability.care",
        "monitoring": "relapse.monitoring.status",
    }  # fmt: skip
    assert set(places) == set(WORDS)
    for key, place in places.items():
        assert properties[key]["items"]["enum"] == at(place)["enum"], key
    benefit = properties["benefits"]["items"]["properties"]
    common = schema("common")["$defs"]
    assert benefit["key"]["enum"] == list(at("members.benefits")["properties"])
    assert [*benefit["states"]["items"]["enum"], "待核"] == common["benefit"]["enum"]
    assert properties["measures"]["items"]["properties"]["code"]["enum"] == common["measure"]["enum"]
    impairment = properties["disability"]["items"]["properties"]
    assert impairment["categories"]["items"]["enum"] == common["component"]["enum"]
    assert impairment["grades"]["items"]["enum"] == common["grade"]["enum"]


def test_the_facts_are_those_recorded_and_those_implied() -> None:
    recorded = list(at("members.facts")["properties"])
    assert condition()["facts"]["items"]["enum"] == [*recorded, *IMPLIED]
    assert len(recorded) == 12


def test_what_is_missing_is_called_what_the_form_calls_it() -> None:
    assert {place: at(place)["title"] for place in FIELDS} == FIELDS
    assert {f"members.facts.{key}" for key in at("members.facts")["properties"]} <= set(FIELDS)


def test_whatever_a_rule_may_ask_of_a_person_without_a_day_can_carry_one() -> None:
    dated = at("members.since.what")["enum"]
    sections = [
        f"{section}.{key}" for section in ("benefits", "facts") for key in at(f"members.{section}")["properties"]
    ]
    asked = {place.removeprefix("members.") for place in FIELDS if place.startswith("members.")}
    undated = asked - {"birth", "disability.certificates.components", "disability.certificates.expires"}
    assert undated <= set(dated)
    assert dated == ["employment", "schooling", "education", "disability.self_care", "disability.care",
                     "disability.labour", *sections]  # fmt: skip
