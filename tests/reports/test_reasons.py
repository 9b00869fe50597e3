"""政策计算: a rule in words, what the record says to each condition and since when, what lacks and where it goes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jiedui.duties.entitlement import GapState, assessments
from jiedui.duties.facts import FIELDS, IMPLIED, WORD_FIELDS, Circumstances
from jiedui.model.entitlement import WORDS
from jiedui.model.ledger import Ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.reports.reasons import (
    IMPLIED_WORDS,
    ConditionRole,
    LackingField,
    RecordedPolicy,
    RuleReason,
    RuleReasons,
    parts,
    place,
    reasons,
    words,
)

TODAY = date(2026, 8, 3)
# 68 years old, of 低保 since 2024-01-01, with a certificate that runs until 2030; 生活补贴 was refused.
PERSON = {
    "id": "m-2F8D", "name": "示例乙", "sex": "男", "birth": "1958-03-12", "relation": "本人",
    "disability": {
        "certificates": [
            {"number": "49060219580312101741", "category": "肢体", "grade": "一级", "from": "2020-05-06",
             "expires": "2030-05-05"}
        ],
        "self_care": "部分丧失",
    },
    "benefits": {"living_subsidy": "未通过", "nursing_subsidy": "已享受"},
    "facts": {"province_hukou": "是", "work_injury_nursing": "否", "orphan_allowance": "否"},
    "since": [{"what": "benefits.nursing_subsidy", "date": "2024-03-01"}],
}  # fmt: skip


@pytest.fixture
def told(world: Any) -> Any:
    """Return a maker of the rules of the one person of a household, by the rule's id."""

    def made(**more: Any) -> dict[str, RuleReasons]:
        hardship = [{"status": "低保户", "from": "2024-01-01"}]
        world.household("YYL-2222", members=[{**PERSON, **more.pop("person", {})}], **{"hardship": hardship, **more})
        ledger: Ledger = world.ledger()
        (person,) = reasons(ledger.households["YYL-2222"], ledger.policy, TODAY)
        return {item.rule.id: item for item in person.rules}

    return made


def test_a_rule_that_asks_to_be_looked_into_in_full(told: Any) -> None:
    found = told()["living_subsidy"]
    assert found.found.state is GapState.SUSPECT
    assert found.reasons == (
        RuleReason(ConditionRole.WHEN, "本省户籍", "是", holds=True),
        RuleReason(ConditionRole.WHEN, "残疾人证在有效期内", "2030-05-05 到期", holds=True),
        RuleReason(ConditionRole.ANY, "享受低保（全家或者本人）", "低保户（2024-01-01 起），低保没有填", holds=True),
        RuleReason(ConditionRole.UNLESS, "特困供养", "低保户（2024-01-01 起）", holds=False),
        RuleReason(ConditionRole.UNLESS, "领取工伤护理费", "否", holds=False),
        RuleReason(ConditionRole.UNLESS, "年龄不大于17岁，并且领取孤儿等津贴", "否", holds=False),
        RuleReason(ConditionRole.UNLESS, "领取孤儿等津贴，并且在校学习", "否；没有填", holds=False),
        RuleReason(ConditionRole.MET, "困难残疾人生活补贴“已享受”、“不愿”、“申请中”", "未通过", holds=False),
    )
    assert found.lacks == ()
    assert [item.words for item in dict(found.by_role)[ConditionRole.ANY]] == ["享受低保（全家或者本人）"]


def test_what_was_met_says_since_when(told: Any) -> None:
    found = told()["nursing_subsidy"]
    assert found.found.state is GapState.MET
    card = next(item for item in found.reasons if item.words.startswith("残疾是"))
    assert (card.words, card.recorded, card.holds) == ("残疾是一级、二级", "肢体一级（2020-05-06 起）", True)
    assert dict(found.by_role)[ConditionRole.MET][0].recorded == "已享受（2024-03-01 起）"


def test_what_lacks_is_told_with_its_place(told: Any) -> None:
    found = told(person={"facts": {"province_hukou": "是"}})["living_subsidy"]
    assert found.found.state is GapState.UNKNOWN
    assert found.lacks == (
        LackingField("领取工伤护理费", "members.facts.work_injury_nursing"),
        LackingField("领取孤儿等津贴", "members.facts.orphan_allowance"),
        LackingField("就业状况", "members.employment"),
    )
    assert {item.words for item in found.reasons if item.holds is None} == {
        "领取工伤护理费", "领取孤儿等津贴，并且在校学习",
    }  # fmt: skip


def test_why_a_rule_is_not_about_a_person(told: Any) -> None:
    elsewhere = told(person={"facts": {**PERSON["facts"], "province_hukou": "否"}})["living_subsidy"]  # type: ignore[dict-item]
    assert elsewhere.found.state is GapState.NOT_APPLICABLE
    assert [(item.role, item.words, item.recorded) for item in elsewhere.reasons] == [
        (ConditionRole.WHEN, "本省户籍", "否")
    ]
    kept = told(hardship=[{"status": "分散特困供养"}])["living_subsidy"]
    assert [(item.role, item.words) for item in kept.reasons] == [(ConditionRole.UNLESS, "特困供养")]
    poor = told(hardship=[{"status": "低保边缘户"}], person={"benefits": {"dibao": "不符合"}})["living_subsidy"]
    assert [(item.role, item.words) for item in poor.reasons] == [(ConditionRole.ANY, "享受低保（全家或者本人）")]


