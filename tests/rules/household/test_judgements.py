"""核实结论: about a rule that there is, for a term that can begin; and every rule of the policy can be met."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

OWN = "yueyanglou/households/YYL-2A3C/household.yml"
JUDGED = {"rule": "living_subsidy", "verdict": "不符合", "date": "2026-03-01", "basis": "镇民政办告知"}

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "judged for a single day": {"file": OWN, "set": {"members.0.judgements": [{**JUDGED, "to": "2026-03-01"}]}},
    "judged twice, the second time for good": {
        "file": OWN,
        "set": {"members.0.judgements": [{**JUDGED, "to": "2026-04-01"}, {**JUDGED, "date": "2026-04-02"}]},
    },
    "judged of a rule that is switched off": {
        "file": OWN,
        "set": {"members.0.judgements": [{**JUDGED, "rule": "fuel_subsidy"}]},
    },
    "a school age of one year": {
        "file": "policy/entitlements.yml",
        "set": {"school_age.at_least": "15", "school_age.at_most": "15"},
    },
    # One that warns of a policy enjoyed twice ends when the record is put right.
    "a rule without an end that looks for no lack": {
        "file": "policy/entitlements.yml",
        "set": {"rules.0.wording": "疑似重复享受，请核实"},
        "remove": ["rules.0.met"],
    },
}


def test_nothing_is_found(said: Callable[[dict[str, Any]], list[str]], sound: dict[str, Any]) -> None:
    assert said(sound) == []


def test_a_way_that_a_switch_turns_off_is_none(said: Callable[[dict[str, Any]], list[str]]) -> None:
    switched = {"rules.0.met.0.option": "extend_to_dibao_edge"}
    found = said({"file": "policy/entitlements.yml", "set": switched})
    assert found == [
        "entitlement-endless: 规则 living_subsidy（困难残疾人生活补贴）没有写怎样算已经落实，提示不会自己消失。"
    ]
