"""Consent: a family that is helped was told what its record is for, and agreed (R-112; 个人信息保护法 15, 29, 47)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.rules.member.members import asks_for_guardian
from jiedui.rules.registry import WARNING, household_rule, ledger_rule

if TYPE_CHECKING:
    from jiedui.model.household import Household
    from jiedui.rules.context import Findings, LedgerContext, RuleContext
    from jiedui.rules.summary import HouseholdSummary

_TO_REFER = "转介部门"


@household_rule(
    "consent-missing",
    "没有知情同意的记录",
    why="登记残疾情况等敏感信息，要告知用途并取得同意（个人信息保护法第二十九条）。",
    clause="附件2",
    requirement="R-112",
    severity=WARNING,
    given=("pairings",),
)
def consent_is_recorded(household: Household, context: RuleContext) -> Findings:
    paired = any(pairing.span.start <= context.as_of for pairing in household.pairings)
    if paired and household.closed_on is None and household.consent is None and not asks_for_guardian(household):
        yield context.fault(
            (),
            "已经结对，没有知情同意的记录。",
            remedy="补上 consent（知情同意）：哪天同意的、谁同意的、书面还是口头；还没有问的，先问。",
            missing="consent",
        )


@household_rule(
    "consent-order",
    "撤回同意早于同意",
    why="先同意，才谈得上撤回。",
    clause="附件2",
    requirement="R-112",
    given=("revoked_on",),
)
def consent_comes_first(household: Household, context: RuleContext) -> Findings:
    consent = household.consent
    if consent and consent.revoked_on and consent.revoked_on < consent.on:
        yield context.fault(
            ("consent", "revoked_on"),
            f"撤回日期 {consent.revoked_on} 早于同意日期 {consent.on}。",
            remedy="核对两个日期。撤回以后又同意的，date（同意日期）写新的那天，删掉 revoked_on（撤回日期）。",
        )


@ledger_rule(
    "consent-revoked",
    "撤回了同意，还在帮扶",
    why="撤回同意以后，除了保存，别的都要停下来，到期清除（个人信息保护法第十五条、第四十七条）。",
    clause="附件2",
    requirement="R-112",
    severity=WARNING,
)
def revoked_consent_ends_it(context: LedgerContext) -> Findings:
    for household in context.summaries.households.values():
        given, revoked = household.consent
        if not revoked or revoked < given:
            continue
        file, place = context.file(household.path), ("consent", "revoked_on")
        if not household.closed_on:
            yield file.fault(
                place,
                f"{revoked} 撤回了同意，还没有终止帮扶。",
                remedy="结束结对，写 closed（终止），原因选“拒绝”；家里又同意的，date（同意日期）写新的那天，"
                "删掉 revoked_on（撤回日期）。",
            )
        number, first = _contacts_after(revoked, household, context)
        if number:
            yield file.fault(
                place,
                f"{revoked} 撤回了同意，以后还联系过 {number} 次，最早是 {first}。",
                remedy="核对撤回日期和联系日期；确实在撤回以后联系的，向单位报告，不再联系。",
            )


def _contacts_after(day: str, household: HouseholdSummary, context: LedgerContext) -> tuple[int, str]:
    """Return how many contacts with a household are later than the end of its consent, and when the first was."""
    number, first = household.afterwards
    others = [contact.day for _, contact in context.summaries.elsewhere.get(household.id, ()) if contact.day > day]
    return number + len(others), min(filter(None, (first, *others)), default="")


@household_rule(
    "consent-scope",
    "转介了，同意的范围里没有转介",
    why="把个人情况交给别的部门，要在同意的范围里（个人信息保护法第二十三条、第二十九条）。",
    clause="六(二)",
    requirement="R-100",
    severity=WARNING,
    given=("scope",),
)
def referral_is_agreed_to(household: Household, context: RuleContext) -> Findings:
    consent = household.consent
    if not consent or not consent.scope or _TO_REFER in consent.scope:
        return
    sent = [item.sent_on for need in household.needs for step in need.measures for item in step.referrals]
    if any(consent.on <= day for day in sent):
        yield context.fault(
            ("consent", "scope"),
            "同意的范围里没有“转介部门”，需求已经转介给别的部门。",
            remedy="问过家里，同意的，在 scope（同意范围）里加上“转介部门”；不同意的，撤销转介。",
        )
