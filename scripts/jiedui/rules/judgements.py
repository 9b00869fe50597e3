"""核实结论 and the rules that they are about: each prompt can come to an end (R-039, 四(三)3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.entitlement import Prompt
from jiedui.records.kinds import path_of
from jiedui.rules.registry import WARNING, household_rule, ledger_rule

if TYPE_CHECKING:
    from jiedui.model.household import Household
    from jiedui.rules.context import Findings, LedgerContext, RuleContext


@household_rule(
    "judgement-rule",
    "没有核实的这条提示",
    why="代号写错，核实过的提示还会一直出现。",
    clause="四(三)3",
    requirement="R-039",
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
