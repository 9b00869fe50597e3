"""R-037 … R-039: each rule says yes, no and not known on hand-made persons, and never a gap where a fact is missing."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.duties.conftest import in_this_format
from tests.examples import examples

from jiedui.duties.entitlement import (
    GapState,
    able_without_measure,
    assessments,
    gap,
    school_age_not_enrolled,
    suspects,
)
from jiedui.duties.facts import FIELDS, Circumstances
from jiedui.model import entitlement
from jiedui.model.entitlement import BenefitCondition, Prompt
from jiedui.model.household import Household
from jiedui.model.ledger import Ledger
from jiedui.model.policy import Policy
from jiedui.model.time import Span
from jiedui.records.reader import read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.struct import replace

AS_OF = date(2026, 11, 23)
HERE = Path(__file__).parent
DATA = yaml.load((HERE / "entitlement_cases.yml").read_text("utf-8"), Loader=yaml.CBaseLoader)
STATES = {
    "疑": GapState.SUSPECT,
    "提": GapState.REMINDER,
    "缺": GapState.UNKNOWN,
    "已": GapState.MET,
    "不": GapState.NOT_APPLICABLE,
}
CASES = [
    pytest.param(rule, case, id=f"{rule}-{number}")
    for rule, cases in DATA["cases"].items()
    for number, case in enumerate(cases, start=1)
]
UNIT = "yueyanglou"


def changed(changes: Mapping[str, Any], removals: Sequence[str] = ()) -> dict[str, Any]:
    """Return the base person's record with changes at dotted places; ``m`` is the person."""
    record = copy.deepcopy(DATA["base"])
    for place, value in [*((place, ...) for place in removals), *changes.items()]:
        node, (*path, last) = record, place.split(".")
        for part in path:
            node = node["members"][0] if part == "m" else node[part]
        if value is ...:
            del node[last]
        else:
            node[last] = copy.deepcopy(value)
    return record


def household(changes: Mapping[str, Any] | None = None, removals: Sequence[str] | None = None) -> Household:
    return Household.of(in_this_format(changed(changes or {}, removals or ())), UNIT)


def rule_of(policy: Policy, identifier: str) -> entitlement.EntitlementRule:
    return next(rule for rule in policy.entitlements if rule.id == identifier)


def person_of(home: Household, policy: Policy, when: date = AS_OF) -> Circumstances:
    return Circumstances(home, home.disabled[0], policy, when)


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_each_rule_on_hand_made_persons(policy: Policy, rule: str, case: dict[str, Any]) -> None:
    home = household(case.get("set"), case.get("remove"))
    found = gap(rule_of(policy, rule), person_of(home, policy))
    assert (found.state, list(found.missing)) == (STATES[case["state"]], case.get("missing", []))


def test_every_rule_has_a_case_of_each_kind(policy: Policy) -> None:
    assert list(DATA["cases"]) == [rule.id for rule in policy.entitlements]
    assert len(DATA["cases"]) == 22
    for rule, cases in DATA["cases"].items():
        kinds = {case["state"] for case in cases}
        assert kinds & {"疑", "提"}, rule
        assert kinds & {"已", "不"}, rule
        # What is asked of needs alone is always known.
        assert ("缺" in kinds) is (rule not in ("home_access", "aids")), rule


PROMPTED = [case for case in CASES if case.values[1]["state"] in "疑提缺"]


@pytest.mark.parametrize(("rule", "case"), PROMPTED)
def test_whatever_a_rule_prompts_a_judgement_settles(policy: Policy, rule: str, case: dict[str, Any]) -> None:
    """The machine that holds that no shipped rule asks for ever: each case of each rule, judged today."""
    judged = {"rule": rule, "verdict": "不符合", "date": AS_OF.isoformat(), "basis": "镇民政办告知"}
    home = household({**case.get("set", {}), "m.judgements": [judged]}, case.get("remove"))
    found = gap(rule_of(policy, rule), person_of(home, policy))
    assert (found.state, found.missing) == (GapState.SETTLED, ())


