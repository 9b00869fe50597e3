"""Whom to help: a rule in principle, from which a stated reason may excuse (R-050, 五(一))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.duties.eligible import awaits_review, has_left_hardship, has_severe, is_hard_up, judged_on
from jiedui.rules.household.hardships import ends_before_it_begins
from jiedui.rules.registry import WARNING, household_rule

if TYPE_CHECKING:
    from jiedui.model.household import Household
    from jiedui.rules.context import Findings, RuleContext


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
    elif found := _shortcomings(household, context):
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
    given=("pairings",),
)
def still_hard_up(household: Household, context: RuleContext) -> Findings:
    if household.closed_on or not awaits_review(household, context.policy, context.as_of):
        return
    if not _shortcomings(household, context):
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
    given=("exception_reason",),
)
def exception_needed(household: Household, context: RuleContext) -> Findings:
    left = has_left_hardship(household, context.policy, context.as_of)
    if household.exception_reason and not (household.closed_on or left or _shortcomings(household, context)):
        yield context.fault(
            ("exception_reason",),
            "这一户符合帮扶对象条件，不需要例外理由。",
            remedy="删掉这一行。",
        )
