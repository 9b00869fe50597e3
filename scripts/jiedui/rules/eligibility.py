"""Whom to help and where: 原则上 rules that a stated reason may excuse (R-050 … R-055, R-072, R-073)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from jiedui.duties.eligible import carers_all_old, has_severe, is_hard_up
from jiedui.model.helper import SOCIAL, Helper
from jiedui.model.household import Household
from jiedui.records.finding import Finding, Rule
from jiedui.rules.helpers import LOCAL_BODIES
from jiedui.rules.registry import WARNING, Context, check

UNATTENDED = "事实无人照料"


def _shortcomings(household: Household, context: Context) -> list[str]:
    """Return in words why a household is outside 五(一), judged as of its first pairing (A-29)."""
    policy = context.ledger.policy
    since = min((pairing.span.start for pairing in household.pairings), default=household.registered_on)
    found = []
    if not is_hard_up(household, policy, since):
        found.append("不是低保、低保边缘或特困家庭")
    if not has_severe(household, policy):
        found.append("没有重度残疾人")
    return found


def _lost(household: Household, context: Context) -> bool:
    """Tell whether a household has left 低保 and the like since it was paired: to be looked at, not to be ended."""
    return household.hardship in context.ledger.policy.settings.hardship_statuses and bool(household.hardship_until)


@check(
    "household",
    "not-eligible",
    "不符合帮扶对象条件",
    "原则上是低保或低保边缘的重度残疾人家庭；例外要写理由。",
    clause="五(一)",
    requirement="R-050",
    severity=WARNING,
)
def eligible(rule: Rule, household: Household, context: Context) -> Iterator[Finding]:
    found = _shortcomings(household, context)
    if found and household.disabled and not household.exception_reason and not household.closed_on:
        yield rule.at(
            context.path(household),
            ("hardship",),
            message=f"这一户{'，也'.join(found)}。",
            remedy="核对困难类型和残疾等级；确需帮扶的，写 exception_reason（例外理由）。",
        )


@check(
    "household",
    "hardship-ended",
    "已经退出低保等困难身份",
    "结对以后退出低保等的，请核实还帮不帮，不自动结束结对（口径 A-29）。",
    clause="五(一)",
    requirement="R-050",
    severity=WARNING,
)
def still_hard_up(rule: Rule, household: Household, context: Context) -> Iterator[Finding]:
    excused = household.closed_on or household.exception_reason or _shortcomings(household, context)
    if _lost(household, context) and not excused:
        yield rule.at(
            context.path(household),
            ("hardship_until",),
            message=f"这一户的困难身份到 {household.hardship_until} 为止。",
            remedy="核实现在的困难情况：继续帮扶的，写 exception_reason（例外理由）；不再帮扶的，写 closed（终止）。",
        )


@check(
    "household",
    "exception-unused",
    "例外理由没有用处",
    "条件都符合，就不需要例外理由。",
    clause="五(一)",
    requirement="R-050",
)
def exception_needed(rule: Rule, household: Household, context: Context) -> Iterator[Finding]:
    excuses = household.closed_on or _lost(household, context) or _shortcomings(household, context)
    if household.exception_reason and not excuses:
        yield rule.at(
            context.path(household),
            ("exception_reason",),
            message="这一户符合帮扶对象条件，不需要例外理由。",
            remedy="删掉这一行。",
        )


@check(
    "household",
    "priority-basis",
    "其他特殊困难没有说明",
    "选“其他特殊困难”的，要写清楚困难是什么。",
    clause="五(一)",
    requirement="R-055",
)
def other_hardship_explained(rule: Rule, household: Household, context: Context) -> Iterator[Finding]:
    if household.hardship == "其他特殊困难" and not household.difficulties:
        yield rule.at(
            context.path(household),
            ("hardship",),
            message="困难类型是“其他特殊困难”，没有写家庭特殊困难情况。",
            remedy="在 difficulties 里写清楚。",
        )


@check(
    "household",
    "old-carers",
    "可能是依老养残",
    "照料人都是老人的，请核实是不是依老养残。",
    clause="五(一)",
    requirement="R-053",
    severity=WARNING,
)
def old_carers(rule: Rule, household: Household, context: Context) -> Iterator[Finding]:
    old = carers_all_old(household, context.ledger.policy, household.registered_on)
    if household.active_on(context.as_of) and old and "依老养残" not in _recorded(household):
        yield rule.at(
            context.path(household),
            ("members",),
            message="没有残疾的成年人都是老人，可能是依老养残。",
            remedy="核实后在 priorities 里写上“依老养残”和依据；不是的话可以不理会。",
        )


@check(
    "household",
    "unattended",
    "可能是事实无人照料",
    "照料情况填了事实无人照料的，重点帮扶情形里也要写明依据。",
    clause="五(一)",
    requirement="R-052",
    severity=WARNING,
)
def unattended(rule: Rule, household: Household, context: Context) -> Iterator[Finding]:
    if household.closed_on:
        return
    for index, member in enumerate(household.members):
        alone = member.disability and member.disability.care == UNATTENDED
        if alone and UNATTENDED not in _recorded(household):
            yield rule.at(
                context.path(household),
                ("members", index, "disability", "care"),
                message=f"{member.id} 的照料情况是“事实无人照料”，重点帮扶情形里没有。",
                remedy="核实后在 priorities 里写上“事实无人照料”和依据，或更正照料情况。",
            )


def _recorded(household: Household) -> set[str]:
    return {kind for kind, _ in household.priorities}


@check(
    "household",
    "outside-area",
    "帮扶本辖区以外的家庭",
    "县乡残联和县级协会原则上帮扶本辖区的家庭；例外要写理由。",
    clause="五(三)2",
    requirement="R-072",
    severity=WARNING,
)
def own_area(rule: Rule, household: Household, context: Context) -> Iterator[Finding]:
    for index, pairing in enumerate(household.pairings):
        helper = context.ledger.helpers.get(pairing.helper)
        if helper and not pairing.exception_reason and _outside(helper, household, pairing.span.start):
            yield rule.at(
                context.path(household),
                ("pairings", index, "helper"),
                message="责任人不是管理这一户的残联的。",
                remedy="换成本辖区的责任人；确需跨区域的，写 exception_reason（跨区域理由）。",
            )


def _outside(helper: Helper, household: Household, when: date) -> bool:
    bodies = {role.body for role in helper.roles_on(when)}
    return helper.unit != household.unit and bool(bodies) and bodies <= LOCAL_BODIES


@check(
    "household",
    "area-exception-unused",
    "跨区域理由没有用处",
    "责任人就在本辖区，或者可以自行选择，不需要理由。",
    clause="五(三)2",
    requirement="R-072",
)
def area_exception_needed(rule: Rule, household: Household, context: Context) -> Iterator[Finding]:
    for index, pairing in enumerate(household.pairings):
        helper = context.ledger.helpers.get(pairing.helper)
        if helper and pairing.exception_reason and not _outside(helper, household, pairing.span.start):
            yield rule.at(
                context.path(household),
                ("pairings", index, "exception_reason"),
                message="这一段结对不需要跨区域理由。",
                remedy="删掉这一行。",
            )


@check(
    "household",
    "wrong-unit",
    "地址不归这个残联管",
    "档案放在管理这个乡镇（街道）的残联文件夹里。",
    clause="二(四)",
    requirement="R-015",
    severity=WARNING,
)
def managed_here(rule: Rule, household: Household, context: Context) -> Iterator[Finding]:
    township = context.ledger.divisions.find(household.county, household.township)
    unit = context.ledger.units.get(household.unit)
    if township and unit and not unit.is_city and household.closed_on is None and township.unit != household.unit:
        owner = context.ledger.units.get(township.unit)
        yield rule.at(
            context.path(household),
            ("township",),
            message=f"{household.township}由{owner.short if owner else township.unit}管理。",
            remedy="核对地址；归别的残联管的，商量后移交档案。",
        )


@check(
    "helper",
    "filing-missing",
    "社会力量没有报备",
    "助残机构、社会组织和爱心人士结对，要与所在地残联报备。",
    clause="五(三)3",
    requirement="R-073",
    severity=WARNING,
)
def filed(rule: Rule, helper: Helper, context: Context) -> Iterator[Finding]:
    last = max(helper.roles, key=lambda role: role.span.start)
    if last.body != SOCIAL or helper.filed_with:
        return
    # One who retired from a federation and goes on is 社会力量 from then on.
    if any(
        pairing.helper == helper.id and (pairing.span.end or date.max) >= last.span.start
        for household in context.ledger.households_of(helper.id)
        for pairing in household.pairings
    ):
        yield rule.at(
            context.path(helper),
            ("roles",),
            message="社会力量已经结对，没有报备记录。",
            remedy="补上 filing：报备残联和日期。",
        )
