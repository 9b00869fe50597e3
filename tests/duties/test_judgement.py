"""核实结论 end a prompt, with day and ground, until a condition of its rule turns on a later day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jiedui.duties.entitlement import Gap, GapState, gap
from jiedui.duties.facts import Circumstances
from jiedui.duties.judgement import standing
from jiedui.model.household import Household
from jiedui.model.policy import Policy

AS_OF = date(2026, 11, 23)
FOUND = {"rule": "living_subsidy", "verdict": "不符合", "date": "2026-05-01", "basis": "已择高领取高龄津贴"}
CARD = {"number": "49060219800501101741", "category": "肢体", "grade": "一级", "expires": "2032-05-20"}


def household(*judgements: dict[str, Any], member: dict[str, Any] | None = None, **more: Any) -> Household:
    """A household on 低保 since 2020, whose one member was born on 1980-05-01 and has no 生活补贴."""
    person = {
        "id": "m-2F8D", "name": "示例乙", "sex": "男", "birth": "1980-05-01", "relation": "本人",
        "disability": {"certificates": [CARD]},
        "benefits": {"living_subsidy": "不符合"},
        "facts": {"province_hukou": "是", "orphan_allowance": "否", "work_injury_nursing": "否"},
        "judgements": list(judgements), **(member or {}),
    }  # fmt: skip
    data = {
        "id": "YYL-2222", "registered_on": "2023-09-01", "county": "岳阳楼区", "township": "郭镇乡",
        "village": "示例村", "hardship": [{"status": "低保户", "from": "2020-01-01"}], "members": [person],
        **more,
    }  # fmt: skip
    return Household.of(data, "yueyanglou")


def said(policy: Policy, home: Household, when: date = AS_OF, rule: str = "living_subsidy") -> Gap:
    """Return what a rule says of the person on a day, from what was known then."""
    known = home.until(when)
    assert known is not None
    person = Circumstances(known, known.disabled[0], policy, when)
    return gap(next(item for item in policy.entitlements if item.id == rule), person)


def ends(policy: Policy, home: Household, when: date = AS_OF, rule: str = "living_subsidy") -> bool:
    found = said(policy, home, when, rule)
    assert found.state in (GapState.SETTLED, GapState.SUSPECT, GapState.REMINDER)
    return found.state is GapState.SETTLED


@pytest.mark.parametrize("verdict", ["不符合", "未通过", "不愿"])
def test_a_judgement_ends_its_prompt_with_day_and_ground(policy: Policy, verdict: str) -> None:
    found = said(policy, household({**FOUND, "verdict": verdict}))
    assert found.state is GapState.SETTLED
    assert found.judgement is not None
    assert (found.judgement.verdict, found.judgement.on, found.judgement.basis) == (
        verdict, date(2026, 5, 1), "已择高领取高龄津贴",
    )  # fmt: skip


def test_a_judgement_holds_from_its_day_to_its_last(policy: Policy) -> None:
    home = household({**FOUND, "to": "2026-05-31"})
    days = (date(2026, 4, 30), date(2026, 5, 1), date(2026, 5, 31), date(2026, 6, 1))
    assert [ends(policy, home, day) for day in days] == [False, True, True, False]


def test_a_judgement_is_about_its_rule_alone(policy: Policy) -> None:
    assert not ends(policy, household({**FOUND, "rule": "nursing_subsidy"}))
    assert not ends(policy, household({**FOUND, "rule": "living_subsidy_2"}))


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("2026-05-01", "2026-06-01"), "2026-06-01 第二次"),
        (("2026-06-01", "2026-05-01"), "2026-06-01 第一次"),
        (("2026-06-01", "2026-06-01"), "2026-06-01 第二次"),
        (("2026-06-01", "2026-11-24"), "2026-06-01 第一次"),  # the second is still to come
    ],
)
def test_of_several_judgements_the_latest_counts(policy: Policy, days: tuple[str, str], expected: str) -> None:
    first, second = (
        {**FOUND, "date": day, "basis": f"{word}次"} for day, word in zip(days, ("第一", "第二"), strict=True)
    )
    home = household(first, second)
    person = Circumstances(home, home.disabled[0], policy, AS_OF)
    found = standing(policy.entitlements[0], person)
    assert found is not None
    assert f"{found.on} {found.basis}" == expected


def test_a_later_judgement_that_is_over_lets_no_earlier_one_hold(policy: Policy) -> None:
    assert not ends(policy, household(FOUND, {**FOUND, "date": "2026-06-01", "to": "2026-07-01"}))


@pytest.mark.parametrize(
    ("hardship", "expected"),
    [
        ([("低保户", "2020-01-01", "")], True),
        # Of the day itself, it was known.
        ([("低保边缘户", "2020-01-01", "2026-04-30"), ("低保户", "2026-05-01", "")], True),
        ([("低保边缘户", "2020-01-01", "2026-05-01"), ("低保户", "2026-05-02", "")], False),
        # From one kind of 低保 to another, nothing turned for the rule.
        ([("低保户", "2020-01-01", "2026-05-31"), ("单人户低保", "2026-06-01", "")], True),
        # Lost after the judgement and granted again: to be looked into anew.
        ([("低保户", "2020-01-01", "2026-05-31"), ("低保户", "2026-07-01", "")], False),
        ([("低保户", "2020-01-01", "2026-05-31"), ("低保户", "2026-06-01", "")], True),
    ],
)
def test_a_hardship_that_turned_later_opens_the_prompt_again(
    policy: Policy, hardship: list[tuple[str, str, str]], expected: Any
) -> None:
    spells = [{"status": status, "from": start, **({"to": end} if end else {})} for status, start, end in hardship]
    assert ends(policy, household(FOUND, hardship=spells)) is expected


def test_a_lost_dibao_ends_the_prompt_itself(policy: Policy) -> None:
    gone = [{"status": "低保户", "from": "2020-01-01", "to": "2026-05-31"}]
    assert said(policy, household(FOUND, hardship=gone)).state is GapState.NOT_APPLICABLE


def test_a_new_grade_matters_to_the_rule_that_asks_for_it(policy: Policy) -> None:
    """Of grade 三 when judged, of grade 一 since 2026-06-01: 护理补贴 is to be looked into, 生活补贴 is not."""
    old, new = {**CARD, "grade": "三级", "from": "2020-01-01"}, {**CARD, "from": "2026-06-01"}
    changes = {
        "disability": {"certificates": [old, new]},
        "benefits": {"living_subsidy": "不符合", "nursing_subsidy": "不符合"},
    }
    home = household(FOUND, {**FOUND, "rule": "nursing_subsidy"}, member=changes)
    assert ends(policy, home)
    assert not ends(policy, home, rule="nursing_subsidy")
    assert said(policy, home, date(2026, 5, 31), "nursing_subsidy").state is GapState.NOT_APPLICABLE


def test_a_certificate_that_lapsed_meanwhile_opens_the_prompt_again(policy: Policy) -> None:
    old, new = {**CARD, "expires": "2026-05-31"}, {**CARD, "from": "2026-06-10"}
    without_gap = {**CARD, "from": "2026-06-01"}
    assert not ends(policy, household(FOUND, member={"disability": {"certificates": [old, new]}}))
    assert ends(policy, household(FOUND, member={"disability": {"certificates": [old, without_gap]}}))


def doorstep(identifier: str, raised: str, **more: str) -> dict[str, Any]:
    measure = {"code": "送无障碍", "content": "坡道", "promised_on": raised}
    done = {**measure, "done_on": more["done"], "result": "已改"} if "done" in more else measure
    return {"id": identifier, "content": "门口有台阶", "raised_on": raised, "measures": [done]}


def test_a_need_that_was_met_and_another_raised_open_the_prompt_again(policy: Policy) -> None:
    judged = {**FOUND, "rule": "home_access", "verdict": "不愿", "date": "2026-05-01"}
    first = doorstep("n-2222", "2026-01-10")
    assert ends(policy, household(judged, needs=[first]), rule="home_access")
    met = doorstep("n-2222", "2026-01-10", done="2026-06-01")
    assert not ends(policy, household(judged, needs=[met, doorstep("n-3333", "2026-08-01")]), rule="home_access")
    # Another need of another kind is nothing to the rule.
    other = {"id": "n-4444", "content": "被子薄", "raised_on": "2026-08-01"}
    assert ends(policy, household(judged, needs=[first, other]), rule="home_access")


def test_a_risk_found_later_opens_the_prompt_again(policy: Policy) -> None:
    judged = {**FOUND, "rule": "monitoring", "verdict": "未通过"}
    assert ends(policy, at_risk(judged, risk("2026-05-01")), rule="monitoring")
    assert not ends(policy, at_risk(judged, risk("2026-05-02")), rule="monitoring")


def test_each_step_of_monitoring_and_each_risk_opens_the_prompt_again(policy: Policy) -> None:
    """Judged on 2026-05-01 of what stands at 未申报 since January; as it is on 2026-11-23, so it was on that day."""
    judged = {**FOUND, "rule": "monitoring", "verdict": "未通过"}
    back = {"status": "未申报", "date": "2026-07-01"}
    assert ends(policy, at_risk(judged, risk("2026-01-01", back)), rule="monitoring")
    applied = {"status": "已申报", "date": "2026-06-01"}
    assert not ends(policy, at_risk(judged, risk("2026-01-01", applied, back)), rule="monitoring")
    gone = {"status": "已消除", "date": "2026-06-01"}
    again = risk("2026-08-01")
    assert not ends(policy, at_risk(judged, risk("2026-01-01", gone), again), rule="monitoring")


def at_risk(judged: dict[str, Any], *findings: dict[str, Any]) -> Household:
    return household(judged, relapse=list(findings), hukou="农业")


def risk(found_on: str, *steps: dict[str, Any]) -> dict[str, Any]:
    return {"risk": "有", "found_on": found_on, "monitoring": [{"status": "未申报"}, *steps]}


def test_coming_of_age_opens_the_prompt_of_a_rule_on_ages_again(policy: Policy) -> None:
    """Judged at 59 on 2026-05-01 that he does not look for a pension; 60 on 2026-11-24."""
    judged = {**FOUND, "rule": "pension_receiving"}
    changes = {"birth": "1966-11-24", "benefits": {"pension": "已享受"}}
    facts = {"employee_pension": "否", "pension_paid": "否"}
    home = household(judged, member={**changes, "facts": facts})
    assert said(policy, home, date(2026, 11, 23), "pension_receiving").state is GapState.NOT_APPLICABLE
    assert not ends(policy, home, date(2026, 11, 24), "pension_receiving")


@pytest.mark.parametrize(("since", "expected"), [("2026-05-01", True), ("2026-05-02", False)])
def test_a_fact_that_carries_a_later_day_opens_the_prompt_again(policy: Policy, since: str, expected: Any) -> None:
    """特困 judged 不符合 on 2026-05-01; the person has nobody to support him any more."""
    facts = {"no_supporter": "是", "no_income": "是"}
    turned = {"facts": facts, "since": [{"what": "facts.no_supporter", "date": since}]}
    judged = {**FOUND, "rule": "tekun_check"}
    assert ends(policy, household(judged, member=turned), rule="tekun_check") is expected


def test_what_has_no_day_turns_nothing(policy: Policy) -> None:
    """What is recorded of a policy without a day is as it is on every day."""
    for state in ("不符合", "符合未享受", "未通过"):
        assert ends(policy, household(FOUND, member={"benefits": {"living_subsidy": state}}))


def test_one_judged_before_the_certificate_was_issued_is_looked_into_again(policy: Policy) -> None:
    late = {"disability": {"certificates": [{**CARD, "from": "2026-05-02"}]}}
    assert not ends(policy, household(FOUND, member=late))
    same = {"disability": {"certificates": [{**CARD, "from": "2026-05-01"}]}}
    assert ends(policy, household(FOUND, member=same))
    unregistered = household(FOUND, registered_on="2026-05-02")
    assert not ends(policy, unregistered)