def test_every_rule_that_looks_for_a_lack_can_be_met(policy: Policy) -> None:
    for rule in policy.entitlements:
        met = any(case["state"] == "已" for case in DATA["cases"][rule.id])
        assert met is bool(rule.met) is (rule.wording is Prompt.LACKING), rule.id


def test_nothing_is_said_of_one_who_has_it_all(policy: Policy) -> None:
    assert suspects(household(), policy, AS_OF) == []


def test_a_suspicion_names_rule_person_clause_and_wording(policy: Policy) -> None:
    (first,) = suspects(household({"m.benefits.living_subsidy": "符合未享受"}), policy, AS_OF)
    assert (first.household, first.person, first.rule.id, first.clause) == (
        "YYL-2222",
        "m1",
        "living_subsidy",
        "四(三)3",
    )
    assert first.state.value == "疑似应享未享"
    assert first.wording == "疑似应享未享，请核实"


def test_what_is_missing_is_named_in_chinese(policy: Policy) -> None:
    found = suspects(household({}, ["m.disability.expires"]), policy, AS_OF)
    assert [(item.rule.id, item.state.value, item.wording) for item in found] == [
        ("cert_expiry", "信息不足", "信息不足，请补填：证件到期日")
    ]


def test_a_record_with_nothing_filled_in_gives_no_gap_but_what_needs_no_fact(policy: Policy) -> None:
    bare = changed({}, ["relapse", "hukou", "m.benefits", "m.facts", "m.employment"])
    for key in ("expires", "self_care", "care", "labour", "no_need_on"):
        del bare["members"][0]["disability"][key]
    found = suspects(Household.of(in_this_format(bare), UNIT), policy, AS_OF)
    assert {item.state for item in found} == {GapState.UNKNOWN}
    assert all(item.missing for item in found)


def test_a_household_out_of_the_roster_has_no_suspects(policy: Policy) -> None:
    gone = household({"m.benefits.nursing_subsidy": "不符合", "closed": {"date": "2026-11-22", "reason": "脱困"}})
    assert suspects(gone, policy, AS_OF) == []
    assert suspects(gone, policy, date(2026, 11, 22))


def test_every_rule_in_use_is_assessed_for_every_disabled_member(policy: Policy) -> None:
    record = changed({})
    record["members"].append({**copy.deepcopy(record["members"][0]), "id": "m2"})
    found = list(assessments(Household.of(in_this_format(record), UNIT), policy, AS_OF))
    used = [rule.id for rule in policy.entitlements if rule.applies_in(UNIT, AS_OF)]
    assert [(item.household, item.person, item.rule.id) for item in found] == [
        ("YYL-2222", person, rule) for person in ("m1", "m2") for rule in used
    ]
    assert {item.state for item in found} == {GapState.MET, GapState.NOT_APPLICABLE}
    assert {item.missing for item in found} == {()}


@pytest.mark.parametrize(("state", "listed"), [("疑", True), ("提", True), ("缺", True), ("已", False), ("不", False)])
def test_which_states_are_listed(state: str, listed: Any) -> None:
    assert STATES[state].listed is listed


# Switches and dates


def test_a_federation_switches_a_rule_off_or_on(policy: Policy) -> None:
    on, off = rule_of(policy, "living_subsidy"), rule_of(policy, "fuel_subsidy")
    here, elsewhere = frozenset({UNIT}), frozenset({"pingjiang"})
    for rule, used in (
        (on, True),
        (replace(on, units_off=here), False),
        (replace(on, units_off=elsewhere), True),
        (off, False),
        (replace(off, units_on=here), True),
        (replace(off, units_on=elsewhere), False),
    ):
        assert rule.applies_in(UNIT, AS_OF) is used
    home = household({"m.benefits.living_subsidy": "不符合"})
    none = tuple(replace(rule, units_off=here) for rule in policy.entitlements)
    assert suspects(home, replace(policy, entitlements=none), AS_OF) == []


