"""Consent: a family that is helped was told what its record is for, and agreed (R-112)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.rules.member.members import asks_for_guardian
from jiedui.rules.registry import WARNING, household_rule

if TYPE_CHECKING:
    from jiedui.model.household import Household
    from jiedui.rules.context import Findings, RuleContext


@household_rule(
    "consent-missing",
    "没有知情同意的记录",
    why="登记残疾情况等敏感信息，要告知用途并取得同意（个人信息保护法第二十九条）。",
    clause="附件2",
    requirement="R-112",
    severity=WARNING,
)
def consent_is_recorded(household: Household, context: RuleContext) -> Findings:
    paired = any(pairing.span.start <= context.as_of for pairing in household.pairings)
    written = context.files.written(household)
    if (
        paired
        and household.closed_on is None
        and written
        and "consent" not in written
        and not asks_for_guardian(household)
    ):
        yield context.fault(
            (),
            "已经结对，没有知情同意的记录。",
            remedy="补上 consent（知情同意）：哪天同意的、谁同意的、书面还是口头；还没有问的，先问。",
            missing="consent",
        )
