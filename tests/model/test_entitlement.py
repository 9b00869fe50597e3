"""The rules that look for policies a person may not be receiving: switches and numbers are resolved once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jiedui.model.entitlement import AgeBand, EntitlementRule, MeasureCondition, RuleOption, missing, school_age

BANDS = {"school_age": AgeBand(6, 15, "四(三)2")}
RULE = {
    "id": "E-01", "name": "示例政策", "clause": "四(三)3", "requirements": ["R-039"], "basis": ["文件"],
    "expect": "享受", "wording": "疑似应享未享，请核实", "severity": "提示", "confidence": "确定", "enabled": True,
}  # fmt: skip


def rule(**more: Any) -> EntitlementRule:
    return EntitlementRule.of({**RULE, **more}, BANDS)


def test_what_a_switch_turns_off_is_not_there() -> None:
    conditions = [{"facts": ["甲"]}, {"facts": ["乙"], "option": "wide"}]
    assert [item.facts for item in rule(when=conditions, config={"wide": False}).when] == [("甲",)]
    assert [item.facts for item in rule(when=conditions, config={"wide": True}).when] == [("甲",), ("乙",)]


def test_no_list_of_alternatives_is_not_an_empty_one() -> None:
    assert rule().any is None
    assert rule(any=[]).any == ()


def test_the_narrowest_ages_hold() -> None:
    condition = {"age_band": "school_age", "age_at_least": 8, "age_at_most": 20, "age_up_to": "limit"}
    (found,) = rule(when=[condition], config={"limit": 12}).when
    assert (found.age_at_least, found.age_at_most) == (8, 12)
    (wide,) = rule(when=[{"age_band": "school_age", "age_at_least": 3}]).when
    assert (wide.age_at_least, wide.age_at_most) == (6, 15)
    (none,) = rule(when=[{"facts": ["甲"]}]).when
    assert (none.age_at_least, none.age_at_most) == (None, None)


def test_numbers_come_from_the_rules_config() -> None:
    measures = [{"code": "领", "state": "未办结", "open_for": "days"}, {"code": "领", "state": "已登记"}]
    (found,) = rule(when=[{"measures": measures, "expires_in": "soon"}], config={"days": 90, "soon": 60}).when
    assert found.measures == (MeasureCondition("领", "未办结", 90), MeasureCondition("领", "已登记", None))
    assert found.expires_in == 60


def test_a_rule_is_dated_and_may_be_off_in_a_county() -> None:
    found = rule(units_off=["pingjiang"], **{"from": "2025-01-01"})
    assert (found.since, found.until) == (date(2025, 1, 1), None)
    assert (found.units_off, found.units_on) == ({"pingjiang"}, frozenset())


def test_what_the_config_lacks_is_told_once_for_each_rule() -> None:
    condition = {"option": "wide", "age_up_to": "limit", "measures": [{"open_for": "days"}]}
    rules = [
        {"id": "E-01", "config": {"wide": True}, "when": [condition], "any": [condition]},
        {"id": "E-02", "when": [{"expires_in": "soon"}]},
    ]
    assert missing({"rules": rules}) == (
        RuleOption(0, "E-01", "limit"), RuleOption(0, "E-01", "days"), RuleOption(1, "E-02", "soon")
    )  # fmt: skip


@pytest.mark.parametrize(
    ("begins", "when", "expected"),
    [
        ("09-01", date(2026, 9, 1), date(2026, 8, 31)),
        ("09-01", date(2026, 8, 31), date(2025, 8, 31)),
        ("09-01", date(2026, 12, 31), date(2026, 8, 31)),
        ("03-01", date(2028, 3, 1), date(2028, 2, 29)),
        ("", date(2026, 11, 23), date(2026, 11, 23)),
    ],
)
def test_school_begins_for_those_who_came_of_age_before_the_term(begins: str, when: date, expected: date) -> None:
    data = {"at_least": 6, "at_most": 15, "clause": "四(三)2", "schooling": ["未入学"]}
    band = school_age({**data, "term_begins": begins} if begins else data)
    assert (band.entered_by(when), band.finished) == (expected, frozenset())


def test_a_condition_of_school_age_knows_the_term() -> None:
    band = school_age(
        {"at_least": 6, "at_most": 15, "clause": "四(三)2", "schooling": ["未入学"], "finished": ["初中"]}
    )
    found = EntitlementRule.of({**RULE, "when": [{"age_band": "school_age"}, {}]}, {"school_age": band})
    assert [condition.school_age for condition in found.when] == [band, None]
    assert band.finished == {"初中"}
