"""Format 9: 湖南户籍 becomes 本省户籍, in what is known of a person and in the conditions of the rules."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from jiedui.migrations.m0009_hukou import MIGRATION
from jiedui.records.tree import Place

PLACE = Place("pingjiang/households/PJ-2H3J/household.yml", "household", "PJ-2H3J", "pingjiang", "PJ-2H3J")
RULES = Place("policy/entitlements.yml", "policy-entitlements", "entitlements")
PERSON = {
    "id": "m-2F8D",
    "facts": {"no_income": "否", "hunan_hukou": "是", "foster_care": "否"},
    "since": [{"what": "facts.hunan_hukou", "date": "2025-01-01"}, {"what": "facts.no_income", "date": "2025-01-01"}],
}
RULE = {
    "id": "living_subsidy",
    "when": [{"facts": ["hunan_hukou", "certificate_valid"]}, {"age_at_least": "1"}],
    "any": [{"facts": ["dibao"]}],
    "unless": [{"facts": ["hunan_hukou"]}],
    "met": [{"facts": ["hunan_hukou"]}],
}


def test_what_is_known_of_a_person_keeps_its_answer_place_and_day() -> None:
    step, data = MIGRATION.steps["household"], {"members": [PERSON, {"id": "m-7K3Q"}]}
    kept = copy.deepcopy(data)
    (found, other) = step(PLACE, data)["members"]
    assert list(found["facts"].items()) == [("no_income", "否"), ("province_hukou", "是"), ("foster_care", "否")]
    assert [item["what"] for item in found["since"]] == ["facts.province_hukou", "facts.no_income"]
    assert (other, data) == ({"id": "m-7K3Q"}, kept)


def test_the_conditions_of_a_rule_ask_for_the_same() -> None:
    step = MIGRATION.steps["policy-entitlements"]
    (found,) = step(RULES, {"rules": [RULE]})["rules"]
    assert found == {
        "id": "living_subsidy",
        "when": [{"facts": ["province_hukou", "certificate_valid"]}, {"age_at_least": "1"}],
        "any": [{"facts": ["dibao"]}],
        "unless": [{"facts": ["province_hukou"]}],
        "met": [{"facts": ["province_hukou"]}],
    }


@pytest.mark.parametrize(
    "member",
    [
        {},
        {"facts": "是"},
        {"facts": {"province_hukou": "是"}},
        # Who answers twice is told so by the judge; neither answer is dropped.
        {"facts": {"hunan_hukou": "是", "province_hukou": "否"}},
        {"since": "2025-01-01"},
        {"since": ["facts.hunan_hukou"]},
    ],
)
def test_what_is_in_the_new_form_or_in_none_stays_for_the_judge(member: dict[str, Any]) -> None:
    assert MIGRATION.steps["household"](PLACE, {"members": [member]}) == {"members": [member]}


@pytest.mark.parametrize("rule", [{}, {"when": "x"}, {"when": ["x", {"facts": "hunan_hukou"}]}])
def test_a_rule_of_another_shape_stays_for_the_judge(rule: dict[str, Any]) -> None:
    assert MIGRATION.steps["policy-entitlements"](RULES, {"rules": [rule]}) == {"rules": [rule]}
