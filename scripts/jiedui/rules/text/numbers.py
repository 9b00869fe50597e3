"""Numbers of persons in free text: each has a field of its own, and what stands there is shown to many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.rules.registry import WARNING, ledger_rule

if TYPE_CHECKING:
    from jiedui.rules.context import Findings, LedgerContext


@ledger_rule(
    "text-number",
    "文字里有证件号码",
    why="文字会显示在网页上、印在表上，号码写进去就收不回来；号码只填在自己的栏里。",
    clause="附件2",
    requirement="R-112",
)
def number_in_text(context: LedgerContext) -> Findings:
    for item in context.summaries.numbers:
        if item.identity:
            yield item.fault(
                context.rule,
                f"{item.where}里有身份证号、残疾人证号或银行卡号。",
                "删掉号码，写姓名或成员编号。残疾人证号填在 number（残疾人证号），别的号不登记。",
            )


@ledger_rule(
    "text-phone",
    "文字里有电话号码",
    why="文字会显示在网页上、印在表上，号码写进去就收不回来；号码只填在自己的栏里。",
    clause="附件2",
    requirement="R-112",
    severity=WARNING,
)
def telephone_in_text(context: LedgerContext) -> Findings:
    for item in context.summaries.numbers:
        if item.holds_telephone(context.summaries.telephones):
            yield item.fault(
                context.rule,
                f"{item.where}里有手机号或家里的电话。",
                "删掉号码。家里的填户档案的 phone（联系电话），责任人的填 mobile（移动手机）。"
                "确实不是电话的，可以留着。",
            )
