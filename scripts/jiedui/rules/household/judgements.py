"""核实结论 and the rules that they are about: each prompt can come to an end (R-039, 四(三)3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.entitlement import Prompt
from jiedui.records.kinds import path_of
from jiedui.rules.registry import WARNING, household_rule, ledger_rule

if TYPE_CHECKING:
    from jiedui.model.entitlement import Condition
    from jiedui.model.household import Household
    from jiedui.rules.context import Findings, LedgerContext, RuleContext


@household_rule(
    "judgement-rule",
    "没有核实的这条提示",
    why="代号写错，核实过的提示还会一直出现。",
    clause="四(三)3",
    requirement="R-039",
    given=("judgements",),
)
def rules_exist(household: Household, context: RuleContext) -> Findings:
    known = {rule.id for rule in context.policy.entitlements}
    for index, member in enumerate(household.members):
        for number, judgement in enumerate(member.judgements):
            if judgement.rule not in known:
                yield context.fault(
                    ("members", index, "judgements", number, "rule"),
                    f"没有代号是 {judgement.rule} 的提示。",
                    remedy="代号写在这一户网页的提示旁边，全部代号见 policy/entitlements.yml 的 rules。",
                )


@household_rule(
    "judgement-term",
    "核实结论的有效期早于核实日期",
    why="没有开始就已经过期的核实结论，什么提示也结束不了。",
    clause="四(三)3",
    requirement="R-039",
    given=("judgements",),
)
def terms_follow(household: Household, context: RuleContext) -> Findings:
    for index, member in enumerate(household.members):
        for number, judgement in enumerate(member.judgements):
            if judgement.until and judgement.until < judgement.on:
                yield context.fault(
                    ("members", index, "judgements", number, "to"),
                    f"有效到 {judgement.until}，早于核实日期 {judgement.on}。",
                    remedy="核对核实日期 date 和有效到 to。",
                )


@ledger_rule(
    "entitlement-endless",
    "没有写怎样算已经落实",
    why="符合条件的人享受到以后，提示应当自己消失，不能只靠核实结论。",
    clause="四(三)3",
    requirement="R-039",
    severity=WARNING,
)
def prompts_end(context: LedgerContext) -> Findings:
    path = path_of("policy-entitlements")
    for index, rule in enumerate(context.policy.entitlements):
        if rule.wording is Prompt.LACKING and not rule.met:
            yield context.file(path).fault(
                ("rules", index),
                f"规则 {rule.id} 没有写怎样算已经落实，提示不会自己消失。",
                remedy=f"在规则 {rule.id} 下面写 met（已经落实），例如政策登记为“已享受”。",
                missing="met",
            )


def _nobody_is_of_age(conditions: tuple[Condition, ...]) -> bool:
    """Tell whether no age is one that all of some conditions ask for."""
    oldest = min((item.age_at_most for item in conditions if item.age_at_most is not None), default=None)
    youngest = max((item.age_at_least for item in conditions if item.age_at_least is not None), default=0)
    return oldest is not None and youngest > oldest


@ledger_rule(
    "entitlement-age",
    "没有这样的年龄",
    why="最小年龄比最大年龄还大，谁也对不上，规则就白写了，谁也不会提示。",
    clause="四(三)3",
    requirement="R-039",
    severity=WARNING,
)
def ages_are_possible(context: LedgerContext) -> Findings:
    file = context.file(path_of("policy-entitlements"))
    policy = context.policy
    for key, band in (("school_age", policy.school_age), ("working_age", policy.working_age)):
        if band.at_least > band.at_most:
            yield file.fault(
                (key, "at_most"),
                f"最小年龄 {band.at_least} 比最大年龄 {band.at_most} 大，没有人在这个年龄段。",
                remedy="核对 at_least（最小年龄）和 at_most（最大年龄）。",
            )
    for index, rule in enumerate(policy.entitlements):
        if _nobody_is_of_age(rule.when):
            yield file.fault(
                ("rules", index, "when"),
                f"规则 {rule.id} 的适用条件里，最小年龄比最大年龄大，没有人会符合。",
                remedy="核对 when（适用条件）里的年龄：几项都要满足。",
            )
