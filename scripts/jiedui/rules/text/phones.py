"""Telephones: a number reaches the one whose it is (R-069, R-120)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.rules.registry import WARNING, household_rule, ledger_rule

if TYPE_CHECKING:
    from jiedui.model.household import Household
    from jiedui.rules.context import Findings, LedgerContext, RuleContext
    from jiedui.rules.summary import HelperSummary


@ledger_rule(
    "phone-shared",
    "两个责任人一个手机号",
    why="手机号印在联系卡上，家庭照着打；两个人一个号，多半是抄错了。",
    clause="五(二)1",
    requirement="R-069",
    severity=WARNING,
)
def mobiles_differ(context: LedgerContext) -> Findings:
    seen: dict[bytes, HelperSummary] = {}
    for _, helper in sorted(context.summaries.helpers.items()):
        first = seen.setdefault(helper.mobile, helper)
        # Of one name it is told as one person entered twice.
        if first.person != helper.person:
            yield context.file(helper.path).fault(
                ("mobile",),
                f"与 {first.id} 的手机号相同。",
                remedy="核对两个人的 mobile（移动手机）；确实共用的，可以不理会。",
            )


@household_rule(
    "phone-of-helper",
    "家庭的电话是责任人的手机",
    why="家庭没有电话的不填；填了责任人的手机，就找不到家里人。",
    clause="附件2",
    requirement="R-112",
    severity=WARNING,
    given=("pairings",),
)
def phone_is_their_own(household: Household, context: RuleContext) -> Findings:
    if not household.phone:
        return
    for identifier in dict.fromkeys(pairing.helper for pairing in household.pairings):
        helper = context.ledger.helpers.get(identifier)
        if helper and helper.mobile == household.phone:
            yield context.fault(
                ("phone",),
                f"这一户的电话就是责任人 {identifier} 的手机。",
                remedy="换成家里人的电话；没有电话的，删掉这一行。",
            )