def test_a_rule_holds_from_its_first_day_to_its_last(policy: Policy) -> None:
    rule = replace(rule_of(policy, "cert_expiry"), since=date(2024, 1, 1), until=date(2024, 12, 31))
    days = [date(2023, 12, 31), date(2024, 1, 1), date(2024, 12, 31), date(2025, 1, 1)]
    assert [rule.applies_in(UNIT, day) for day in days] == [False, True, True, False]


def rule_from(policy_root: Path, policy: Policy, identifier: str, **config: Any) -> entitlement.EntitlementRule:
    """Return a shipped rule with other settings."""
    file = policy_root / "policy" / "entitlements.yml"
    data = yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader)
    item = next(item for item in data["rules"] if item["id"] == identifier)
    bands = {"school_age": policy.school_age, "working_age": policy.working_age}
    return entitlement.EntitlementRule.of({**item, "config": {**item["config"], **config}}, bands)


@pytest.mark.parametrize(
    ("rule", "config", "changes", "without", "with_it"),
    [
        (
            "living_subsidy",
            {"extend_to_dibao_edge": True},
            {"m.benefits.living_subsidy": "不符合", "hardship": "低保边缘户", "m.benefits.dibao": "不符合"},
            "不",
            "疑",
        ),
        (
            "nursing_subsidy",
            {"extend_to_grades_three_four": True},
            {"m.benefits.nursing_subsidy": "不符合", "m.disability.category": "智力", "m.disability.grade": "四级"},
            "不",
            "疑",
        ),
        (
            "nursing_subsidy",
            {"require_long_term_care": True},
            {"m.benefits.nursing_subsidy": "不符合", "m.disability.self_care": "具备"},
            "疑",
            "不",
        ),
        (
            "medical_aid",
            {"extend_to_dibao_edge": True},
            {"m.facts.medical_premium_aid": "否", "hardship": "低保边缘户", "m.benefits.dibao": "不符合"},
            "不",
            "疑",
        ),
        (
            "medical_aid",
            {"include_severe": True},
            {"m.facts.medical_premium_aid": "否", "hardship": "其他特殊困难", "m.benefits.dibao": "不符合"},
            "不",
            "疑",
        ),
        (
            "pension_aid",
            {"include_severe": False, "include_dibao": False, "include_tekun": False},
            {"m.benefits.pension_aid": "不符合"},
            "疑",
            "不",
        ),
        (
            "child_rehab",
            {"max_age": 14},
            {"m.birth": "2012-01-01", "m.disability.no_need_on": "2027-01-01"},
            "不",
            "疑",
        ),
        ("cert_expiry", {"days": 90}, {"m.disability.expires": "2027-05-22"}, "提", "不"),
    ],
)
def test_local_settings_widen_and_narrow_a_rule(
    policy_root: Path, policy: Policy, rule: str, config: Any, changes: Any, without: str, with_it: str
) -> None:
    person = person_of(household(changes), policy)
    assert gap(rule_of(policy, rule), person).state is STATES[without]
    assert gap(rule_from(policy_root, policy, rule, **config), person).state is STATES[with_it]


# Several disabilities, several people


@pytest.mark.parametrize(
    ("components", "grade", "expected"),
    [
        ([("听力", "二级"), ("智力", "三级")], "二级", "疑"),  # 智力 counts to the third grade
        ([("听力", "二级"), ("智力", "四级")], "二级", "不"),
        ([("肢体", "二级"), ("言语", "三级")], "二级", "疑"),
        ([("肢体", "三级"), ("言语", "二级")], "二级", "不"),
        ([("视力", "一级"), ("听力", "二级")], "一级", "疑"),
        ([("视力", "二级"), ("听力", "二级")], "二级", "不"),
        ([], "三级", "缺"),  # 智力 or 精神 of the third grade is possible, 肢体 of the second is not
        ([], "四级", "不"),
    ],
)
def test_each_part_of_a_multiple_disability_is_looked_at(
    policy: Policy, components: Any, grade: str, expected: str
) -> None:
    changes = {"m.facts.no_supporter": "是", "m.facts.no_income": "是", "m.disability.category": "多重"}
    parts = [{"category": category, "grade": level} for category, level in components]
    home = household({**changes, "m.disability.grade": grade, "m.disability.components": parts})
    assert gap(rule_of(policy, "tekun_check"), person_of(home, policy)).state is STATES[expected]