def test_the_states_are_those_of_the_duty_and_every_rule_in_use_is_there(told: Any, world: Any) -> None:
    found = told()
    ledger = world.ledger()
    home = ledger.households["YYL-2222"]
    assert [item.found for item in found.values()] == list(assessments(home, ledger.policy, TODAY))
    (person,) = reasons(home, ledger.policy, TODAY)
    listed = person.of(*GapState)
    assert sorted(item.rule.id for item in listed) == sorted(found)
    both = [item.found.state for item in person.of(GapState.MET, GapState.SUSPECT)]
    assert both == sorted(both, key=[GapState.MET, GapState.SUSPECT].index)
    assert len(set(both)) == 2


def test_each_condition_of_the_policy_holds_where_its_parts_do(told: Any, world: Any) -> None:
    told()
    ledger = world.ledger()
    home = ledger.households["YYL-2222"]
    person = Circumstances(home, home.head, ledger.policy, TODAY)
    count = 0
    for rule in ledger.policy.entitlements:
        for condition in (*rule.when, *(rule.any or ()), *rule.unless, *rule.met):
            values = [person.judge(part).value for part in parts(condition)]
            whole = False if False in values else None if None in values else True
            assert person.judge(condition).value is whole, rule.id
            assert all(words(part, ledger.policy) for part in parts(condition)), rule.id
            count += 1
    assert count == 80


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("schooling", "在义务教育年龄（6到15岁）"),
        ("foster_care", "年龄16到59岁"),
        ("cert_expiry", "残疾人证180天内到期，或者已经过期"),
        ("monitoring", "户籍类型是“农业”"),
        ("aids", "有未办结的“送康复”措施（需求提出超过90天）"),
        ("central_care", "生活自理能力是“完全丧失”"),
    ],
)
def test_conditions_in_words(told: Any, rule: str, said: str) -> None:
    assert said in [item.words for item in told()[rule].reasons]


def test_what_is_implied_has_words_and_what_may_be_missing_a_place(repo_root: Path, world: Any) -> None:
    assert IMPLIED_WORDS.keys() == IMPLIED.keys()
    assert set(WORD_FIELDS) == set(WORDS)
    policy = world.ledger().policy
    fields = {".".join(field.path) for field in SchemaLibrary(repo_root / "schemas")["household"].fields()}
    places = [place(title, policy) for title in FIELDS.values()] + [
        place(item.name, policy) for item in policy.benefits
    ]
    assert [item for item in places if item not in fields] == []
    assert place("没有这一项", policy) == ""


def test_nobody_of_a_household_that_has_ended(world: Any) -> None:
    world.household("YYL-3333", members=[PERSON], closed={"date": "2026-08-02", "reason": "脱困"})
    ledger = world.ledger()
    assert reasons(ledger.households["YYL-3333"], ledger.policy, TODAY) == []
    assert len(reasons(ledger.households["YYL-3333"], ledger.policy, date(2026, 8, 2))) == 1


def test_only_a_policy_that_is_had_is_called_had(told: Any) -> None:
    """生活补贴 that is applied for or not wanted settles its rule, too, and is called what it is."""
    assert told()["nursing_subsidy"].said == "已享受"
    for state in ("申请中", "不愿"):
        person = {"benefits": {"living_subsidy": state, "nursing_subsidy": "已享受"}}
        assert told(person=person)["living_subsidy"].said == state
    assert told()["living_subsidy"].said == "疑似应享未享"


def test_what_something_else_settles_needs_no_more_and_is_not_called_had(told: Any) -> None:
    """Two policies together are none of themselves, and a measure is no policy."""
    both = told(person={"benefits": {"living_subsidy": "已享受", "nursing_subsidy": "已享受"}})["both_allowed"]
    assert (both.found.state, both.said) == (GapState.MET, "不用再办")
    at_work = told(person={"facts": {"employee_medical": "是"}})["medical_insured"]
    assert (at_work.found.state, at_work.said) == (GapState.MET, "不用再办")


def test_a_policy_of_which_no_rule_shown_speaks_stands_as_it_is_recorded(world: Any) -> None:
    """低保 is in rules that do not apply to a family that has it; of 医疗康复 there is no rule; 生活补贴 has one."""
    benefits = {"dibao": "已享受", "medical_rehab": "符合未享受", "living_subsidy": "已享受"}
    since = [{"what": "benefits.medical_rehab", "date": "2026-01-05"}]
    hardship = [{"status": "低保户", "from": "2024-01-01"}]
    world.household("YYL-2222", members=[{**PERSON, "benefits": benefits, "since": since}], hardship=hardship)
    ledger: Ledger = world.ledger()
    (person,) = reasons(ledger.households["YYL-2222"], ledger.policy, TODAY)
    assert person.others == (
        RecordedPolicy("最低生活保障", "已享受", None),
        RecordedPolicy("医疗康复", "符合未享受", date(2026, 1, 5)),
    )
    assert person.counted(GapState.MET)["已享受"] == 1
