"""Whom to help first: each reason once, explained, and as it is recorded elsewhere (R-052 … R-055, 五(一))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.duties.eligible import carers_all_old
from jiedui.rules.registry import WARNING, household_rule

if TYPE_CHECKING:
    from jiedui.model.household import Household
    from jiedui.rules.context import Findings, RuleContext


UNATTENDED = "事实无人照料"


@household_rule(
    "priority-repeated",
    "同一种重点帮扶情形写了两次",
    why="一种情形写一条，依据写在一起；写两条，统计就多一户。",
    clause="五(一)",
    requirement="R-052",
    given=("priorities",),
)
def priorities_once(household: Household, context: RuleContext) -> Findings:
    kinds = [kind for kind, _ in household.priorities]
    for index, kind in enumerate(kinds):
        if kind in kinds[:index]:
            yield context.fault(
                ("priorities", index, "kind"), f"“{kind}”写了两次。", remedy="合成一条，依据写在同一个 basis 里。"
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