def test_each_disabled_member_is_judged_and_others_are_not(policy: Policy) -> None:
    record = changed({"m.benefits.nursing_subsidy": "不符合", "m.benefits.living_subsidy": "申请中"})
    second = {**copy.deepcopy(record["members"][0]), "id": "m2"}
    second["disability"]["grade"] = "三级"
    third = {key: value for key, value in second.items() if key != "disability"} | {"id": "m3", "facts": {}}
    record["members"] += [second, third]
    found = suspects(Household.of(in_this_format(record), UNIT), policy, AS_OF)
    assert [(item.person, item.rule.id) for item in found] == [("m1", "nursing_subsidy")]


def test_what_was_looked_into_is_told_and_no_rule_beside_asks_for_it(policy: Policy) -> None:
    judged = {
        "rule": "living_subsidy",
        "verdict": "不愿",
        "date": "2026-11-01",
        "basis": "本人写了说明",
        "to": "2027-10-31",
    }
    home = household({"m.benefits.living_subsidy": "不符合", "m.judgements": [judged]})
    (found,) = suspects(home, policy, AS_OF)
    assert (found.rule.id, found.state.value, found.state.listed) == ("living_subsidy", "已核实", True)
    assert found.wording == "2026-11-01核实：不愿。依据：本人写了说明。有效到2027-10-31"
    del judged["to"]
    (found,) = suspects(household({"m.benefits.living_subsidy": "不符合", "m.judgements": [judged]}), policy, AS_OF)
    assert found.wording == "2026-11-01核实：不愿。依据：本人写了说明"


def asked_of(changes: Mapping[str, Any], policy: Policy) -> list[str]:
    return [item.rule.id for item in suspects(household(changes), policy, AS_OF)]


def test_a_policy_is_asked_for_once_however_many_rules_look_for_it(policy: Policy) -> None:
    """Both subsidies lack: two rows, one for each, not a third that both may be had."""
    neither = {"m.benefits.living_subsidy": "不符合", "m.benefits.nursing_subsidy": "符合未享受"}
    assert asked_of(neither, policy) == ["living_subsidy", "nursing_subsidy"]
    assert asked_of({"m.benefits.living_subsidy": "待核"}, policy) == ["living_subsidy"]
    # Where one of the two rules is not used, the rule on both still asks for what that one would.
    used = tuple(rule for rule in policy.entitlements if rule.id != "nursing_subsidy")
    assert asked_of(neither, replace(policy, entitlements=used)) == ["living_subsidy", "both_allowed"]


def test_what_one_lacks_another_may_lack_too(policy: Policy) -> None:
    record = changed({"m.benefits.nursing_subsidy": "不符合"})
    record["members"].append({**copy.deepcopy(record["members"][0]), "id": "m2"})
    found = suspects(Household.of(in_this_format(record), UNIT), policy, AS_OF)
    assert [(item.person, item.rule.id, item.gap.lacking) for item in found] == [
        ("m1", "nursing_subsidy", ("nursing_subsidy",)),
        ("m2", "nursing_subsidy", ("nursing_subsidy",)),
    ]


def test_no_rule_asks_for_a_policy_that_is_over(policy: Policy) -> None:
    over = Span(date(2023, 9, 1), date(2026, 11, 22))
    ended = tuple(replace(item, span=over) if item.key == "nursing_subsidy" else item for item in policy.benefits)
    then = replace(policy, benefits=ended)
    home = household({"m.benefits.nursing_subsidy": "不符合"})
    assert [item.rule.id for item in suspects(home, then, AS_OF)] == []
    assert [item.rule.id for item in suspects(home, then, date(2026, 11, 22))] == ["nursing_subsidy"]


