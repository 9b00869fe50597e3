"""Whom to help and where: 原则上 rules that a stated reason may excuse (R-050 … R-055, R-072, R-073)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jiedui.duties.eligible import awaits_review, carers_all_old, has_left_hardship, has_severe, is_hard_up, judged_on
from jiedui.model.helper import SOCIAL, Helper
from jiedui.rules.household.hardships import ends_before_it_begins
from jiedui.rules.ledger.paths import is_astray
from jiedui.rules.registry import WARNING, helper_rule, household_rule
from jiedui.rules.unit.helpers import LOCAL_BODIES

if TYPE_CHECKING:
    from jiedui.model.household import Household
    from jiedui.rules.context import Findings, RuleContext

UNATTENDED = "事实无人照料"


def _shortcomings(household: Household, context: RuleContext) -> list[str]:
    """Return in words why a household is outside 五(一), judged by the day on which it was paired (A-29)."""
    policy = context.policy
    found = []
    in_doubt = any(ends_before_it_begins(spell) for spell in household.hardships)
    if not in_doubt and not is_hard_up(household, policy, judged_on(household, context.as_of)):
        found.append("不是低保、低保边缘或特困家庭")
    if not has_severe(household, policy, context.as_of):
        found.append("没有重度残疾人")
    return found


@household_rule(
    "not-eligible",
    "不符合帮扶对象条件",
    why="原则上是低保或低保边缘的重度残疾人家庭；例外要写理由。",
    clause="五(一)",
    requirement="R-050",
    severity=WARNING,
)
def eligible(household: Household, context: RuleContext) -> Findings:
    found = _shortcomings(household, context)
    if household.exception_reason or household.closed_on or not household.disabled:
        return
    last = household.last_disabled(context.as_of)
    if last and last.left:
        yield context.fault(
            ("members",),
            f"户内的残疾人已经在 {last.left.words}，家里没有别的残疾人。",
            remedy=(
                "由县级残联定（口径 A-22）：继续帮扶的，写 exception_reason（例外理由）；"
                "不再帮扶的，写 closed（终止），同时结束结对。"
            ),
        )
    elif found:
        yield context.fault(
            ("hardship",),
            f"这一户{'，也'.join(found)}。",
            remedy="核对困难类型和残疾等级；确需帮扶的，写 exception_reason（例外理由）；不再帮的，写 closed（终止）。",
        )


@household_rule(
    "hardship-ended",
    "已经退出低保等困难身份",
    why="结对以后退出低保等的，请核实还帮不帮，不自动结束结对（口径 A-29）。",
    clause="五(一)",
    requirement="R-050",
    severity=WARNING,
)
def still_hard_up(household: Household, context: RuleContext) -> Findings:
    excused = household.closed_on or _shortcomings(household, context)
    if awaits_review(household, context.policy, context.as_of) and not excused:
        yield context.fault(
            ("hardship", len(household.hardships) - 1, "to"),
            f"这一户的困难身份到 {household.hardship_until} 为止。",
            remedy="核实现在的困难情况：继续帮扶的，写 exception_reason（例外理由）；不再帮扶的，写 closed（终止）。",
        )


@household_rule(
    "exception-unused",
    "例外理由没有用处",
    why="条件都符合，就不需要例外理由。",
    clause="五(一)",
    requirement="R-050",
)
def exception_needed(household: Household, context: RuleContext) -> Findings:
    left = has_left_hardship(household, context.policy, context.as_of)
    if household.exception_reason and not (household.closed_on or left or _shortcomings(household, context)):
        yield context.fault(
            ("exception_reason",),
            "这一户符合帮扶对象条件，不需要例外理由。",
            remedy="删掉这一行。",
        )


@household_rule(
    "priority-basis",
    "其他特殊困难没有说明",
    why="选“其他特殊困难”的，要写清楚困难是什么。",
    clause="五(一)",
    requirement="R-055",
)
def other_hardship_explained(household: Household, context: RuleContext) -> Findings:
    if household.hardship == "其他特殊困难" and not household.difficulties:
        yield context.fault(
            ("hardship",),
            "困难类型是“其他特殊困难”，没有写家庭特殊困难情况。",
            remedy="在 difficulties 里写清楚。",
        )


@household_rule(
    "old-carers",
    "可能是依老养残",
    why="照料人都是老人的，请核实是不是依老养残。",
    clause="五(一)",
    requirement="R-053",
    severity=WARNING,
)
def old_carers(household: Household, context: RuleContext) -> Findings:
    old = carers_all_old(household, context.policy, household.registered_on)
    if household.active_on(context.as_of) and old and "依老养残" not in _recorded(household):
        yield context.fault(
            ("members",),
            "没有残疾的成年人都是老人，可能是依老养残。",
            remedy="核实后在 priorities 里写上“依老养残”和依据；不是的话可以不理会。",
        )


@household_rule(
    "unattended",
    "事实无人照料，两处写的不一样",
    why="照料情况填了事实无人照料的，重点帮扶情形里也要写明依据；写了这种情形的，照料情况也要是这样。",
    clause="五(一)",
    requirement="R-052",
    severity=WARNING,
)
def unattended(household: Household, context: RuleContext) -> Findings:
    if household.closed_on:
        return
    yield from _attended(household, context)
    for index, member in enumerate(household.members):
        alone = member.disability and member.disability.care == UNATTENDED
        if alone and member.present_on(context.as_of) and UNATTENDED not in _recorded(household):
            yield context.fault(
                ("members", index, "disability", "care"),
                f"{member.id} 的照料情况是“事实无人照料”，重点帮扶情形里没有。",
                remedy="核实后在 priorities 里写上“事实无人照料”和依据，或更正照料情况。",
            )


def _attended(household: Household, context: RuleContext) -> Findings:
    cares = {member.disability.care for member in household.disabled_on(context.as_of) if member.disability}
    for index, (kind, _) in enumerate(household.priorities):
        if kind == UNATTENDED and cares and not cares & {"", UNATTENDED}:
            yield context.fault(
                ("priorities", index, "kind"),
                f"重点帮扶情形是“{UNATTENDED}”，照料情况写的是“{'、'.join(sorted(cares))}”。",
                remedy="核实后更正照料情况 care，或者删掉这一种情形。",
            )


def _recorded(household: Household) -> set[str]:
    return {kind for kind, _ in household.priorities}


@household_rule(
    "outside-area",
    "帮扶本辖区以外的家庭",
    why="县乡残联和县级协会原则上帮扶本辖区的家庭；例外要写理由。",
    clause="五(三)2",
    requirement="R-072",
    severity=WARNING,
)
def own_area(household: Household, context: RuleContext) -> Findings:
    if is_astray(household, context.ledger):
        return
    for index, pairing in enumerate(household.pairings):
        helper = context.ledger.helpers.get(pairing.helper)
        if helper and not pairing.exception_reason and _outside(helper, household, pairing.span.start):
            yield context.fault(
                ("pairings", index, "helper"),
                "责任人不是管理这一户的残联的。",
                remedy="换成本辖区的责任人；确需跨区域的，写 exception_reason（跨区域理由）。",
            )


def _outside(helper: Helper, household: Household, when: date) -> bool:
    bodies = {role.body for role in helper.roles_on(when)}
    return helper.unit != household.unit and bool(bodies) and bodies <= LOCAL_BODIES


@household_rule(
    "area-exception-unused",
    "跨区域理由没有用处",
    why="责任人就在本辖区，或者可以自行选择，不需要理由。",
    clause="五(三)2",
    requirement="R-072",
)
def area_exception_needed(household: Household, context: RuleContext) -> Findings:
    if is_astray(household, context.ledger):
        return
    for index, pairing in enumerate(household.pairings):
        helper = context.ledger.helpers.get(pairing.helper)
        if helper and pairing.exception_reason and not _outside(helper, household, pairing.span.start):
            yield context.fault(
                ("pairings", index, "exception_reason"),
                "这一段结对不需要跨区域理由。",
                remedy="删掉这一行。",
            )


@household_rule(
    "wrong-unit",
    "地址不归这个残联管",
    why="档案放在管理这个乡镇（街道）的残联文件夹里。",
    clause="二(四)",
    requirement="R-015",
    severity=WARNING,
)
def managed_here(household: Household, context: RuleContext) -> Findings:
    # A merger or another manager that is recorded ahead of its day does not count yet.
    township = context.ledger.divisions_on(context.as_of).find(household.county, household.township)
    unit = context.ledger.units.get(household.unit)
    if household.closed_on or is_astray(household, context.ledger):
        return
    if not township or township.unit not in context.ledger.units:
        return
    if unit and not unit.is_city and township.unit != household.unit:
        yield context.fault(
            ("township",),
            f"{household.township}由{context.ledger.unit_name(township.unit)}管理。",
            remedy=(
                f"核对地址；归那边管的，商量好以后运行 jiedui move {household.id} {township.unit}，文件夹不要自己移动。"
            ),
        )


@helper_rule(
    "filing-missing",
    "社会力量没有报备",
    why="助残机构、社会组织和爱心人士结对，要与所在地残联报备。",
    clause="五(三)3",
    requirement="R-073",
    severity=WARNING,
)
def filed(helper: Helper, context: RuleContext) -> Findings:
    last = max(helper.roles, key=lambda role: role.span.start)
    if last.body != SOCIAL or helper.filed_with:
        return
    # One who retired from a federation and goes on is 社会力量 from then on.
    if any(
        pairing.helper == helper.id and (pairing.span.end or date.max) >= last.span.start
        for household in context.ledger.households_of(helper.id)
        for pairing in household.pairings
    ):
        yield context.fault(
            ("roles",),
            "社会力量已经结对，没有报备记录。",
            remedy="补上 filing：报备残联和日期。",
        )
