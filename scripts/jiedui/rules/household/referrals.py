"""Referrals: sent after the promise, answered after they were sent, by a body that can be found (六(二))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.need import RECEIVERS
from jiedui.rules.registry import household_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.model.household import Household
    from jiedui.model.need import Measure, Referral
    from jiedui.records.values import Pointer
    from jiedui.rules.context import Findings, RuleContext

OTHER = RECEIVERS[-1]


def _each(household: Household) -> Iterator[tuple[Pointer, Measure, Referral]]:
    for row, need in enumerate(household.needs):
        for column, measure in enumerate(need.measures):
            for place, referral in enumerate(measure.referrals):
                yield ("needs", row, "measures", column, "referrals", place), measure, referral


@household_rule(
    "referral-order",
    "转介的日期先后不对",
    why="先答应措施，再转给别的部门，再有答复；措施办好了，就不用再转。",
    clause="六(二)",
    requirement="R-100",
)
def in_order(household: Household, context: RuleContext) -> Findings:
    for pointer, measure, referral in _each(household):
        if referral.sent_on < measure.promised_on:
            yield context.fault(
                (*pointer, "sent_on"), "转出日期早于这条措施的承诺日期。", remedy="核对转出日期和承诺日期。"
            )
        if measure.done_on and referral.sent_on > measure.done_on:
            yield context.fault(
                (*pointer, "sent_on"), "转出日期晚于这条措施的办结日期。", remedy="核对转出日期和办结日期。"
            )
        if referral.answered_on and referral.answered_on < referral.sent_on:
            yield context.fault((*pointer, "answered_on"), "答复日期早于转出日期。", remedy="核对两个日期。")


@household_rule(
    "referral-answer",
    "转介的答复没有写全",
    why="哪天答复的、怎样答复的，缺一样就不知道是不是还要催。",
    clause="六(二)",
    requirement="R-100",
)
def answered_in_full(household: Household, context: RuleContext) -> Findings:
    for pointer, _, referral in _each(household):
        if referral.answered_on and not referral.answer:
            yield context.fault(
                (*pointer, "answered_on"), "写了答复日期，没有写怎样答复的。", remedy="补上 answer（答复）。"
            )
        elif referral.answer and referral.answered_on is None:
            yield context.fault(
                (*pointer, "answer"),
                "写了答复，没有写哪天答复的。",
                remedy="补上 answered_on（答复日期）；还没有答复的，删掉 answer。",
            )


@household_rule(
    "referral-office",
    "接收部门是“其他”，没有写接收单位",
    why="不知道转给了谁，就不知道向谁催。",
    clause="六(二)",
    requirement="R-100",
)
def office_is_known(household: Household, context: RuleContext) -> Findings:
    for pointer, _, referral in _each(household):
        if referral.receiver == OTHER and not referral.office:
            yield context.fault(
                (*pointer, "receiver"), "接收部门是“其他”，没有写接收单位。", remedy="补上 office（接收单位）。"
            )