def test_a_rule_that_one_of_two_policies_settles_asks_while_either_may_be_had(policy: Policy) -> None:
    rule = rule_of(policy, "nursing_subsidy")
    (way,) = rule.met
    other = replace(way, benefits=(BenefitCondition("housing", frozenset({"已享受"})),))
    wider = replace(policy, entitlements=(replace(rule, met=(way, other)),))
    home = household({"m.benefits.nursing_subsidy": "不符合", "m.benefits.housing": "不符合"})
    over = Span(date(2023, 9, 1), date(2026, 11, 22))
    for ended, asked in (((), 1), (("housing",), 1), (("nursing_subsidy",), 1), (("housing", "nursing_subsidy"), 0)):
        benefits = tuple(replace(item, span=over) if item.key in ended else item for item in policy.benefits)
        assert len(suspects(home, replace(wider, benefits=benefits), AS_OF)) == asked, ended


def test_a_certificate_that_ends_and_a_policy_enjoyed_twice_are_no_lack(policy: Policy) -> None:
    found = suspects(household({"m.disability.expires": "2026-12-01", "hardship": "分散特困供养"}), policy, AS_OF)
    assert [(item.rule.id, item.state.value, item.wording) for item in found] == [
        ("subsidy_conflict_tekun", "请核实", "疑似重复享受，请核实"),
        ("cert_expiry", "请核实", "残疾人证快到期或已过期，请核实"),
    ]


@pytest.mark.parametrize(("left", "expected"), [("2026-11-23", []), ("2026-11-24", ["nursing_subsidy"])])
def test_nobody_is_asked_about_who_has_left(policy: Policy, left: str, expected: list[str]) -> None:
    gone = {"m.left": {"date": left, "reason": "去世"}, "m.benefits.nursing_subsidy": "不符合"}
    assert asked_of(gone, policy) == expected
    home = household({**gone, "m.birth": "2015-01-01", "m.schooling": "未入学"})
    assert len(school_age_not_enrolled(home, policy, AS_OF)) == len(expected)


def test_the_shipped_ledger_lacks_53_policies_and_no_more(repo_root: Path, shipped_root: Path) -> None:
    """62 prompts of the rules on 2026-11-26: 8 name again a subsidy named before, 1 is a certificate that ends."""
    ledger = Ledger.of(read_ledger(shipped_root, SchemaLibrary(repo_root / "schemas")))
    day = date(2026, 11, 26)
    known = ledger.until(day).households.values()
    every = [item for home in known for item in assessments(home, ledger.policy, day)]
    told = [item for home in known for item in suspects(home, ledger.policy, day)]
    prompts = Counter(item.state for item in every)
    assert (prompts[GapState.SUSPECT], prompts[GapState.REMINDER]) == (61, 1)
    assert Counter(item.rule.id for item in told if item.state is GapState.SUSPECT) == {
        "living_subsidy": 4, "nursing_subsidy": 5, "dibao_single": 14, "medical_insured": 3, "medical_aid": 6,
        "pension_insured": 4, "pension_aid": 8, "pension_receiving": 4, "home_access": 1, "aids": 2, "central_care": 1,
        "schooling": 1,
    }  # fmt: skip
    assert sum(item.state is GapState.SUSPECT for item in told) == 53


def test_whose_the_single_dibao_is_must_be_said_where_two_are_disabled(policy: Policy) -> None:
    record = changed({"hardship": "单人户低保"})
    record["members"].append({**copy.deepcopy(record["members"][0]), "id": "m2"})
    record["members"][1]["benefits"]["dibao"] = "待核"
    found = suspects(Household.of(in_this_format(record), UNIT), policy, AS_OF)
    assert [(item.person, item.rule.id, item.missing) for item in found] == [
        ("m2", "dibao_single", ("最低生活保障",)),
    ]


# The two other lists of a county page


@pytest.mark.parametrize(
    ("birth", "schooling", "expected"),
    [("2020-08-31", "未入学", ["m1"]), ("2020-09-01", "未入学", []), ("2010-11-24", "未入学", ["m1"]),
     ("2010-11-23", "未入学", []), ("2015-01-01", "在校", []), ("2015-01-01", "送教上门", []), ("2015-01-01", "", []),
     ("2010", "未入学", []), ("2011", "未入学", ["m1"])],
)  # fmt: skip
def test_children_of_school_age_who_are_not_at_school(
    policy: Policy, birth: str, schooling: str, expected: list[str]
) -> None:
    home = household({"m.birth": birth, "m.schooling": schooling})
    assert [member.id for member in school_age_not_enrolled(home, policy, AS_OF)] == expected


def work(**measure: str) -> list[dict[str, Any]]:
    item = {"code": "帮就业", "content": "公益岗位", "promised_on": "2025-03-01", **measure}
    return [{"id": "n1", "person": "m1", "content": "就业", "raised_on": "2025-03-01", "measures": [item]}]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ["m1"]),
        ({"m.disability.labour": "有"}, ["m1"]),
        ({"m.disability.labour": "无"}, []),
        ({"m.birth": "2010-11-23"}, ["m1"]),
        ({"m.birth": "2010-11-24"}, []),
        ({"m.birth": "1966-11-24"}, ["m1"]),
        ({"m.birth": "1966-11-23"}, []),
        ({"m.employment": "公益性岗位就业"}, []),
        ({"m.employment": "农村种养加"}, ["m1"]),
        ({"needs": work()}, []),  # open
        ({"needs": work(done_on="2026-02-01", result="已上岗")}, []),  # done this year
        ({"needs": work(done_on="2025-12-31", result="已上岗")}, ["m1"]),  # done last year
        ({"needs": work(promised_on="2026-11-24")}, ["m1"]),
        ({"needs": work(code="帮就学")}, ["m1"]),
        ({"needs": [{**work()[0], "person": "m2"}]}, ["m1"]),
        ({"closed": {"date": "2026-11-22", "reason": "脱困"}}, []),
    ],
)
def test_able_to_work_and_no_measure(policy: Policy, changes: dict[str, Any], expected: list[str]) -> None:
    home = household({"m.disability.labour": "部分", "m.employment": "其他未就业", **changes})
    assert [member.id for member in able_without_measure(home, policy, AS_OF)] == expected


def test_the_two_lists_name_all_members_in_order_and_no_one_else(policy: Policy) -> None:
    record = changed({"m.birth": "2015-01-01", "m.schooling": "未入学", "m.disability.labour": "有"})
    child = record["members"][0]
    other = {
        key: value for key, value in copy.deepcopy(child).items() if key not in ("disability", "facts", "benefits")
    }
    adult = {**copy.deepcopy(child), "id": "m3", "birth": "1990-01-01"}
    record["members"] += [
        {**other, "id": "m2"},
        adult,
        {**child, "id": "m4"},
        {**adult, "id": "m5", "employment": "集中就业"},
    ]
    home = Household.of(in_this_format(record), UNIT)
    assert [member.id for member in school_age_not_enrolled(home, policy, AS_OF)] == ["m1", "m4"]
    assert [member.id for member in able_without_measure(home, policy, AS_OF)] == ["m3"]
    closed = replace(home, closed_on=date(2026, 11, 22))
    assert school_age_not_enrolled(closed, policy, AS_OF) == able_without_measure(closed, policy, AS_OF) == ()


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ({"due_on": "2026-01-01"}, []),  # past its day and not done
        ({"done_on": "2026-01-01", "result": "已上岗"}, []),
        ({"done_on": "2026-11-23", "result": "已上岗"}, []),
        ({"promised_on": "2026-11-23"}, []),
    ],
)
def test_a_measure_counts_while_open_and_in_its_last_year(
    policy: Policy, measure: dict[str, str], expected: list[str]
) -> None:
    home = household({"m.disability.labour": "部分", "m.employment": "其他未就业", "needs": work(**measure)})
    assert [member.id for member in able_without_measure(home, policy, AS_OF)] == expected


def test_a_measure_for_the_whole_household_is_one_for_each_member(policy: Policy) -> None:
    needs = [{key: value for key, value in work()[0].items() if key != "person"}]
    home = household({"m.disability.labour": "部分", "m.employment": "其他未就业", "needs": needs})
    assert able_without_measure(home, policy, AS_OF) == ()


RECORDED = sorted(key.rpartition(".")[2] for key in FIELDS if key.startswith("members.facts."))
BENEFITS = (
    "dibao",
    "living_subsidy",
    "nursing_subsidy",
    "pension",
    "pension_aid",
    "medical_insurance",
    "medical_rehab",
)
GRADES = ["一级", "二级", "三级", "四级"]
RISKS = [{"risk": "无"}, {"risk": "有", "monitoring": "未申报"}, {"risk": "有", "monitoring": "已纳入"}]
# What may be left open in a record, by place.
OPEN = {
    "hukou": st.sampled_from(["农业", "非农业"]),
    "relapse": st.sampled_from(RISKS),
    "m.employment": st.sampled_from(["在校学习", "灵活就业", "其他未就业"]),
    "m.disability.expires": st.sampled_from(["2026-11-22", "2026-12-01", "2030-01-01"]),
    "m.disability.self_care": st.sampled_from(["具备", "部分丧失", "完全丧失"]),
    "m.disability.care": st.sampled_from(["父母照料", "机构集中照护"]),
    **{f"m.benefits.{key}": st.sampled_from(["已享受", "符合未享受", "未通过", "不符合", "不愿"]) for key in BENEFITS},
    **{f"m.facts.{key}": st.sampled_from(["是", "否"]) for key in RECORDED},
}


@st.composite
def complete(draw: Any) -> dict[str, Any]:
    """Draw changes that make a record without anything unknown, and without contradictions."""
    record = {place: draw(values) for place, values in OPEN.items()}
    if record["hukou"] == "非农业":  # it is rural households that are monitored (四(二)1)
        record["relapse"] = {"risk": "无"}
    record["hardship"] = draw(st.sampled_from(["低保户", "单人户低保", "低保边缘户", "集中特困供养", "其他特殊困难"]))
    record["m.birth"] = str(draw(st.dates(date(1955, 1, 1), date(2025, 12, 31))))
    record["m.schooling"] = "在校" if record["m.employment"] == "在校学习" else "未入学"
    record["m.disability.grade"] = draw(st.sampled_from(GRADES))
    kinds = draw(st.lists(st.sampled_from(["肢体", "智力", "精神", "视力"]), min_size=1, max_size=3, unique=True))
    record["m.disability.category"] = kinds[0] if len(kinds) == 1 else "多重"
    if len(kinds) > 1:
        milder = st.sampled_from(GRADES[GRADES.index(record["m.disability.grade"]) :])
        grades = [record["m.disability.grade"], *(draw(milder) for _ in kinds[1:])]
        parts = zip(kinds, grades, strict=True)
        record["m.disability.components"] = [{"category": kind, "grade": grade} for kind, grade in parts]
    return record


HIDEABLE = sorted([*OPEN, "m.birth", "m.schooling", "m.disability.components"])


def without(record: dict[str, Any], hidden: set[str]) -> Household:
    """Return the household of a record in which the hidden places are not filled in; of a birth the year remains."""
    left = {place: value for place, value in record.items() if place not in hidden}
    gone = [place for place in OPEN if place in hidden]
    return household({**left, "m.birth": record["m.birth"][:4] if "m.birth" in hidden else record["m.birth"]}, gone)


@given(complete(), st.sets(st.sampled_from(HIDEABLE), max_size=12), st.sets(st.sampled_from(HIDEABLE), max_size=12))
@settings(max_examples=examples(300))
def test_filling_in_what_is_missing_never_changes_what_was_decided(
    policy: Policy, record: dict[str, Any], hidden: set[str], more: set[str]
) -> None:
    records = (record, hidden), (record, hidden | more), (record, set())
    some, fewer, everything = (person_of(without(*item), policy) for item in records)
    for rule in policy.entitlements:
        known_least, known_some, known_all = (gap(rule, person).state for person in (fewer, some, everything))
        for before, after in ((known_least, known_some), (known_some, known_all)):
            assert before is GapState.UNKNOWN or before.listed is after.listed, (rule.id, before, after)
        assert known_all is not GapState.UNKNOWN, rule.id
